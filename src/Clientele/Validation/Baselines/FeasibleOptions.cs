namespace Clientele.Validation.Baselines;

/// <summary>What an order cannot have has probability 0: the rest is scaled to 1.</summary>
internal static class FeasibleOptions
{
    /// <summary>One row's probabilities, in place; uniform over the feasible options when they have no mass at all.</summary>
    public static double[] Restrict(double[] probabilities, int feasible)
    {
        double sum = 0;
        for (var k = 0; k < feasible; k++)
            sum += probabilities[k];
        for (var k = 0; k < probabilities.Length; k++)
            probabilities[k] = k >= feasible ? 0 : sum > 0 ? probabilities[k] / sum : 1.0 / feasible;
        return probabilities;
    }

    /// <summary>All rows of a table, in place.</summary>
    public static double[][] Restrict(TaskTable table, double[][] probabilities)
    {
        for (var i = 0; i < probabilities.Length; i++)
            Restrict(probabilities[i], table.Feasible[i]);
        return probabilities;
    }
}
