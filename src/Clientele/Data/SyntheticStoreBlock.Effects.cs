namespace Clientele.Data;

internal sealed partial class SyntheticStoreBlock
{
    private readonly double[] _with = new double[16];
    private readonly double[] _without = new double[16];
    private readonly double[] _below = new double[16];
    private readonly double[] _change = new double[SyntheticStoreEffects.LateBy.Count];

    // What this order's customer would do at the cutoffs near its amount, with and without the plan that comes in there.
    private void AddMenuEffects(int persona, int cents, double plan, double year)
    {
        var first = Math.Max(SyntheticStoreEffects.FirstCutoff, (cents - SyntheticStoreEffects.Window) / 1_000);
        var last = Math.Min(SyntheticStoreEffects.LastCutoff, (cents + SyntheticStoreEffects.Window) / 1_000);
        for (var c = first; c <= last; c++)
        {
            if (Math.Abs(cents - (1_000 * c)) >= SyntheticStoreEffects.Window)
                continue;
            PlanShares(_with, persona, 1_000 * c, c, plan, year);
            PlanShares(_without, persona, 1_000 * c, c - 1, plan, year);
            PlanShares(_below, persona, (1_000 * c) - 1, c - 1, plan, year);
            Effects.AddMenu(persona, c, _with, _without, _below);
        }
    }

    private void PlanShares(double[] shares, int persona, int cents, int longest, double plan, double year)
    {
        if (model.Habits is { } habits)
        {
            habits.PlanShares(shares, model.Personas[persona].PlanRule, _habit, cents, longest);
            return;
        }
        model.Payment[persona].Weigh(shares, cents, longest, plan, year);
        var sum = 0.0;
        for (var k = 1; k <= longest; k++)
            sum += shares[k];
        for (var k = 1; k <= longest; k++)
            shares[k] /= sum;
        shares.AsSpan(longest + 1).Clear();
    }

    private void AddStarEffects(int persona, Status status, int purchase, Times times, int late, double shift)
    {
        var manySellers = _items > 1 && Sellers() > 1;
        var expected = model.Habits?.ExpectedStars(_habit, new(true, late, manySellers)) ?? ExpectedStars(shift);
        var onTime = StarsWhenLate(0);
        for (var i = 0; i < _change.Length; i++)
            _change[i] = StarsWhenLate(SyntheticStoreEffects.LateBy[i]) - onTime;
        Effects.AddStars(late, expected, _change);

        // The same parcel at the same hour, so many days after the promised one; the wait grows with it, and the survey may go out before it has arrived.
        double StarsWhenLate(int days)
        {
            if (model.Habits is { } habits)
                return habits.ExpectedStars(_habit, new(true, days, manySellers));
            var moved = times with { Delivered = times.Delivered + (86_400 * (days - late)) };
            var arrived = ArrivedBeforeSurvey(days);
            return (arrived * ExpectedStars(StarShift(persona, status, purchase, moved, days, true)))
                + (arrived == 1 ? 0 : (1 - arrived) * ExpectedStars(StarShift(persona, status, purchase, moved, days, false)));
        }
    }

    private double ExpectedStars(double shift)
    {
        var mean = 1.0;
        foreach (var cut in _cuts)
            mean += Logistic(shift - cut);
        return mean;
    }
}
