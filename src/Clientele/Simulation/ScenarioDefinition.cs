using System.Globalization;
using static Clientele.YamlNode;

namespace Clientele.Simulation;

/// <summary>A scenario as its file states it, with its variants and formulas still in it: an experiment. Immutable; <see cref="With"/> makes a changed one.</summary>
public sealed class ScenarioDefinition
{
    private readonly string _yaml;
    private readonly Map _tree;
    private readonly IReadOnlyList<(string Name, IReadOnlyList<ScenarioOverride> Overrides)> _variants;
    private readonly IReadOnlyList<ScenarioOverride> _changes;

    private ScenarioDefinition(string file, string yaml, Map tree, IReadOnlyList<(string, IReadOnlyList<ScenarioOverride>)> variants,
        IReadOnlyList<ScenarioOverride> changes, IReadOnlyList<Scenario> scenarios)
    {
        (File, _yaml, _tree, _variants, _changes, Scenarios) = (file, yaml, tree, variants, changes, scenarios);
    }

    /// <summary>The file, as the caller named it.</summary>
    public string File { get; }

    /// <summary>Name of the scenario.</summary>
    public string Name => Scenarios[0].Name;

    /// <summary>Names of its variants in the order of the file; <c>base</c> alone when the file names none.</summary>
    public IReadOnlyList<string> Variants => [.. _variants.Select(variant => variant.Name)];

    /// <summary>The scenario in each of its variants, in their order; at least one.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>The scenario in one variant.</summary>
    /// <exception cref="ClienteleException">There is no such variant.</exception>
    public Scenario Resolve(string variant) => Scenarios.FirstOrDefault(scenario => scenario.Variant == variant)
        ?? throw new ClienteleException($"The scenario {Name} has no variant \"{variant}\".", File, ScenarioReader.Suggest(variant, Variants));

    /// <summary>The same scenario with one value changed in every variant, after the variant's own overrides; formulas are evaluated again. Without a stated
    /// reference price, customers go on comparing with the price that the file states.</summary>
    /// <param name="path">Dotted path: <c>offer.price</c>, <c>options.upfront.pay.total</c>.</param>
    /// <param name="value">New value, in the field's unit and range.</param>
    /// <exception cref="ClienteleException">The path leads to no number of this scenario, or the value is out of range.</exception>
    public ScenarioDefinition With(string path, double value)
    {
        ArgumentNullException.ThrowIfNull(path);
        var problems = new List<YamlProblem>();
        return TryWith(path, value, problems) ?? throw new ClienteleException(
            FormattableString.Invariant($"{path} = {value} does not fit the scenario. {problems[0].Message}"), Name, problems[0].Hint);
    }

