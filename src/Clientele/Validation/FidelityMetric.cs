namespace Clientele.Validation;

/// <summary>One measured number of a fidelity report, never without what it has to be compared with.</summary>
public sealed record FidelityMetric
{
    /// <summary>Stable id: <c>individuals.skill.median</c>; docs/validation.md explains each.</summary>
    public required string Id { get; init; }

    /// <summary>The estimate; NaN when it could not be scored here.</summary>
    public required double Value { get; init; }

    /// <summary>2.5 % end of the 95 % interval (bootstrap over customers unless the documentation says otherwise); NaN when there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>97.5 % end.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Orders, customers or effects behind it, as the documentation of the id says.</summary>
    public required int N { get; init; }

    /// <summary>What two samples of reality differ by (or score against each other) at this size; null when the metric has none.</summary>
    public double? Floor { get; init; }

    /// <summary>What a perfect predictor would reach on this data (retest, split-half); null when unknown.</summary>
    public double? Ceiling { get; init; }

    /// <summary>The same number for the baselines, by name.</summary>
    public IReadOnlyDictionary<string, double> Baselines { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What is to be reached; null for a number that is only described.</summary>
    public FidelityTarget? Target { get; init; }

    /// <summary>How it came out.</summary>
    public required FidelityVerdict Verdict { get; init; }

    /// <summary>What has to be known to read it, in a sentence: why it was not scored, what it does not show.</summary>
    public string? Note { get; init; }
}
