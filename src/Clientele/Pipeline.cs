using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele;

/// <summary>The line itself: files → transactions → features → segments → personas → decisions. One statement a stage; each stage can be
/// called alone.</summary>
public static class Pipeline
{
    /// <summary>The whole line.</summary>
    /// <exception cref="ClienteleException">Something in the input has to be put right.</exception>
    public static async Task<(ShopModel Model, SimulationRun Run)> RunAsync(
        RunPlan plan, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var transactions = await TransactionLoader.LoadAsync(plan.Source, progress, cancellationToken);
        var model = await LearnAsync(transactions, plan.Learning, progress, cancellationToken: cancellationToken);
        var run = await SimulateAsync(model, plan.Simulation, progress, cancellationToken);
        return (model, run);
    }

    /// <summary>Stages 2 to 4 and the choice model: everything that is learned from a shop's transactions.</summary>
    /// <param name="transactions">The shop's transactions.</param>
    /// <param name="plan">What is to be learned.</param>
    /// <param name="progress">Told how far each stage is.</param>
    /// <param name="described">Told the result of stages 2 to 4 before the choice model is fitted, for whoever can already show or write it; it is waited for.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ClienteleException">No feature can be computed, or there are fewer customers than segments.</exception>
    public static async Task<ShopModel> LearnAsync(
        Transactions transactions, LearningPlan plan, IProgress<StageProgress>? progress = null,
        Action<FeatureMatrix, Segmentation, PersonaSet>? described = null, CancellationToken cancellationToken = default)
    {
        var mapping = transactions.Mapping;
        var features = await FeatureBuilder.BuildAsync(transactions, plan.Features, progress, cancellationToken);
        var segmentation = plan.ChooseK is { } count
            ? SegmentCount.Evaluate(features, count, progress, cancellationToken).Best
            : Segmenter.Fit(features, plan.Segmentation, progress, cancellationToken);
        var personas = PersonaProfiler.Describe(features, segmentation, mapping.Currency);
        described?.Invoke(features, segmentation, personas);

        var orders = await transactions.ReadOrdersAsync(cancellationToken);
        var customers = Task.Run(() => AgentRoster.From(features, segmentation, orders, salt: string.Concat(transactions.Files.Select(file => file.Sha256))), cancellationToken);
        var assignment = PersonaAssignment.From(orders, features, segmentation, personas);
        var choices = ChoiceModelFitter.Fit(
            orders, assignment, mapping.Instalments, plan.ChoiceModel with { Currency = mapping.Currency }, progress, cancellationToken);
        return ShopModel.Of(transactions, features, segmentation, personas, choices, await customers);
    }

    /// <summary>Stage 5: asks the shop's simulated customers.</summary>
    /// <exception cref="ClienteleException">The population or the anchor makes no sense for this shop.</exception>
    public static Task<SimulationRun> SimulateAsync(
        ShopModel model, SimulationPlan plan, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var agent = new ChoiceModelAgent(model.Choices, model.Personas, plan.Anchor);
        var population = Population.Parse(plan.Population, model.Personas, model.Customers, plan.Options.Seed);
        return Simulator.RunAsync(model.Personas, plan.QuestionsFor(model.Personas), agent, population, plan.Options, progress, cancellationToken);
    }

    /// <summary>Stage 5 along a range: demand, revenue and margin as one number of a scenario is moved.</summary>
    /// <exception cref="ClienteleException">The path leads to no number of the scenario, or the sweep would move nothing.</exception>
    public static SweepResult Sweep(
        ShopModel model, SimulationPlan plan, ScenarioDefinition scenario, Sweep sweep, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var agent = new ChoiceModelAgent(model.Choices, model.Personas, plan.Anchor);
        var population = Population.Parse(plan.Population, model.Personas, model.Customers, plan.Options.Seed);
        return Simulator.Sweep(scenario, scenario.Variants[0], sweep, agent, population, plan.Options, progress, cancellationToken);
    }
}
