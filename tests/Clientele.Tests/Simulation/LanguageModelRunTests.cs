using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;

namespace Clientele.Tests.Simulation;

public sealed class LanguageModelRunTests : IDisposable
{
    private static readonly PersonaSet Personas = Speaking(ChoiceWorld.Personas(
        (1200, [(FeatureTrait.CardShare, -1.9)]), (600, [(FeatureTrait.Instalments, 1.5), (FeatureTrait.Basket, 2)]), (12, [(FeatureTrait.Weekend, 1.8)])));

    private static PersonaSet Speaking(PersonaSet personas) =>
        personas with { Personas = [.. personas.Personas.Select(persona => persona with { SystemPrompt = $"You speak for {persona.Name}." })] };

    private static readonly AgentRoster Roster = Features(SimulatorTests.MakeRoster(), i => i % 50);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Say(double buy, string reason = "It costs much. I can wait.") =>
        $$"""{"probabilities": {"buy": {{buy.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "walk_away": {{(1 - buy).ToString(System.Globalization.CultureInfo.InvariantCulture)}} }, "reason": "{{reason}}", "key_factors": ["price", "need"]}""";

    // Buys less at 120 than at 90, customers a little different from each other.
    private static ModelEndpoint Endpoint(Func<string, string, string>? answer = null) => new()
    {
        Model = "scripted",
        Address = "test",
        Client = new ScriptedChatClient(answer ?? ((system, user) => Say((user.Contains("120", StringComparison.Ordinal) ? .3 : .5) + .001 * (system.Length % 7)))),
        Price = new ModelPrice(1, 5),
    };

    private static readonly Question.Purchase[] Experiment =
        [new(Priced(90)), new(Priced(120) with { Variant = "dearer" })];

    private static Scenario Priced(double price) => ChoiceWorld.Simple(price) with { Text = "It costs {{ offer.price | money }}." };

    private static AgentRoster Features(AgentRoster roster, Func<int, double> value) => new(
        [.. roster.Ids], [.. roster.Persona], [.. roster.History.Select(_ => 0)], roster.Histories, [.. Personas.Features.Select(feature => feature.Name)],
        [.. Personas.Features.Select(_ => roster.Ids.Select((_, i) => value(i)).ToArray())]);

