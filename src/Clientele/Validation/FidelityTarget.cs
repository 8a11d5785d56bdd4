using System.Globalization;

namespace Clientele.Validation;

/// <summary>A range to be reached. Either end may be open (null).</summary>
/// <param name="AtLeast">Lower end, included; null = open.</param>
/// <param name="AtMost">Upper end, included; null = open.</param>
public sealed record FidelityTarget(double? AtLeast = null, double? AtMost = null)
{
    /// <summary>Whether a value lies in the range.</summary>
    public bool Holds(double value) => (AtLeast is not { } low || value >= low) && (AtMost is not { } high || value <= high);

    /// <summary>Whether an interval has a value in the range.</summary>
    public bool Meets(double low, double high) => (AtLeast is not { } least || high >= least) && (AtMost is not { } most || low <= most);

    /// <summary>As printed: <c>≥ 0.9</c>, <c>≤ 0.02</c>, <c>0.95–1.05</c>.</summary>
    public override string ToString() => (AtLeast, AtMost) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low:0.###}–{high:0.###}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"≥ {low:0.###}"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"≤ {high:0.###}"),
        _ => "",
    };
}
