namespace Clientele.Validation.Measures;

/// <summary>Standard deviation of simulated over real values: below 1 where a simulation is tamer than people are (Bisbee et al. 2024, "Synthetic replacements for human
/// survey data?": too little variation is the usual fault). NaN values are left out in both.</summary>
/// <param name="Total">Over all orders.</param>
/// <param name="WithinPersona">Pooled deviation from the persona's mean.</param>
internal sealed record SpreadRatio(Interval Total, Interval WithinPersona)
{
    /// <summary>Measures it.</summary>
    /// <param name="real">Real values, an entry an order.</param>
    /// <param name="simulated">Simulated values of the same orders.</param>
    /// <param name="persona">Persona of every order; −1 = unknown, a group of its own.</param>
    /// <param name="customer">Customer of every order.</param>
    /// <param name="bootstrap">Resampling.</param>
    public static SpreadRatio Of(double[] real, double[] simulated, int[] persona, int[] customer, CustomerBootstrap bootstrap)
    {
        var all = new int[persona.Length];
        return new SpreadRatio(
            bootstrap.Statistic(customer, w => Deviation(simulated, all, w) / Deviation(real, all, w)),
            bootstrap.Statistic(customer, w => Deviation(simulated, persona, w) / Deviation(real, persona, w)));
    }

    private static double Deviation(double[] values, int[] group, double[] weight)
    {
        var groups = group.DefaultIfEmpty().Max() + 2;
        var (mean, mass) = (new double[groups], new double[groups]);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                (mean[group[i] + 1], mass[group[i] + 1]) = (mean[group[i] + 1] + (weight[i] * values[i]), mass[group[i] + 1] + weight[i]);
        for (var g = 0; g < groups; g++)
            mean[g] /= mass[g];
        double squares = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]) && weight[i] > 0)
                (squares, total) = (squares + (weight[i] * Math.Pow(values[i] - mean[group[i] + 1], 2)), total + weight[i]);
        return Math.Sqrt(squares / total);
    }
}
