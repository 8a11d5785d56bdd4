namespace Clientele.Simulation;

/// <summary>Decisions by column: one row an agent × situation × replicate, ordered by situation, then agent, then replicate.</summary>
/// <remarks>The probabilities of row r are <c>Probabilities[Offset(r) .. + options of its situation]</c>; rows of one situation have equal width,
/// so a situation is one block.</remarks>
public sealed record DecisionTable
{
    /// <summary>Index into <see cref="SimulationRun.Situations"/>, a row.</summary>
    public required int[] Situation { get; init; }

    /// <summary>Index into <see cref="SimulationRun.Agents"/>, a row.</summary>
    public required int[] Agent { get; init; }

    /// <summary>Replicate, from 0, a row.</summary>
    public required int[] Replicate { get; init; }

    /// <summary>Sampled option (index in the scenario's order), a row; −1 when there is no answer.</summary>
    public required sbyte[] Decision { get; init; }

    /// <summary>Probabilities of all rows, one after the other.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>The calls behind the decisions; null for the choice model, which makes none.</summary>
    public CallColumns? Calls { get; init; }

    /// <summary>Rows.</summary>
    public int Count => Situation.Length;
}
