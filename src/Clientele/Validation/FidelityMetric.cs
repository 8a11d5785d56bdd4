using System.Text.Json.Serialization;

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

    /// <summary>Whether it tests the data and the design and not the agent: it can bring a block down, and never lift it.</summary>
    [JsonIgnore]
    public bool IsControl => Array.Exists(Id.Split('.'), part => part is "control" or "controls");

    /// <summary>The baseline that is hardest to beat, with its name; null when there is none. Errors are better small and a range is met best in its middle; all else is better large.</summary>
    public (string Name, double Value)? BestBaseline()
    {
        var known = Baselines.Where(one => double.IsFinite(one.Value)).ToList();
        if (known.Count == 0)
            return null;
        var best = Target switch
        {
            { AtLeast: { } low, AtMost: { } high } => known.MinBy(one => Math.Abs(one.Value - (low + high) / 2)),
            { AtMost: not null } => known.MinBy(one => one.Value),
            { AtLeast: not null } => known.MaxBy(one => one.Value),
            _ => Array.Exists(Id.Split('.'), part => Errors.Contains(part, StringComparer.Ordinal)) ? known.MinBy(one => one.Value) : known.MaxBy(one => one.Value),
        };
        return (best.Key, best.Value);
    }

    // Parts of ids whose numbers are better small, where no target says so.
    private static readonly string[] Errors = ["brier", "crps", "ece", "logloss", "regret", "rmse"];

    /// <summary>Judges an estimate: PASS when it meets the target and its interval excludes the best baseline, PARTIAL when the interval holds the target, FAIL otherwise.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="value">The estimate; NaN = not scored.</param>
    /// <param name="low">2.5 % end of its interval; NaN = none, and the estimate itself has to beat the baselines.</param>
    /// <param name="high">97.5 % end.</param>
    /// <param name="n">What is behind it.</param>
    /// <param name="target">What is to be reached; null = described.</param>
    /// <param name="baselines">Simple ways to guess, which have to be beaten. A range has no best side: beside it they are shown alone.</param>
    /// <param name="floor">Where the scale begins.</param>
    /// <param name="ceiling">Where it ends.</param>
    /// <param name="note">What has to be known to read it.</param>
    /// <param name="weak">Why it cannot be scored; null = it can.</param>
    /// <param name="shown">Further baselines that are shown and have not to be beaten: the upper end of a scale, the agent without something.</param>
    /// <param name="refuted">Why the estimate, even where it meets the target, shows nothing; null = it is believed.</param>
    internal static FidelityMetric Judge(
        string id, double value, double low, double high, int n, FidelityTarget? target, IReadOnlyDictionary<string, double>? baselines = null, double? floor = null,
        double? ceiling = null, string? note = null, string? weak = null, IReadOnlyDictionary<string, double>? shown = null, string? refuted = null)
    {
        var (rivals, all) = (new List<double>(), new SortedDictionary<string, double>(StringComparer.Ordinal));
        foreach (var (name, rival) in (baselines ?? new Dictionary<string, double>()).Where(one => !double.IsNaN(one.Value)))
        {
            rivals.Add(rival);
            all[name] = rival;
        }
        foreach (var (name, other) in (shown ?? new Dictionary<string, double>()).Where(one => !double.IsNaN(one.Value)))
            all[name] = other;
        var above = rivals.Count == 0 || target switch
        {
            { AtLeast: not null, AtMost: null } => (double.IsNaN(low) ? value : low) > rivals.Max(),
            { AtLeast: null, AtMost: not null } => (double.IsNaN(high) ? value : high) < rivals.Min(),
            _ => true,
        };
        var verdict = weak is not null || double.IsNaN(value) ? FidelityVerdict.NotScored
            : target is null ? FidelityVerdict.None
            : refuted is not null ? FidelityVerdict.Fail
            : target.Holds(value) && above ? FidelityVerdict.Pass
            : target.Holds(value) || target.Meets(low, high) ? FidelityVerdict.Partial
            : FidelityVerdict.Fail;
        return new FidelityMetric
        {
            Id = id,
            Value = value,
            Low = low,
            High = high,
            N = n,
            Floor = floor,
            Ceiling = ceiling,
            Baselines = all,
            Target = target,
            Verdict = verdict,
            Note = weak is null ? refuted is null ? note : $"{note} {refuted}".TrimStart() : $"Too weak to score here: {weak}.",
        };
    }
}
