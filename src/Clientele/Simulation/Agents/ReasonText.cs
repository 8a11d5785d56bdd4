namespace Clientele.Simulation.Agents;

/// <summary>Words for the exact contributions: term, grade, and what more or less of it means.</summary>
internal static class ReasonText
{
    public static (string Name, string More, string Less) Of(PurchaseTerm term) => term switch
    {
        PurchaseTerm.Level => ("purchase_frequency", "buys more often than the average customer", "buys less often than the average customer"),
        PurchaseTerm.Price => ("price", "the price weighs in favour more than for the average customer", "the price weighs against more than for the average customer"),
        PurchaseTerm.Freight => ("freight", "freight weighs less than for the average customer", "freight weighs more than for the average customer"),
        PurchaseTerm.Rating => ("rating", "the rating weighs in favour more than for the average customer", "the rating weighs against more than for the average customer"),
        PurchaseTerm.Quantity => ("quantity", "used to several items an order", "used to fewer items an order"),
        PurchaseTerm.Weekend => ("weekend", "the day of the week suits", "the day of the week does not suit"),
        PurchaseTerm.Novelty => ("new_category", "tries new categories more readily", "tries new categories less readily"),
        PurchaseTerm.Payment => ("payment", "the listed ways of paying suit better than for the average customer", "the listed ways of paying suit less than for the average customer"),
        PurchaseTerm.History => ("own_payments", "the listed ways of paying fit the customer's own orders", "the listed ways of paying differ from the customer's own orders"),
        _ => (term.ToString().ToLowerInvariant(), "weighs in favour more than for the average customer", "weighs against more than for the average customer"),
    };

    public static EvidenceGrade Grade(PurchaseTerm term, bool fitted) =>
        term is PurchaseTerm.Payment or PurchaseTerm.History && fitted ? EvidenceGrade.A : EvidenceGrade.C;

    /// <summary>At most five reasons, strongest first; contributions below a hundredth of a logit are not reasons.</summary>
    public static IReadOnlyList<Reason> Strongest(ReadOnlySpan<double> contributions, bool fitted)
    {
        var reasons = new List<Reason>();
        for (var t = 0; t < contributions.Length; t++)
            if (Math.Abs(contributions[t]) >= .01)
            {
                var (name, more, less) = Of((PurchaseTerm)t);
                reasons.Add(new Reason(name, contributions[t], Grade((PurchaseTerm)t, fitted), contributions[t] > 0 ? more : less));
            }
        return [.. reasons.OrderByDescending(reason => Math.Abs(reason.Contribution!.Value)).ThenBy(reason => reason.Term, StringComparer.Ordinal).Take(5)];
    }
}
