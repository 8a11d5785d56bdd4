using System.Text.Json.Serialization;

namespace Clientele.Clustering;

/// <summary>A mean over random draws (halvings, resamples), with the error that more draws would take away.</summary>
/// <param name="Mean">Mean over the draws.</param>
/// <param name="StandardError">Its Monte-Carlo standard error: standard deviation of the draws / √count; NaN for a single draw. It says how far chance in the
/// measurement goes, not how far other customers would differ: that is the bootstrap's matter.</param>
/// <param name="Count">Draws.</param>
public readonly record struct MonteCarloMean(
    double Mean, [property: JsonPropertyName("se")] double StandardError, [property: JsonPropertyName("n")] int Count)
{
    /// <summary>Standard errors on each side within which a limit is too near to tell: 99 % of chance for one comparison.</summary>
    internal const double Errors = 2.6;

    /// <summary>The mean of some draws.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static MonteCarloMean Of(IReadOnlyCollection<double> draws)
    {
        if (draws.Count == 0)
            throw new ArgumentException("A mean needs a draw.", nameof(draws));
        var mean = draws.Average();
        var squares = draws.Sum(draw => (draw - mean) * (draw - mean));
        return new MonteCarloMean(mean, draws.Count < 2 ? double.NaN : Math.Sqrt(squares / (draws.Count - 1) / draws.Count), draws.Count);
    }

    /// <summary><c>0.88 ± 0.01</c>: mean and standard error.</summary>
    internal string Text(string format = "0.00") => $"{Number.Decimal(Mean, format)} ± {Number.Decimal(StandardError, format)}";

    /// <summary>Whether the mean reaches a limit for certain, misses it for certain, or is too near to tell.</summary>
    internal SegmentCountVerdict Against(double least) =>
        Mean - (Errors * StandardError) >= least ? SegmentCountVerdict.In
        : Mean + (Errors * StandardError) < least ? SegmentCountVerdict.Out
        : SegmentCountVerdict.Undecided;
}
