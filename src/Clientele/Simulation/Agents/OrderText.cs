using System.Globalization;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>Puts a masked order into words: what is known of it, what is asked, and what each possible value means. Amounts say whether freight is in them, dates have a year.</summary>
internal static class OrderText
{
    /// <summary>What is asked for.</summary>
    /// <param name="question">The question.</param>
    public static string Attribute(Question.MaskedAttribute question) => question.Kind switch
    {
        MaskedOrder.Plan => "in how many instalments you paid it by credit card, 1 being all at once",
        MaskedOrder.Method => "how you paid it",
        MaskedOrder.Stars => "the stars, from 1 (worst) to 5 (best), of your review of it",
        MaskedOrder.Ticket => "in which tenth of the shop's orders, 1 the cheapest, lies what it cost in all, items and freight together",
        MaskedOrder.Category => "the category of its dearest item" + (question.Glosses.Count == 0 ? ""
            : ". After each value stands its share of the shop's orders, and half of these orders had items for at least the amount that follows, without freight"),
        MaskedOrder.Items => "the number of items in it",
        var kind => kind.Replace('_', ' '),
    };

    /// <summary>A possible value, and behind a colon what it means, where that is to be said.</summary>
    public static string Option(Question.MaskedAttribute question, int option, string currency) =>
        question.Glosses.Count > 0 && Gloss(question.Glosses[option], new Phrase(currency)) is { Length: > 0 } gloss ? $"{question.Options[option]}: {gloss}" : question.Options[option];

    /// <summary>What a value means; empty when there is nothing to say.</summary>
    public static string Gloss(OptionGloss gloss, Phrase phrase)
    {
        var parts = new List<string>();
        if (double.IsFinite(gloss.Above))
            parts.Add("over " + phrase.Money(gloss.Above, cents: true));
        if (double.IsFinite(gloss.UpTo))
            parts.Add("up to " + phrase.Money(gloss.UpTo, cents: true));
        if (double.IsFinite(gloss.Share))
            parts.Add(Phrase.Number(100 * gloss.Share, 2) + " %");
        if (double.IsFinite(gloss.MedianAmount))
            parts.Add(phrase.Money(gloss.MedianAmount));
        return string.Join(", ", parts);
    }

    /// <summary>What is known of an order, one line a fact.</summary>
    public static string Known(OrderContext order, string currency)
    {
        var phrase = new Phrase(currency);
        var lines = new List<string>();
        Add("Paid in all, freight included", order.PaymentValue, value => phrase.Money(value, cents: true));
        Add("Items without freight", order.Amount, value => phrase.Money(value, cents: true));
        Add("Freight", order.Freight, value => phrase.Money(value, cents: true));
        if (order.Items is { } items)
            lines.Add($"- Items: {items.ToString(CultureInfo.InvariantCulture)}");
        if (order.Category is { } category)
            lines.Add($"- Category of the dearest item: {category}");
        if (order.OrderedAt is { } at)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- Ordered on a {at:dddd} in {at:MMMM yyyy}, at {at:HH} o'clock"));
        if (order.Method is { } method)
            lines.Add($"- Paid by: {CustomerFacts.Payment(method, order.Instalments ?? 0)}");
        Add("Promised delivery after", order.PromisedDays, Days);
        Add("Delivered after", order.DeliveryDays, Days);
        // Before the promised day is no negative lateness in a reader's words.
        if (order.DaysLate < 0)
            lines.Add($"- Earlier than promised by: {Days(-order.DaysLate)}");
        else
            Add("Later than promised by", order.DaysLate, Days);
        if (order.CustomerState is { } state)
            lines.Add($"- You are in: {state}");
        if (order.SellerState is { } seller)
            lines.Add($"- Seller in: {seller}");
        return lines.Count == 0 ? "- nothing" : string.Join('\n', lines);

        void Add(string name, double value, Func<double, string> text)
        {
            if (double.IsFinite(value))
                lines.Add($"- {name}: {text(value)}");
        }
    }

    private static string Days(double days) => Phrase.Number(days) + (days == 1 ? " day" : " days");
}
