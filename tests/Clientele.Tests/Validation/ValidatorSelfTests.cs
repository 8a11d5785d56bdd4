using Clientele.Clustering;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Tests.Validation.Truth;
using Clientele.Validation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation;

/// <summary>The validator is validated: five deliberately bad agents must rank below the baselines, a good one above.</summary>
public sealed class ValidatorSelfTests
{
    private const string Skill = "individuals.skill.median";

    [Fact]
    public async Task Five_bad_agents_rank_below_the_baselines_and_the_choice_model_above()
    {
        var (token, protocol) = (TestContext.Current.CancellationToken, ExperimentProtocol.Shipped);
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, 5);
        var workers = new Workers(0, token);
        var bootstrap = new CustomerBootstrap(5, 100, workers);
        // The tasks are the validator's own, made once: baselines are the same whoever answers, and take most of the time.
        var tasks = new List<HeldOutTask>();
        foreach (var task in protocol.Tasks)
            if (await HeldOutTask.OfAsync(world.Held, task, world.Plan.Agent, 5, null, workers, _ => { }, token) is { } made)
                tasks.Add(made);
        Assert.Equal(4, tasks.Count);
        var answers = new Dictionary<string, List<HeldOutTask>>();
        foreach (var task in tasks)
        {
            var asked = task.Orders.Select(order => (task.Personas.Profile(world.Held.Parts, 2, order, [task.Attribute]), new Question.MaskedAttribute(
                task.Attribute.Kind, task.Attribute.Context(world.Held.Test, order), [.. task.Attribute.Options.Take(task.Attribute.Feasible(world.Held.Test, order))]))).ToList();
            foreach (var bad in BadAgents.All(task.Answering, task.Personas.Set!, asked))
            {
                var given = await AskedOrders.AskAsync(bad, asked, 0, token);
                if (!answers.TryGetValue(bad.Name, out var told))
                    answers[bad.Name] = told = [];
                told.Add(task with { Answering = bad, Agent = Array.ConvertAll(given, one => Wide(one!, task.Attribute.Options.Count)) });
            }
        }
        Assert.Equal(["argmax", "constant", "shuffled", "always-buy", "keyword parrot"], answers.Keys);

        var good = Print("choice", IndividualsBlock.Measure(world.Held, tasks, [], [], protocol, bootstrap));
        var best = good.Metrics[0].Baselines.Values.Max();
        Assert.True(good.Metrics[0].Value > best && good.Metrics[0].Low > best, $"the choice model has {good.Metrics[0].Value}, the best simple baseline {best}");
        var (above, skills) = (new List<string>(), new HashSet<double>());
        foreach (var (name, told) in answers)
        {
            var result = Print(name, IndividualsBlock.Measure(world.Held, told, [], [], protocol, bootstrap));
            var skill = result.Metrics.Single(metric => metric.Id == Skill);
            Assert.Equal(good.Metrics[0].Baselines, skill.Baselines);
            // Five agents, not one under five names.
            Assert.True(skills.Add(skill.Value), name);
            // Below the best simple one, and below the shares of all orders, which stand at 0; and nothing it says passes.
            if (!(skill.High < best) || !(skill.High < 0) || skill.Verdict == FidelityVerdict.Pass || result.Block.Verdict == FidelityVerdict.Pass
                || FidelityClaims.Of(result.Metrics, conversionAnchored: false).Validated.Count > 0)
                above.Add(FormattableString.Invariant($"{name} ({skill.Value:0.00}, {result.Block.Verdict})"));
        }
        Assert.True(above.Count == 0, $"{5 - above.Count} of 5 bad agents rank below the baselines ({best:0.00}); these do not: {string.Join(", ", above)}");
    }

    private static double[] Wide(double[] feasible, int options) => [.. feasible, .. new double[options - feasible.Length]];

    private static BlockResult Print(string name, BlockResult result)
    {
        foreach (var metric in result.Metrics.Where(metric => metric.Id.StartsWith("individuals.skill", StringComparison.Ordinal)))
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
                $"{name} {metric.Id}: {metric.Value:0.00} ({metric.Low:0.00}…{metric.High:0.00}), {metric.Verdict}; {string.Join(", ", metric.Baselines.Select(one => FormattableString.Invariant($"{one.Key} {one.Value:0.00}")))}"));
        return result;
    }
}
