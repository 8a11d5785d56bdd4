namespace Clientele.Data;

internal sealed partial class SyntheticStoreBlock
{
    // Short remarks of our own, among them the cases that a reader of CSV has to get right: comma, quote, line break, accents.
    private static readonly byte[][] Praise =
        [.. ((string[])["Chegou antes do esperado", "Produto ótimo, recomendo", "Tudo certo", "Muito bonito\ne bem embalado", "Loja \"nota 10\"", "Gostei"])
            .Select(SyntheticStoreRows.Field)];

    private static readonly byte[][] Complaints =
        [.. ((string[])["Ainda não chegou", "Veio com defeito, quero trocar", "Faltou um item", "Prazo não cumprido\nsem resposta da loja", "Não é o da foto"])
            .Select(SyntheticStoreRows.Field)];

    private static readonly byte[][] Titles = [.. ((string[])["Recomendo", "Bom", "Ótimo", "Ruim", "Atrasou", "10"]).Select(SyntheticStoreRows.Field)];

    private void Review(long number, SyntheticStoreId orderId, int persona, Status status, int purchase, Times times)
    {
        // Of a hundred thousand orders about 770 have no review and 540 have a second one.
        if (_random.NextBoolean(0.0077))
            return;
        var promisedDay = times.Promised / 86_400;
        var arrived = times.Delivered >= 0;
        var late = arrived ? (times.Delivered / 86_400) - promisedDay : 0;
        var asked = arrived ? AskedOn(times.Delivered / 86_400, promisedDay, late) : promisedDay + BrokenPromiseDelay();
        if (status == Status.Canceled || status == Status.Unavailable)
            asked = Math.Min(asked, (purchase / 86_400) + 3 + _random.NextInt32(20));
        var waited = arrived && asked >= times.Delivered / 86_400;
        var shift = StarShift(persona, status, purchase, times, late, waited);
        if (status == Status.Delivered && arrived)
            AddStarEffects(persona, status, purchase, times, late, shift);
        // Rules know days late, arrival and the number of sellers; the family's shift does not enter them.
        _experience = new(arrived, late, _items > 1 && Sellers() > 1);
        WriteReview(SyntheticStoreId.Of(model.Seed, 'r', (ulong)number * 2), orderId, shift, asked);
        if (_random.NextBoolean(0.0055))
            WriteReview(SyntheticStoreId.Of(model.Seed, 'r', ((ulong)number * 2) + 1), orderId, shift, asked + 3 + _random.NextInt32(20));
    }

    // The survey goes out the day after delivery, or one to three days after a broken promise, whichever the shop's clock meets first.
    private int AskedOn(int deliveredDay, int promisedDay, int late)
    {
        var afterDelivery = deliveredDay + (_random.NextDouble() switch { < 0.03 => 0, < 0.97 => 1, _ => 2 + _random.NextInt32(4) });
        return late <= 0 || _random.NextBoolean(AskedAfterDelivery(late)) ? afterDelivery : promisedDay + BrokenPromiseDelay();
    }

    private static double AskedAfterDelivery(int late) => 0.2 * Math.Exp(-Math.Max(0, late - 3) / 2.5);

    private int BrokenPromiseDelay() => _random.NextDouble() switch { < 0.07 => 1, < 0.85 => 2, _ => 3 };

    // Probability that a parcel of so many days late arrives no later than its survey: AskedOn and BrokenPromiseDelay in closed form.
    private static double ArrivedBeforeSurvey(int late)
    {
        if (late <= 0)
            return 1;
        var after = AskedAfterDelivery(late);
        var delay = late switch { 1 => 1, 2 => 0.93, 3 => 0.15, _ => 0 };
        return after + ((1 - after) * delay);
    }

    private double StarShift(int persona, Status status, int purchase, Times times, int late, bool arrivedBeforeSurvey)
    {
        var p = model.Preferences;
        var shift = model.Personas[persona].Stars;
        if (_items > 1)
            shift += Sellers() > 1 ? p.StarsManySellers : p.StarsManyItems;
        if (times.Delivered < 0 && status != Status.Delivered)
            return shift + p.StarsUndelivered;
        if (times.Delivered < 0)
            return shift;
        shift += p.StarsByWait * ((times.Delivered - purchase) / 86_400.0);
        if (late <= 0)
            return shift;
        return shift + p.StarsLate + (p.StarsLateByLog * Math.Log(late)) + (arrivedBeforeSurvey ? 0 : p.StarsNotArrived);
    }

    private void WriteReview(SyntheticStoreId reviewId, SyntheticStoreId orderId, double shift, int askedDay)
    {
        var uniform = _random.NextOpenDouble();
        var stars = model.Habits?.Stars(uniform, _habit, _experience) ?? Stars(uniform, shift);
        var answered = (askedDay * 86_400) + 28_800 + (int)(110_000 * Math.Exp(0.95 * _random.NextGaussian()));
        var remarks = stars >= 4 ? Praise : Complaints;
        var comment = _random.NextBoolean(stars >= 4 ? 0.35 : 0.65) ? remarks[_random.NextInt32(remarks.Length)] : [];
        var title = _random.NextBoolean(0.12) ? Titles[_random.NextInt32(Titles.Length)] : [];
        ReviewRows.Id(reviewId).Id(orderId).Number(stars).Text(title).Text(comment).Time(askedDay * 86_400)
            .Time(Math.Min(answered, (askedDay + 120) * 86_400)).EndRow();
    }

    private int Stars(double uniform, double shift)
    {
        var level = Math.Log(uniform / (1 - uniform)) + shift;
        var stars = 1;
        foreach (var cut in _cuts)
            stars += level > cut ? 1 : 0;
        return stars;
    }

    private SyntheticStoreHabits.Experience _experience;
    private readonly double[] _cuts = [.. model.Preferences.StarCuts];
}
