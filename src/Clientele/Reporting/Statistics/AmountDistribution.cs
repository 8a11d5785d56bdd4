namespace Clientele.Reporting.Statistics;

/// <summary>Amounts in even bins without their long tail, and in bins that are even in the logarithm with all of it.</summary>
/// <param name="Even">Even bins from 0 to about the 97.5 % quantile.</param>
/// <param name="Log">Ten bins a power of ten; zeros are outside.</param>
/// <param name="Median">Median.</param>
/// <param name="Mean">Arithmetic mean.</param>
public sealed record AmountDistribution(Histogram Even, Histogram Log, double Median, double Mean)
{
    private const int Bins = 40;

    /// <summary>Counts amounts; null when none is recorded or positive.</summary>
    public static AmountDistribution? Of(double[] amounts)
    {
        if (Histogram.Log(amounts) is not { } log)
            return null;
        var (median, tail, mean) = (Histogram.Quantile(amounts, .5), Histogram.Quantile(amounts, .975), amounts.Where(double.IsFinite).Average());
        return new AmountDistribution(Histogram.Linear(amounts, 0, Step(Math.Max(tail, 1e-9) / Bins), Bins), log, median, mean);
    }

    // The next of 1, 2, 2.5, 5 times a power of ten, so that the edges are round.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(step => step >= least * (1 - 1e-9));
    }
}
