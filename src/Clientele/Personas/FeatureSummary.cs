namespace Clientele.Personas;

/// <summary>Distribution of one feature in a persona or in the population, in the feature's unit.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Standard deviation (ddof 1); 0 for a single customer.</param>
/// <param name="Q10">10 % quantile (linear interpolation, as are the others).</param>
/// <param name="Q25">25 % quantile.</param>
/// <param name="Median">50 % quantile.</param>
/// <param name="Q75">75 % quantile.</param>
/// <param name="Q90">90 % quantile.</param>
/// <param name="ZScore">(mean − population mean) / population standard deviation; 0 for the population itself.</param>
public readonly record struct FeatureSummary(
    double Mean, double StandardDeviation, double Q10, double Q25, double Median, double Q75, double Q90, double ZScore);
