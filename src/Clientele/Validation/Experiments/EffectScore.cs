namespace Clientele.Validation.Experiments;

/// <summary>How well simulated effects match real ones.</summary>
internal sealed record EffectScore
{
    /// <summary>Pearson correlation of truth and simulation; 0 where the simulation says the same of everything, NaN where the truth does.</summary>
    public required Score R { get; init; }

    /// <summary>Why <see cref="R"/> and <see cref="Slope"/> cannot be scored by anybody; null = they can.</summary>
    public required string? Weak { get; init; }

    /// <summary>What is to be said of a simulation that says the same of everything; null of all others.</summary>
    public required string? Constant { get; init; }

    /// <summary>The same over what the true effects would reach on these data.</summary>
    public required Score RToCeiling { get; init; }

    /// <summary>Slope of truth on simulation: 1 = right size, below 1 = the simulation exaggerates.</summary>
    public required Score Slope { get; init; }

    /// <summary>Share with the right sign among effects that differ from 0 by their honest standard error.</summary>
    public required Score Sign { get; init; }

    /// <summary>Root mean square error in points (hundredths of the effects' unit).</summary>
    public required Score Rmse { get; init; }

    /// <summary>Share with |simulation − truth| &lt;= 1.96 √(SE_simulation² + SE_honest²).</summary>
    public required Score Coverage { get; init; }

    /// <summary>Mean loss, in points of truth, of choosing the arm that the simulation prefers: |truth| where the signs differ, half of it where the simulation is indifferent,
    /// 0 where they agree. Every effect is one decision: introduce the change when more of the outcome is wanted.</summary>
    public required Score Regret { get; init; }

    /// <summary>What tossing a coin would lose: mean |truth| / 2, in points.</summary>
    public required double CoinRegret { get; init; }

    /// <summary>Scores a simulation.</summary>
    /// <param name="truth">Real effects with honest standard errors.</param>
    /// <param name="simulation">Simulated effects in the same order.</param>
    /// <param name="group">What hangs together, by effect (the cutoff): shares are less certain for it. Null = independent.</param>
    /// <param name="ceiling">What the true effects would correlate with these estimates; NaN = unknown.</param>
    /// <param name="design">Draws for the intervals of r, slope, RMSE and regret.</param>
    /// <param name="seed">Seed of draws that are not given.</param>
    /// <remarks>The set of effects is fixed, so intervals say what errors of truth and simulation do, not what other experiments would give. Draws carry the error twice
    /// (they scatter around estimates that already have it), so their quantiles would be off centre: their spread alone is used, for r on Fisher's z scale.</remarks>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static EffectScore Of(EffectVector truth, EffectVector simulation, IReadOnlyList<int>? group, double ceiling, ScoringDesign design, ulong seed)
    {
        if (truth.Count != simulation.Count || truth.Count != truth.Se.Count || simulation.Count != simulation.Se.Count || (group is not null && group.Count != truth.Count))
            throw new ArgumentException($"Truth has {truth.Count} effects ({truth.Se.Count} errors), the simulation {simulation.Count} ({simulation.Se.Count}).", nameof(simulation));
        var n = truth.Count;
        var (told, varies) = (Varies(truth.Value), Varies(simulation.Value));
        var random = new SeededRandom(seed, 0);
        var spread = new Spread[4];
        for (var b = 0; b < design.Draws && n > 1; b++)
        {
            var (t, s) = (truth.Draw(b, random), simulation.Draw(b, random));
            // r = ±1 has no z; a hair below keeps it finite.
            spread[0].Add(Math.Atanh(Math.Clamp(Correlation.Pearson(s, t), -.999999, .999999)));
            spread[1].Add(Correlation.Slope(s, t));
            spread[2].Add(Error(t, s));
            spread[3].Add(Loss(t, s));
        }
        // Who says the same of everything has foreseen nothing: that is a failure, not a lack of data.
        var r = !told ? double.NaN : !varies ? 0 : Correlation.Pearson(simulation.Value, truth.Value);
        var z = Math.Atanh(Math.Clamp(r, -.999999, .999999));
        var of = !told || !varies ? new Score(r, double.NaN, double.NaN, n) : new Score(r, Math.Tanh(z - 1.96 * spread[0].Deviation), Math.Tanh(z + 1.96 * spread[0].Deviation), n);
        return new EffectScore
        {
            R = of,
            Weak = n < 2 ? "there are fewer than two effects" : !told ? "the real effects do not vary" : simulation.Value.Any(double.IsNaN) ? "the agent did not answer for every effect" : null,
            Constant = told && !varies ? "the agent's effects do not vary" : null,
            RToCeiling = new Score(r / ceiling, of.Low / ceiling, of.High / ceiling, n),
            Slope = told && varies ? Score.Symmetric(Correlation.Slope(simulation.Value, truth.Value), spread[1].Deviation, n) : Score.None with { N = n },
            Sign = Shares(n, group, i => Math.Abs(truth.Value[i]) > 1.96 * truth.Se[i] ? truth.Value[i] > 0 ? simulation.Value[i] > 0 : simulation.Value[i] < 0 : null),
            Rmse = NotNegative(Score.Symmetric(Error(truth.Value, simulation.Value), spread[2].Deviation, n)),
            Coverage = Shares(n, group, i => Math.Abs(simulation.Value[i] - truth.Value[i]) <= 1.96 * Math.Sqrt(simulation.Se[i] * simulation.Se[i] + truth.Se[i] * truth.Se[i])),
            Regret = NotNegative(Score.Symmetric(Loss(truth.Value, simulation.Value), spread[3].Deviation, n)),
            CoinRegret = n == 0 ? double.NaN : 50 * truth.Value.Average(Math.Abs),
        };
    }

