namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>What a model's parameters mean, with their evidence.</summary>
internal static class OutcomeTerms
{
    public static IReadOnlyList<OutcomeTerm> Of(
        OutcomeLayout layout, IReadOnlyList<OutcomeView> views, IReadOnlyList<OutcomeSlope> slopes, double[] theta, IReadOnlyList<double[]> draws)
    {
        OutcomeTerm Term(int parameter, string name, string meaning, int keys = 0)
        {
            var error = Deviation(draws, parameter);
            var size = Math.Abs(theta[parameter] / error);
            return new OutcomeTerm(name, meaning, theta[parameter], error, size > 4 ? EvidenceGrade.A : size > 2 ? EvidenceGrade.B : EvidenceGrade.C, keys);
        }
        var terms = new List<OutcomeTerm> { Term(OutcomeLayout.Shares, "shares", "ln of the shares of all orders") };
        for (var v = 0; v < views.Count; v++)
            if (theta[OutcomeLayout.FirstView + v] != 0)
                terms.Add(Term(
                    OutcomeLayout.FirstView + v, views[v].Name, string.Join(" × ", views[v].Fields.Select(f => OutcomeField.All[f].Meaning)), views[v].Table.Keys));
        if (theta[layout.Own] != 0)
            terms.Add(Term(layout.Own, "own_orders", "what the customer's other orders were"));
        for (var j = 0; j < slopes.Count; j++)
        {
            terms.Add(Term(layout.FirstSlope + 2 * j, "shift." + slopes[j].Name, "moves the scale: " + slopes[j].Meaning));
            terms.Add(Term(layout.FirstSlope + 2 * j + 1, "spread." + slopes[j].Name, "moves answers to the scale's ends: " + slopes[j].Meaning));
        }
        return terms;
    }

    private static double Deviation(IReadOnlyList<double[]> draws, int parameter)
    {
        if (draws.Count < 2)
            return double.NaN;
        var mean = draws.Average(draw => draw[parameter]);
        return Math.Sqrt(draws.Sum(draw => (draw[parameter] - mean) * (draw[parameter] - mean)) / (draws.Count - 1));
    }
}
