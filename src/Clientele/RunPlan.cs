using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele;

/// <summary>What one run of the whole line does: a record of the stages' own options.</summary>
/// <param name="Source">Stage 1: where the transactions are and how they are read.</param>
/// <param name="Learning">Stages 2 to 4 and the fit of the choice model.</param>
/// <param name="Simulation">Stage 5.</param>
public sealed record RunPlan(TransactionSource Source, LearningPlan Learning, SimulationPlan Simulation);

/// <summary>How a shop's customers are described, grouped and learned from.</summary>
public sealed record LearningPlan
{
    /// <summary>Stage 2: which features describe a customer.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>Stage 3: how customers are grouped.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();

    /// <summary>Stage 3: which numbers of segments are compared, the recommended one taken; null = <see cref="SegmentationOptions.K"/> as it stands.</summary>
    public SegmentCountOptions? ChooseK { get; init; }

    /// <summary>How the choice model is fitted; its currency is taken from the mapping.</summary>
    public ChoiceModelOptions ChoiceModel { get; init; } = new();
}

/// <summary>Who is asked what.</summary>
public sealed record SimulationPlan
{
    /// <summary>One scenario in one variant each; at least one.</summary>
    public required IReadOnlyList<Question.Purchase> Questions { get; init; }

    /// <summary>Who is asked, in the words of the command line: <c>personas</c>, <c>sample:N</c> or <c>all</c>. Default all.</summary>
    public string Population { get; init; } = "all";

    /// <summary>Known share of customers that buys at each scenario's first variant, in (0, 1); null = the level is assumed, and said to be.</summary>
    public double? Anchor { get; init; }

    /// <summary>Seed, replicates, threads.</summary>
    public SimulationOptions Options { get; init; } = new();
}
