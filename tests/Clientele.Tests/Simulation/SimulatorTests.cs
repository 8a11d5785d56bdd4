using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation;

public sealed class SimulatorTests
{
    private static readonly PersonaSet Personas = ChoiceWorld.Personas(
        (1200, [(FeatureTrait.CardShare, -1.9)]), (600, [(FeatureTrait.Instalments, 1.5), (FeatureTrait.Basket, 2)]), (12, [(FeatureTrait.Weekend, 1.8)]));

    private static readonly AgentRoster Roster = MakeRoster();
    private static readonly ChoiceModelAgent Agent = new(ChoiceModelAgentTests.Model, Personas);

    private static readonly Question.Purchase[] Questions =
    [
        new(ChoiceWorld.Financing(300) with
        {
            Expectations =
            [
                new Expectation(FeatureTrait.CardShare, false, "upfront", true, true), new Expectation(FeatureTrait.Satisfaction, true, "buy", true, false),
            ],
        }),
        new(ChoiceWorld.Simple(90)), new(ChoiceWorld.Simple(120) with { Variant = "dearer" }),
    ];

    internal static AgentRoster MakeRoster()
    {
        PaymentHistory[] histories =
            [PaymentHistory.None, new([(PaymentMethod.CreditCard, 1, 1)]), new([(PaymentMethod.CreditCard, 8, 1)]), new([(PaymentMethod.Boleto, 1, 2)])];
        int[] persona = [.. Enumerable.Range(0, 1812).Select(i => i < 1200 ? 0 : i < 1800 ? 1 : 2)];
        return new AgentRoster(
            [.. Enumerable.Range(0, persona.Length).Select(i => CounterRandom.Mix((ulong)i + 1))], persona, [.. persona.Select((_, i) => i % 4)], histories,
            ["x"], [[.. persona.Select((_, i) => i + .5)]]);
    }

    private static Task<SimulationRun> Run(Population population, SimulationOptions? options = null, IAgent? agent = null) =>
        Simulator.RunAsync(Personas, Questions, agent ?? Agent, population, options, cancellationToken: TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_decisions_have_the_same_bits_whatever_the_thread_count()
    {
        var population = Population.All(Personas, Roster);
        var one = await Run(population, new SimulationOptions { Threads = 1, Replicates = 3 });
        var four = await Run(population, new SimulationOptions { Threads = 4, Replicates = 3 });
        Assert.Equal(one.Decisions.Decision, four.Decisions.Decision);
        Assert.Equal(one.Decisions.Probabilities, four.Decisions.Probabilities);
        Assert.Equal(one.Situations.Select(s => s.Population.Purchase), four.Situations.Select(s => s.Population.Purchase));
        Assert.Equal(3 * 3 * 1812, one.Account.Answered);
    }

    [Fact]
    public async Task The_bulk_run_gives_each_agent_its_own_answer()
    {
        var population = Population.All(Personas, Roster);
        var run = await Run(population);
        var agent = Agent.WithControls(Questions.Select(question => question.Scenario));
        for (var i = 0; i < 1812; i += 53)
        {
            var answer = (Answer.Distribution)await agent.AnswerAsync(population.Agents[i], Questions[0], 0, TestContext.Current.CancellationToken);
            for (var o = 0; o < 3; o++)
                Assert.Equal(answer.Probabilities[o], run.Decisions.Probabilities[3 * i + o], 1e-6);
        }
    }

    [Fact]
    public async Task Shares_of_decisions_follow_the_probabilities_and_intervals_hold_the_values()
    {
        var run = await Run(Population.All(Personas, Roster), new SimulationOptions { Replicates = 20 });
        foreach (var situation in run.Situations)
            foreach (var group in situation.Personas.Append(situation.Population))
                for (var o = 0; o < group.Options.Count; o++)
                {
                    var (p, draws) = (group.Options[o].Value, 20 * group.Agents);
                    Assert.InRange(group.Sampled[o] - p, -4 * Math.Sqrt(p * (1 - p) / draws) - 1e-6, 4 * Math.Sqrt(p * (1 - p) / draws) + 1e-6);
                    Assert.InRange(group.Options[o].Value, group.Options[o].Low - .02, group.Options[o].High + .02);
                }
        Assert.Equal(1, run.Situations[0].Population.OddsRatio.Value);
    }

    [Fact]
    public async Task A_small_persona_is_merged_and_expectations_find_their_personas()
    {
        var run = await Run(Population.All(Personas, Roster));
        // Twelve alone could be made out; with the next smallest they cannot.
        Assert.Equal(["Persona 0", "Other"], run.Situations[0].Personas.Select(group => group.Name));
        Assert.Equal(1812, run.Situations[0].Population.Weight);
        var checks = run.Situations[0].Checks;
        Assert.Equal(("Persona 0", true), (checks[0].Persona, checks[0].Met));
        Assert.Equal((null, null), (checks[1].Persona, checks[1].Met));
    }

    [Fact]
    public async Task A_scripted_agent_is_asked_and_its_failures_are_counted()
    {
        var run = await Run(Population.OfPersonas(Personas), agent: new Script());
        Assert.Equal((9, 6, 3), (run.Account.Planned, run.Account.Answered, run.Account.Failed));
        Assert.Equal(-1, run.Decisions.Decision[2]);
        Assert.Equal("Yes", run.Situations[1].Population.View);
        Assert.Equal(.9, run.Situations[1].Population.Purchase.Value, 1e-12);
    }

    [Fact]
    public async Task A_question_about_other_personas_or_without_walk_away_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Run(Population.OfPersonas(ChoiceWorld.Personas((5, [])))));
        var no = ChoiceWorld.Simple() with { Options = [new ScenarioOption("a", true), new ScenarioOption("b", true)] };
        await Assert.ThrowsAsync<ArgumentException>(() => Simulator.RunAsync(
            Personas, [new Question.Purchase(no)], Agent, Population.OfPersonas(Personas), cancellationToken: TestContext.Current.CancellationToken));
    }

    private sealed class Script : IAgent
    {
        public string Name => "script";

        public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
            ValueTask.FromResult<Answer>(profile.Persona.Segment == 2 ? new Answer.Failed("no answer")
                : new Answer.Distribution(question.OptionIds.Count == 2 ? [.9, .1] : [.2, .2, .6], []));
    }
}
