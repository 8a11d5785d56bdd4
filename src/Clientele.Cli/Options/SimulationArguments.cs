using System.CommandLine;
using Clientele.Simulation;

namespace Clientele.Cli.Options;

/// <summary>Who is asked what: <c>--agent --population --scenarios --sweep --anchor</c>.</summary>
internal sealed class SimulationArguments
{
    private readonly Option<string?> _agent = Setting.Text("--agent", "NAME", "Who answers: choice, the embedded choice model (no key, no network). Other agents are not in this version.", "choice");
    private readonly Option<string?> _population = Setting.Text("--population", "WHO", "Who is asked: all, sample:N (N real customers, stratified by persona) or personas (one agent a persona).", "all");
    private readonly Option<string[]> _scenarios = new("--scenarios")
    {
        HelpName = "FILE",
        Description = "Scenario files (YAML), or names of built-in scenarios, to ask. [default: the six built-in scenarios]",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _sweep = Setting.Text("--sweep", "FIELD=FROM:TO:STEP", "Ask each scenario along a range, offer.price=80:200:10, and draw the demand and revenue curve.", null);
    private readonly Option<double?> _anchor = Setting.Parsed<double?>("--anchor", "conversion=P", "Known share that buys, 0.021 or 2.1%: makes purchase probabilities absolute.", null,
        "none: levels are assumed and said to be", Conversion);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_agent);
        command.Add(_population);
        command.Add(_scenarios);
        command.Add(_sweep);
        command.Add(_anchor);
    }

    /// <summary>The plan of stage 5.</summary>
    /// <exception cref="ClienteleException">No such agent or scenario, or a scenario file has problems.</exception>
    public SimulationPlan Read(ParseResult arguments, MachineOptions machine)
    {
        if (arguments.GetValue(_agent) is not "choice" and var agent)
            throw new ClienteleException($"there is no agent \"{agent}\" in this version", "--agent", "Use choice, the embedded choice model.");
        return new SimulationPlan
        {
            Questions = [.. Definitions(arguments).SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))],
            Population = arguments.GetRequiredValue(_population)!,
            Anchor = arguments.GetValue(_anchor),
            Options = new SimulationOptions { Seed = machine.Seed(arguments), Threads = machine.Threads(arguments) },
        };
    }

    /// <summary>The scenario and range of <c>--sweep</c>: of several scenarios, the first whose own value lies in the range; null without a sweep.</summary>
    /// <exception cref="ClienteleException">It is no sweep, or no scenario has such a value.</exception>
    public (ScenarioDefinition Scenario, Sweep Sweep)? Sweep(ParseResult arguments)
    {
        if (arguments.GetValue(_sweep) is not { } text)
            return null;
        var sweep = Simulation.Sweep.Parse(text);
        var definitions = Definitions(arguments);
        var chosen = definitions.Count == 1 ? definitions[0] : definitions.FirstOrDefault(definition =>
            ScenarioValues.Find(definition.Scenarios[0], sweep.Path).Value is double value && value >= sweep.Values[0] && value <= sweep.Values[^1]);
        return (chosen ?? throw new ClienteleException($"no scenario has {sweep.Path} between {sweep.Values[0]} and {sweep.Values[^1]}", "--sweep", "Name one with --scenarios."), sweep);
    }

    /// <summary>Whether the built-in scenarios are asked because no other was named.</summary>
    public bool AsksBuiltIn(ParseResult arguments) => arguments.GetValue(_scenarios) is null or [];

    private IReadOnlyList<ScenarioDefinition> Definitions(ParseResult arguments)
    {
        var named = arguments.GetValue(_scenarios) ?? [];
        if (named.Length == 0)
            return BuiltInScenarios.All;
        List<ScenarioDefinition> definitions = [.. named.SelectMany(name => BuiltInScenarios.Names.Contains(name) ? [BuiltInScenarios.Get(name)] : ScenarioFile.Load(name))];
        if (definitions.GroupBy(definition => definition.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ClienteleException($"two scenarios are called {twice.Key}", "--scenarios", "Rename one: results are listed by name.");
        return definitions;
    }

    private static double? Conversion(string text)
    {
        var parts = text.Split('=');
        return parts is ["conversion", var share] && DataOptions.Share(share) is > 0 and < 1 and var value
            ? value
            : throw new FormatException("give conversion=0.021 or conversion=2.1%.");
    }
}