    // Equal but for rounding: the correlation of rounding errors is a number, and means nothing. A missing answer is no constant one.
    private static bool Varies(IReadOnlyList<double> values) =>
        values.Count > 1 && (values.Any(double.IsNaN) || values.Max() - values.Min() > 1e-12 * Math.Max(1, values.Max(Math.Abs)));

    private static double Error(IReadOnlyList<double> truth, IReadOnlyList<double> simulation) =>
        truth.Count == 0 ? double.NaN : 100 * Math.Sqrt(Enumerable.Range(0, truth.Count).Average(i => (truth[i] - simulation[i]) * (truth[i] - simulation[i])));

    private static double Loss(IReadOnlyList<double> truth, IReadOnlyList<double> simulation) => truth.Count == 0 ? double.NaN
        : 100 * Enumerable.Range(0, truth.Count).Average(i => simulation[i] == 0 ? Math.Abs(truth[i]) / 2 : truth[i] * simulation[i] < 0 ? Math.Abs(truth[i]) : 0);

    private static Score NotNegative(Score score) => score with { Low = Math.Max(0, score.Low) };

    // Effects at one cutoff share orders, so a share of 49 effects is worth fewer than 49 coin tosses: the design effect is the variance over groups against that of independent ones.
    private static Score Shares(int n, IReadOnlyList<int>? group, Func<int, bool?> holds)
    {
        var judged = Enumerable.Range(0, n).Select(i => (Group: group is null ? i : group[i], Holds: holds(i))).Where(one => one.Holds is not null).ToList();
        var hits = judged.Count(one => one.Holds == true);
        var p = hits / (double)Math.Max(1, judged.Count);
        var groups = judged.GroupBy(one => one.Group).Select(members => members.Sum(one => (one.Holds == true ? 1 : 0) - p)).ToList();
        var independent = judged.Count * p * (1 - p);
        var effect = group is null || groups.Count < 2 || independent <= 0 ? 1
            : groups.Sum(sum => sum * sum) * groups.Count / (groups.Count - 1) / independent;
        return Score.Share(hits, judged.Count, Math.Clamp(effect, 1, judged.Count / (double)Math.Max(1, groups.Count)));
    }

    private record struct Spread(int Count, double Sum, double Squares)
    {
        public readonly double Deviation => Count < 2 ? double.NaN : Math.Sqrt(Math.Max(0, (Squares - Sum * Sum / Count) / (Count - 1)));

        public void Add(double value)
        {
            if (!double.IsNaN(value))
                (Count, Sum, Squares) = (Count + 1, Sum + value, Squares + value * value);
        }
    }
}