    /// <summary>As <see cref="With"/>; null, with the problems noted, when the value does not fit.</summary>
    internal ScenarioDefinition? TryWith(string path, double value, List<YamlProblem> problems)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var change = new ScenarioOverride(path, Position.Outside, new Scalar(text, Plain: true, Position.Outside));
        if (change.Steps is ["text"] || change.Field is { IsNumber: false })
            problems.Add(new(File, 0, 0, $"{path} is not a number.", "Only numbers can be swept; write a variant for this field."));
        // A later change of the same path replaces the earlier one.
        var changes = _changes.Where(old => !old.Steps.SequenceEqual(change.Steps)).Append(change).ToList();
        var scenarios = problems.Count == 0 ? Read(File, _yaml, _tree, _variants, changes, problems) : [];
        return problems.Count == 0 ? new(File, _yaml, _tree, _variants, changes, scenarios) : null;
    }

    /// <summary>What a sweep of this path would not reach, in sentences for the user: options whose amounts are fixed, variants whose own value is replaced,
    /// a text that does not show the value. Empty when the sweep moves everything.</summary>
    /// <param name="path">Dotted path of a number.</param>
    /// <exception cref="ClienteleException">The path leads to no number of this scenario, or the sweep would move nothing: its curve would be flat.</exception>
    public IReadOnlyList<string> CheckSweep(string path) => ScenarioSweep.Check(this, path);

    /// <summary>Numbers of the offer that the text does not show in any variant, one sentence each: the choice model uses them, a language model would not
    /// know them. Empty when both answer the same question.</summary>
    public IReadOnlyList<string> Notices => ScenarioSweep.Unshown(this);

    /// <summary>The variants that set this path themselves.</summary>
    internal IReadOnlyList<string> Setting(IReadOnlyList<string> steps) =>
        [.. _variants.Where(variant => variant.Overrides.Any(o => o.Steps.SequenceEqual(steps))).Select(variant => variant.Name)];

    /// <summary>Whether the file states a field of the offer, in the scenario or in a variant.</summary>
    internal bool States(string field) => (_tree["offer"] as Map)?[field] is not null || Setting(["offer", field]).Count > 0;

    /// <summary>Reads a scenario from its tree; null when there are problems.</summary>
    internal static ScenarioDefinition? Read(string file, string yaml, Map tree, List<YamlProblem> problems)
    {
        var before = problems.Count;
        var reader = new ScenarioReader(file, yaml, problems);
        var variants = ReadVariants(tree, reader);
        // The scenario has to be whole without its variants too: an override must not hide a mistake.
        reader.Read(tree, "base", null);
        var scenarios = Read(file, yaml, tree, variants, [], problems);
        return problems.Count == before ? new(file, yaml, tree, variants, [], scenarios) : null;
    }

    private static List<Scenario> Read(string file, string yaml, Map tree, IReadOnlyList<(string Name, IReadOnlyList<ScenarioOverride> Overrides)> variants,
        IReadOnlyList<ScenarioOverride> changes, List<YamlProblem> problems)
    {
        var reader = new ScenarioReader(file, yaml, problems);
        var scenarios = new List<Scenario>();
        double? price = tree["offer"] is Map offer && offer["price"] is Scalar { Plain: true } scalar && ScenarioReader.TryNumber(scalar.Value, out var number) ? number : null;
        foreach (var (name, overrides) in variants)
        {
            var changed = overrides.Concat(changes).Aggregate(tree, (map, o) => o.Apply(map, reader));
            if (reader.Read(changed, name, price) is { } scenario)
                scenarios.Add(scenario);
        }
        return scenarios;
    }

    private static List<(string, IReadOnlyList<ScenarioOverride>)> ReadVariants(Map tree, ScenarioReader reader)
    {
        const int Most = 50;
        var variants = new List<(string, IReadOnlyList<ScenarioOverride>)>();
        if (tree["variants"] is Map map)
        {
            foreach (var entry in map.Entries)
            {
                if (!ScenarioFields.IsName(entry.Key))
                    reader.Report(entry.At, $"\"{Words.Cut(entry.Key, 40)}\" is not a name.", "Use lower case letters, digits and underscores, beginning with a letter.");
                if (entry.Value is Map overrides)
                    variants.Add((entry.Key, [.. overrides.Entries.Select(o => new ScenarioOverride(o.Key, o.At, o.Value))]));
                else if (entry.Value is Scalar { Value: "" })
                    variants.Add((entry.Key, []));
                else
                    reader.Report(entry.Value.At, $"The variant {entry.Key} is {entry.Value.Kind}, not a mapping of paths.", "Write: " + entry.Key + ": { offer.price: 90 }.");
            }
            if (map.Entries.Count > Most)
                reader.Report(map.At, $"{map.Entries.Count} variants; {Most} is the most.");
        }
        else if (tree["variants"] is { } node and not Scalar { Value: "" })
            reader.Report(node.At, $"variants is {node.Kind}, not a mapping.", "Write: variants: { control: {}, cheaper: { offer.price: 90 } }.");
        if (variants.Count == 0)
            variants.Add(("base", []));
        return variants;
    }
}