    private async Task<SimulationRun> Run(
        Population population, IReadOnlyList<Question.Purchase>? questions = null, ModelEndpoint? endpoint = null, SimulationOptions? options = null, CallOptions? limits = null, string file = "journal.db")
    {
        using var journal = Journal.Open(_folder.File(file));
        var run = LanguageModelRun.Prepare(Personas, questions ?? Experiment, population, endpoint ?? Endpoint(), journal, options ?? new(), limits ?? new(), TestContext.Current.CancellationToken);
        return await run.RunAsync(journal, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_scenario_has_the_options_that_the_script_names() => Assert.Equal(["buy", "walk_away"], Experiment[0].OptionIds);

    [Fact]
    public async Task Variants_are_paired_and_the_interval_is_that_of_the_agents_own_differences()
    {
        var run = await Run(Population.Sample(Personas, Roster, 60, 1), options: new() { Replicates = 2 });
        var effect = Assert.Single(run.Effects);
        Assert.Equal(("base", "dearer"), (effect.Control, effect.Treatment));
        Assert.Equal(-.2, effect.Population.Purchase.Value, 1e-6);
        // The agents differ in level but hardly in effect: pairing takes the level away.
        Assert.InRange(effect.Population.Purchase.High - effect.Population.Purchase.Low, 0, .01);
        Assert.Equal(60, effect.Population.Agents);
        Assert.Equal(-effect.Population.Options[0].Value, effect.Population.Options[1].Value, 1e-6);
    }

    [Fact]
    public async Task The_control_asked_again_is_asked_in_calls_of_its_own()
    {
        var client = new ScriptedChatClient((_, _) => Say(.5));
        var options = new SimulationOptions { Replicates = 2 };
        var questions = Simulator.WithControlAgain(Experiment, options);
        Assert.Equal(["base", "dearer", "base_again"], questions.Select(question => question.Scenario.Variant));
        var run = await Run(Population.OfPersonas(Personas), questions, Endpoint() with { Client = client }, options);
        Assert.Equal(3 * 3 * 2, client.Calls);
        // Shown as it was the first time: what differs is chance and not the order of the options.
        Assert.Equal(run.Decisions.Calls!.Shown[..6], run.Decisions.Calls.Shown[12..]);
        Assert.Equal(0, run.Effects.Single(effect => effect.Treatment == "base_again").Population.Purchase.Value, 1e-9);
    }

    [Fact]
    public async Task Customers_who_are_alike_in_everything_are_asked_once_and_count_as_often_as_they_are()
    {
        var client = new ScriptedChatClient((_, _) => Say(.4));
        var run = await Run(Population.Sample(Personas, Features(Roster, _ => 1), 90, 1), [Experiment[0]], Endpoint() with { Client = client });
        Assert.InRange(client.Calls, 3, 12); // three personas in at most four orders of two options
        Assert.Equal(90, run.Account.Answered);
    }

    [Fact]
    public async Task A_replay_of_the_recorded_answers_gives_the_same_run_without_a_model()
    {
        var population = Population.Sample(Personas, Roster, 40, 1);
        var run = await Run(population);
        using (var journal = Journal.OpenToRead(_folder.File("journal.db")))
            JournalFile.Export(journal, _folder.File("recording.jsonl"));
        using var recording = Journal.Open(_folder.File("replay.db"));
        await JournalFile.ImportAsync(_folder.File("recording.jsonl"), recording, TestContext.Current.CancellationToken);
        var silent = Endpoint((_, _) => throw new InvalidOperationException("asked"));
        var replay = await LanguageModelRun.Prepare(Personas, Experiment, population, silent, recording, new(), new(), TestContext.Current.CancellationToken)
            .ReplayAsync(recording, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(run.Decisions.Probabilities, replay.Decisions.Probabilities);
        Assert.Equal(run.Decisions.Decision, replay.Decisions.Decision);
        Assert.Equal(run.Decisions.Calls!.Cost, replay.Decisions.Calls!.Cost);
        Assert.Equal(run.Decisions.Calls.LatencyMs, replay.Decisions.Calls.LatencyMs);
        Assert.Equivalent(run.Situations, replay.Situations);
        Assert.Equivalent(run.Verbatims, replay.Verbatims);
    }

    [Fact]
    public async Task The_cases_add_up_and_a_missing_answer_stays_missing()
    {
        var endpoint = Endpoint((system, _) => system.Contains("Persona 1", StringComparison.Ordinal) ? "I would rather talk about the weather." : Say(.5));
        var run = await Run(Population.OfPersonas(Personas), [Experiment[0]], endpoint);
        Assert.Equal((3, 2, 1), (run.Account.Planned, run.Account.Answered, run.Account.Invalid));
        Assert.Equal(AnswerCase.Unreadable, run.Decisions.Calls!.Case[1]);
        Assert.True(float.IsNaN(run.Decisions.Probabilities[2]));
        Assert.NotEqual((UInt128)0, run.Decisions.Calls.Call[1]);
    }

    [Fact]
    public async Task What_is_over_budget_is_counted_so_and_a_higher_limit_asks_only_that()
    {
        var client = new ScriptedChatClient((_, _) => Say(.5));
        var endpoint = Endpoint() with { Client = client, MaxOutputTokens = 50 };
        var population = Population.Sample(Personas, Roster, 50, 1);
        var first = await Run(population, endpoint: endpoint, limits: new CallOptions { MaxCost = .02, MaxConcurrency = 4 });
        Assert.True(first.Account.OverBudget > 0 && first.Account.Answered > 0);
        Assert.Equal(100, first.Account.Answered + first.Account.OverBudget);
        var second = await Run(population, endpoint: endpoint, limits: new CallOptions { MaxCost = 100 });
        Assert.Equal(100, second.Account.Answered);
        Assert.InRange(client.Calls, 1, 100);
    }

    [Fact]
    public async Task Words_are_kept_from_every_group_and_situation_and_factors_are_counted()
    {
        var run = await Run(Population.Sample(Personas, Roster, 300, 1));
        Assert.Equal(600, run.VerbatimsInAll);
        Assert.InRange(run.Verbatims.Count, 100, 200);
        Assert.Equal(4, run.Verbatims.Select(verbatim => (verbatim.Persona, verbatim.Variant)).Distinct().Count());
        Assert.Equal("price (named in 300 of 300 answers)", run.Situations[0].Population.Reasons.First(reason => reason.Term == "price").Text);
    }

    [Fact]
    public async Task How_far_personas_differ_is_no_uncertainty_about_all_customers()
    {
        var endpoint = Endpoint((system, _) => Say(system.Contains("Persona 0", StringComparison.Ordinal) ? .1 : .9));
        var run = await Run(Population.Sample(Personas, Roster, 60, 1), [Experiment[0]], endpoint);
        var population = run.Situations[0].Population.Purchase;
        Assert.InRange(population.High - population.Low, 0, 1e-6);
        Assert.True(double.IsNaN((await Run(Population.OfPersonas(Personas), [Experiment[0]], endpoint)).Situations[0].Population.Purchase.Low));
    }

    [Fact]
    public async Task One_agent_alone_has_an_interval_from_its_replicates_only()
    {
        var answers = 0;
        var endpoint = Endpoint((_, _) => Say(.4 + .05 * (Interlocked.Increment(ref answers) % 3)));
        var once = await Run(Population.OfPersonas(Personas), [Experiment[0]], endpoint);
        Assert.True(double.IsNaN(once.Situations[0].Personas[0].Purchase.Low));
        var often = await Run(Population.OfPersonas(Personas), [Experiment[0]], endpoint, new() { Replicates = 6 });
        Assert.True(often.Situations[0].Personas[0].Purchase.Low < often.Situations[0].Personas[0].Purchase.Value);
    }
}
