namespace Clientele.Validation.Experiments;

/// <summary>What the minimum instalment did to real customers: the side that simulations are compared with.</summary>
internal sealed record MinimumInstalmentTruth
{
    /// <summary>Card orders with one payment and a plan of 1..K.</summary>
    public required int Orders { get; init; }

    /// <summary>Bandwidth, currency.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>Thresholds c = 2..K, ascending.</summary>
    public required IReadOnlyList<MenuCutoff> Cutoffs { get; init; }

    /// <summary>The effects to predict: plans 1..c of each scored cutoff, by cutoff and then plan. Simulated arrays have this order.</summary>
    public required IReadOnlyList<MenuEffect> Effects { get; init; }

    /// <summary>Mean jump by period: whether customers' taste for instalments is stable.</summary>
    public required IReadOnlyList<MenuPeriod> Periods { get; init; }

    /// <summary>Thresholds where nothing changes.</summary>
    public required IReadOnlyList<MenuPlacebo> Placebos { get; init; }

    /// <summary>Share of <see cref="Placebos"/> whose 95 % interval excludes 0.</summary>
    public double PlaceboShare => Placebos.Count == 0 ? double.NaN : Placebos.Count(placebo => placebo.Jump.IsSignificant) / (double)Placebos.Count;

    /// <summary>How far two halves of the customers show the same effects.</summary>
    public required SplitHalf SplitHalf { get; init; }

    /// <summary>Why no simulation can be scored on these data; null when one can.</summary>
    public required string? Weak { get; init; }

    /// <summary>Draws of <see cref="Effects"/> with the correlation that effects at one threshold have: customers are reweighted (a multiplier bootstrap of the
    /// influence of each order; Kline and Santos 2012), then spread to the honest standard error.</summary>
    public required Func<int, ulong, IReadOnlyList<double[]>> Draw { get; init; }
}
