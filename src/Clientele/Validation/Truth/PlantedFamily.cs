using Clientele.Validation.Experiments;

namespace Clientele.Validation.Truth;

/// <summary>Planted effects of one kind beside what an agent makes of the same orders; arrays have one entry an effect.</summary>
/// <param name="Name"><c>menu</c>, <c>lateness</c> or <c>delay</c>: the last part of its metrics' ids.</param>
/// <param name="Ids">Ids of the effects in the truth.</param>
/// <param name="Truth">Planted values: probabilities, or stars.</param>
/// <param name="Simulation">The agent's, with standard errors (of its parameters, and of the orders asked about where they are a sample) and joint draws.</param>
/// <param name="Group">What shares orders, by effect: shares of effects are less certain for it.</param>
/// <param name="Baseline">What an agent that knows nothing would say.</param>
/// <param name="BaselineName">What that is.</param>
/// <param name="Orders">Orders asked about.</param>
/// <param name="InPoints">Whether an error is told in points (hundredths) rather than in the effects' unit.</param>
internal sealed record PlantedFamily(
    string Name, IReadOnlyList<string> Ids, double[] Truth, EffectVector Simulation, int[] Group, double[] Baseline, string BaselineName, int[] Orders, bool InPoints)
{
    /// <summary>Planted effects that no answer came to; they are in no array.</summary>
    public int Unanswered { get; init; }

    /// <summary>The planted values as a vector without error: they are exact.</summary>
    public EffectVector Exact => new(Truth, new double[Truth.Length]);

    /// <summary>What the simulation scores.</summary>
    public EffectScore Score(ScoringDesign design, ulong seed) => Scored(Simulation, design, seed);

    /// <summary>What the baseline scores.</summary>
    public EffectScore ScoreBaseline(ScoringDesign design, ulong seed) => Scored(new EffectVector(Baseline, new double[Baseline.Length]), design, seed);

    private EffectScore Scored(EffectVector simulation, ScoringDesign design, ulong seed)
    {
        var score = EffectScore.Of(Exact, simulation, Group, double.NaN, design, seed);
        // EffectScore counts in hundredths.
        return InPoints ? score : score with { Rmse = new Experiments.Score(score.Rmse.Value / 100, score.Rmse.Low / 100, score.Rmse.High / 100, score.Rmse.N) };
    }
}
