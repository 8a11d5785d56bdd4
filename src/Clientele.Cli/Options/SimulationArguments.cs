using System.CommandLine;
using Clientele.Simulation;

namespace Clientele.Cli.Options;

/// <summary>Who is asked what: <c>--population --scenarios --sweep --anchor --replicates --control-again --min-persona-size</c>.</summary>
internal sealed class SimulationArguments
{
    private readonly Option<string?> _population = Setting.Text("--population", "WHO", "Who is asked: all, sample:N (N real customers, stratified by persona) or personas (one agent a persona).", null, "all; personas for a language model");
    private readonly Option<string[]> _scenarios = new("--scenarios")
    {
        HelpName = "FILE",
        Description = "Scenario files (YAML), or names of built-in scenarios, to ask. [default: the six built-in scenarios]",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _sweep = Setting.Text("--sweep", "FIELD=FROM:TO:STEP", "Ask each scenario along a range, offer.price=80:200:10, and draw the demand and revenue curve.", null);
    private readonly Option<double> _anchor = Setting.ParsedIfGiven(
        "--anchor", "conversion=P", "Known share that buys in the shop's usual situation (usual price, rating and delivery), 0.021 or 2.1%: makes purchase probabilities absolute. Scenarios differ from it.",
        "none: levels are assumed, and labelled so", Conversion);

    private readonly Option<string> _words = Setting.ParsedIfGiven("--words", "assumed", "Print Yes, No and Maybe also where the level of buying is assumed, marked so. With an anchor they are always printed.", "only with --anchor", AssumedOnly);
    private readonly Option<int> _replicates = Setting.Number("--replicates", "Times that each agent is asked each question; options stand in another order each time.", 1, least: 1);
    private readonly Option<bool> _again = Setting.Switch("--control-again", "Ask the control of every scenario once more, as a variant of its own: what differs there is chance (an A/A test).");
    private readonly Option<PersonaArm> _arm = Setting.Parsed("--persona-prompt", "WHOSE", "What a language model is told of the persona: own (figures and what they suggest), facts (figures only), or none or shuffled to see whether personas matter.", PersonaArm.Own, "own", Arm);
    private readonly Option<int> _minimum = Setting.Number("--min-persona-size", "Personas of fewer customers are shown together as Other.", 20, least: 1);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_population);
        command.Add(_scenarios);
        command.Add(_sweep);
        command.Add(_anchor);
        command.Add(_words);
        command.Add(_replicates);
        command.Add(_again);
        command.Add(_arm);
        command.Add(_minimum);
    }

    /// <summary>The plan of stage 5.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="machine">Seed and threads.</param>
    /// <param name="languageModel">Whether a language model answers: then the default population is one agent a persona.</param>
    /// <exception cref="ClienteleException">No such scenario, or a scenario file has problems.</exception>
    public SimulationPlan Read(ParseResult arguments, MachineOptions machine, bool languageModel = false)
    {
        if (languageModel && arguments.GetValue(_sweep) is not null)
            throw new ClienteleException("a sweep asks the choice model; a language model would be asked each value of each agent", "--sweep", "Leave --model out, or write the values that matter as variants of a scenario.");
        if (languageModel && arguments.GetValue(_anchor) > 0)
            throw new ClienteleException("a language model's answers are not anchored in this version", "--anchor", "Leave it out.");
        if (!languageModel && arguments.GetValue(_arm) != PersonaArm.Own)
            throw new ClienteleException("the choice model reads no prompt", "--persona-prompt", "Name a language model with --model, or leave the option out.");
        var options = new SimulationOptions
        {
            PersonaArm = arguments.GetValue(_arm),
            Seed = machine.Seed(arguments),
            Threads = machine.Threads(arguments),
            Replicates = arguments.GetValue(_replicates),
            MinimumPersonaSize = arguments.GetValue(_minimum),
            AssumedWords = arguments.GetValue(_words) is not null,
        };
        IReadOnlyList<Question.Purchase> questions = [.. Definitions(arguments).SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))];
        return new SimulationPlan
        {
            BuiltIn = AsksBuiltIn(arguments),
            Questions = arguments.GetValue(_again) ? Simulator.WithControlAgain(questions, options) : questions,
            Population = arguments.GetValue(_population) ?? (languageModel ? "personas" : "all"),
            Anchor = arguments.GetValue(_anchor) is > 0 and var anchor ? anchor : null,
            Options = options,
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
        List<ScenarioDefinition> definitions = [.. named.SelectMany(Named)];
        if (definitions.GroupBy(definition => definition.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ClienteleException($"two scenarios are called {twice.Key}", "--scenarios", "Rename one: results are listed by name.");
        return definitions;
    }

    private static IReadOnlyList<ScenarioDefinition> Named(string name)
    {
        if (BuiltInScenarios.Names.Contains(name))
            return [BuiltInScenarios.Get(name)];
        if (!Path.Exists(name))
            throw new ClienteleException($"\"{Words.Cut(name, 200)}\" is neither a built-in scenario nor a file that is there", "--scenarios",
                BuiltInScenarios.Suggest(name));
        return ScenarioFile.Load(name);
    }

    private static PersonaArm Arm(string text) => text switch
    {
        "own" => PersonaArm.Own,
        "facts" => PersonaArm.Facts,
        "none" => PersonaArm.None,
        "shuffled" => PersonaArm.Shuffled,
        _ => throw new FormatException("give own, facts, none or shuffled."),
    };

    private static string AssumedOnly(string text) => text == "assumed" ? text : throw new FormatException("give assumed.");

    private static double Conversion(string text)
    {
        var parts = text.Split('=');
        return parts is ["conversion", var share] && DataOptions.Share(share) is > 0 and < 1 and var value
            ? value
            : throw new FormatException("give conversion=0.021 or conversion=2.1%.");
    }
}
