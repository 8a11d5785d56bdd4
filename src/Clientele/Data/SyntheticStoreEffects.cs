using System.Globalization;

namespace Clientele.Data;

/// <summary>Sums from which the exact effects of a store are averaged: for every order the planted probabilities of both arms, not what was drawn.</summary>
/// <param name="personas">Latent personas.</param>
internal sealed class SyntheticStoreEffects(int personas)
{
    /// <summary>Cutoffs: the amounts R$ 10 c at which the plan of c instalments comes onto the menu.</summary>
    public const int FirstCutoff = 4, LastCutoff = 10;

    /// <summary>An order counts for a cutoff when its amount is nearer than this, cents.</summary>
    public const int Window = 800;

    private const int Cutoffs = LastCutoff - FirstCutoff + 1;
    private const int Plans = 10;
    private readonly double[] _menu = new double[personas * Cutoffs * (Plans + 1)];
    private readonly double[] _jump = new double[personas * Cutoffs * (Plans + 1)];
    private readonly long[] _orders = new long[personas * Cutoffs];
    private readonly double[] _stars = new double[Lateness.Length];
    private readonly long[] _reviews = new long[Lateness.Length];
    private readonly double[] _starChange = new double[LateBy.Count];
    private long _delivered;

    /// <summary>Most days late of each bin but the last, which is open.</summary>
    private static readonly int[] Lateness = [-21, -15, -10, -6, -3, -1, 0, 2, 4, 7, 14, int.MaxValue];

    /// <summary>Delays in days whose effect on the stars is stated.</summary>
    public static IReadOnlyList<int> LateBy { get; } = [3, 7];

    public void Clear()
    {
        foreach (var sums in (double[][])[_menu, _jump, _stars, _starChange])
            Array.Clear(sums);
        Array.Clear(_orders);
        Array.Clear(_reviews);
        _delivered = 0;
    }

    public void Add(SyntheticStoreEffects other)
    {
        for (var i = 0; i < _menu.Length; i++)
            (_menu[i], _jump[i]) = (_menu[i] + other._menu[i], _jump[i] + other._jump[i]);
        for (var i = 0; i < _orders.Length; i++)
            _orders[i] += other._orders[i];
        for (var i = 0; i < _stars.Length; i++)
            (_stars[i], _reviews[i]) = (_stars[i] + other._stars[i], _reviews[i] + other._reviews[i]);
        for (var i = 0; i < _starChange.Length; i++)
            _starChange[i] += other._starChange[i];
        _delivered += other._delivered;
    }

    /// <summary>Counts one card order near a cutoff.</summary>
    /// <param name="persona">Its customer's persona.</param>
    /// <param name="cutoff">The cutoff, c.</param>
    /// <param name="with">Probability of plan k given card at R$ 10 c with plans up to c, from index 1 on.</param>
    /// <param name="without">The same at the same amount with plans up to c − 1.</param>
    /// <param name="below">The same one cent below.</param>
    public void AddMenu(int persona, int cutoff, ReadOnlySpan<double> with, ReadOnlySpan<double> without, ReadOnlySpan<double> below)
    {
        var cell = (persona * Cutoffs) + cutoff - FirstCutoff;
        _orders[cell]++;
        for (var k = 1; k <= cutoff; k++)
        {
            _menu[(cell * (Plans + 1)) + k] += with[k] - without[k];
            _jump[(cell * (Plans + 1)) + k] += with[k] - below[k];
        }
    }

    /// <summary>Counts one delivered and reviewed order.</summary>
    /// <param name="late">Days late, negative when early.</param>
    /// <param name="stars">Expected stars of the order as it was.</param>
    /// <param name="change">Expected change if it came <see cref="LateBy"/> days late rather than on the promised day.</param>
    public void AddStars(int late, double stars, ReadOnlySpan<double> change)
    {
        var bin = 0;
        while (late > Lateness[bin])
            bin++;
        _stars[bin] += stars;
        _reviews[bin]++;
        for (var i = 0; i < change.Length; i++)
            _starChange[i] += change[i];
        _delivered++;
    }

    /// <summary>The averages; an effect without a single order to average over is left out.</summary>
    /// <param name="names">Names of the personas.</param>
    public IEnumerable<SyntheticEffect> Averages(IReadOnlyList<string> names)
    {
        for (var c = FirstCutoff; c <= LastCutoff; c++)
            for (var k = 1; k <= c; k++)
                if (Mean(_menu, c, k) is { } change)
                    yield return Effect(change, $"menu.{c}.{k}");
        for (var c = FirstCutoff; c <= LastCutoff; c++)
            for (var k = 1; k <= c; k++)
                if (Mean(_jump, c, k) is { } jump)
                    yield return Effect(jump, $"jump.{c}.{k}");
        for (var bin = 0; bin < Lateness.Length; bin++)
            if (_reviews[bin] > 0)
                yield return Effect(_stars[bin] / _reviews[bin], $"lateness.stars.{Bin(bin)}");
        for (var i = 0; i < LateBy.Count && _delivered > 0; i++)
            yield return Effect(_starChange[i] / _delivered, $"lateness.change.{LateBy[i]}");
        for (var persona = 0; persona < names.Count; persona++)
            for (var c = FirstCutoff; c <= LastCutoff; c++)
            {
                // Several instalments gain what one instalment loses.
                if (Mean(_menu, c, 1, persona) is { } single)
                    yield return Effect(-single, $"persona.{names[persona]}.menu.{c}.several");
                if (Mean(_menu, c, c, persona) is { } longest)
                    yield return Effect(longest, $"persona.{names[persona]}.menu.{c}.longest");
            }
    }

    private double? Mean(double[] sums, int cutoff, int plan, int? only = null)
    {
        var (sum, orders) = (0.0, 0L);
        for (var persona = only ?? 0; persona <= (only ?? (personas - 1)); persona++)
        {
            var cell = (persona * Cutoffs) + cutoff - FirstCutoff;
            sum += sums[(cell * (Plans + 1)) + plan];
            orders += _orders[cell];
        }
        return orders == 0 ? null : sum / orders;
    }

    private static string Bin(int bin)
    {
        var least = bin == 0 ? "" : (Lateness[bin - 1] + 1).ToString(CultureInfo.InvariantCulture);
        var most = bin == Lateness.Length - 1 ? "" : Lateness[bin].ToString(CultureInfo.InvariantCulture);
        return $"{least}:{most}";
    }

    // Twelve digits: the last ones depend on the platform's mathematics library, and no effect needs them.
    private static SyntheticEffect Effect(double value, FormattableString id) =>
        new(id.ToString(CultureInfo.InvariantCulture), Math.Round(value, 12) + 0.0, Identified: true);
}
