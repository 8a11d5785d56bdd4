using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
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

    /// <summary>The questions are the built-in ones, which nobody chose: those that a shop's data cannot speak to are left out.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>Known share of customers that buys in the shop's usual situation (usual price, rating and delivery), in (0, 1); null = the level is assumed, and
    /// labelled so.</summary>
    public double? Anchor { get; init; }

    /// <summary>Seed, replicates, threads.</summary>
    public SimulationOptions Options { get; init; } = new();

    /// <summary>The questions that are asked of a shop's customers.</summary>
    /// <param name="personas">The shop's personas.</param>
    public IReadOnlyList<Question.Purchase> QuestionsFor(PersonaSet personas) =>
        BuiltIn ? [.. Questions.Where(question => ScenarioFit.Misses(personas, question.Scenario) is null)] : Questions;

    /// <summary>The scenarios that are left out, each with the reason in a sentence.</summary>
    /// <param name="personas">The shop's personas.</param>
    internal IEnumerable<(string Scenario, string Reason)> LeftOut(PersonaSet personas) => !BuiltIn ? []
        : Questions.Select(question => (question.Scenario.Name, Reason: ScenarioFit.Misses(personas, question.Scenario))).Where(pair => pair.Reason is not null).Distinct().Select(pair => (pair.Name, pair.Reason!));
}
