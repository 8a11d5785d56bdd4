namespace Clientele.Personas;

/// <summary>The only thresholds by which words are chosen: names, profile sentences and heuristics all read the level found here, so
/// that no prompt can call a persona one thing in one line and the opposite in the next.</summary>
internal static class TraitThresholds
{
    /// <summary>|z| above which a trait distinguishes a persona and may name it.</summary>
    public const double Distinguishing = 0.75;

    /// <summary>|z| above which a difference is mentioned as a slight one.</summary>
    public const double Somewhat = 0.5;

    /// <summary>z of the money spent above which a persona is called premium.</summary>
    public const double PremiumSpend = 1.5;

    /// <summary>Difference relative to the population's mean below which a difference of amounts or counts is not worth a word, whatever its z.</summary>
    public const double MaterialRelative = 0.05;

    /// <summary>The same for shares, in points of [0, 1].</summary>
    public const double MaterialShare = 0.02;

    /// <summary>Mean instalments above which a persona plans by the month.</summary>
    public const double MonthlyPlanner = 5;

    /// <summary>Share of orders by card below which a persona avoids credit.</summary>
    public const double RareCard = 0.10;

    /// <summary>Items an order from which a persona bundles.</summary>
    public const double BundleBasket = 2;

    /// <summary>Shares of positive reviewers above which most are content, and below which few are.</summary>
    public const double SatisfiedShare = 0.85, CriticalShare = 0.5;

    /// <summary>Shares of weekend buyers above which a persona shops in its leisure, below which on workdays.</summary>
    public const double LeisureShare = 0.5, WorkdayShare = 0.15;

    /// <summary>Orders a customer above which a persona comes back, below which it buys once.</summary>
    public const double ReturningOrders = 1.5, SingleOrder = 1.05;

    /// <summary>Categories a customer above which a persona shops across the range, and up to which it stays with one.</summary>
    public const double ManyCategories = 1.5, OneCategory = 1;

    /// <summary>Share of all customers that a persona's median must exceed (or stay under) for the rank to be worth a sentence.</summary>
    public const double RankWorthSaying = 0.6;

    /// <summary>The level of a trait.</summary>
    /// <param name="z">z-score of the persona's mean on the raw scale.</param>
    /// <param name="lowestZ">z-score of the population's smallest value: what <paramref name="z"/> can reach at all.</param>
    /// <param name="transformedZ">z-score on the scale that the customers were clustered on.</param>
    /// <param name="mean">Mean of the persona.</param>
    /// <param name="populationMean">Mean of all customers.</param>
    /// <param name="isShare">Whether the feature is a share in [0, 1].</param>
    /// <remarks>Amounts are so skewed that no mean can lie .75 standard deviations below the population's: there the clustering scale
    /// decides what counts as low. High is always read on the raw scale, where it means money or orders.</remarks>
    public static TraitLevel Level(double z, double lowestZ, double transformedZ, double mean, double populationMean, bool isShare)
    {
        if (!Material(mean, populationMean, isShare))
            return TraitLevel.Typical;
        if (z < 0 && lowestZ > -Distinguishing)
            z = Math.Min(z, transformedZ);
        return z switch
        {
            > Distinguishing => TraitLevel.High,
            > Somewhat => TraitLevel.SomewhatHigh,
            < -Distinguishing => TraitLevel.Low,
            < -Somewhat => TraitLevel.SomewhatLow,
            _ => TraitLevel.Typical,
        };
    }

    /// <summary>Whether two means differ by enough to be told apart in words.</summary>
    public static bool Material(double mean, double other, bool isShare) =>
        mean != other && Math.Abs(mean - other) >= (isShare ? MaterialShare : MaterialRelative * Math.Abs(other));
}
