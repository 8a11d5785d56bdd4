using System.Globalization;
using static Clientele.YamlNode;

namespace Clientele.Simulation;

/// <summary>Turns a scenario's tree, with the overrides of one variant already in it, into a <see cref="Scenario"/>, and notes every problem on the way.</summary>
/// <param name="file">The file as named by the caller.</param>
/// <param name="yaml">Its text; only to find the line of a template variable.</param>
/// <param name="problems">Where problems go; one that two variants share is noted once.</param>
internal sealed partial class ScenarioReader(string file, string yaml, List<YamlProblem> problems)
{
    private const int MostOptions = 20;
    private const int MostText = 20_000;
    private const int MostLine = 200;

    private IReadOnlyList<string> _wrong = [];

    /// <summary>The scenario, or null when it has a problem. <paramref name="basePrice"/>: the price that the file states, before overrides.</summary>
    public Scenario? Read(Map tree, string variant, double? basePrice)
    {
        var before = problems.Count;
        Unknown(tree, ScenarioFields.Scenario, "a scenario");
        var name = Name(tree["name"], tree.At, "The scenario has no name.", "name: my_offer");
        var (offer, numbers) = ReadOffer(tree, basePrice);
        var options = ReadOptions(tree, offer, numbers);
        var text = ReadText(tree);
        var expectations = ReadExpectations(tree, options);
        if (problems.Count == before)
        {
            var scenario = new Scenario { Name = name!, Variant = variant, Offer = offer!, Options = options, Text = text!, Expectations = expectations };
            CheckTemplates(tree, scenario);
            if (problems.Count == before)
                return scenario;
        }
        Deduplicate();
        return null;
    }

    /// <summary>Notes a problem.</summary>
    public void Report(Position at, string message, string? hint = null) => problems.Add(new(file, at.Line, at.Column, message, hint));

    /// <summary>Notes keys that are not among those known, each with the nearest that is.</summary>
    public void Unknown(Map map, IReadOnlyList<string> known, string of)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
            Report(entry.At, $"Unknown parameter \"{Words.Cut(entry.Key, 40)}\" of {of}.", Suggest(entry.Key, known));
    }

    /// <summary>A hint: the nearest known name, or all of them.</summary>
    public static string Suggest(string name, IReadOnlyList<string> known) =>
        Words.Nearest(name, known) is { } near ? $"Did you mean {near}?" : $"Known are {Words.List(known, 20)}.";

    /// <summary>A name, or null with a problem noted.</summary>
    public string? Name(YamlNode? node, Position owner, string missing, string example)
    {
        if (node is null)
            Report(owner, missing, $"Add a line: {example}.");
        else if (node is not Scalar { Value: var name } || !ScenarioFields.IsName(name))
            Report(node.At, $"{node.Kind} is not a name.", "Use lower case letters, digits and underscores, beginning with a letter, at most 60 characters.");
        else
            return name;
        return null;
    }

    /// <summary>A finite number in the invariant form: digits, a point, an exponent.</summary>
    public static bool TryNumber(string text, out double value) => double.TryParse(text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private (Offer? Offer, Dictionary<string, double> Numbers) ReadOffer(Map tree, double? basePrice)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        if (tree["offer"] is not Map map)
        {
            Report(tree["offer"]?.At ?? tree.At, tree["offer"] is { } node ? $"offer is {node.Kind}, not a mapping." : "The scenario has no offer.",
                "Add at least: offer: { price: 100 }.");
            return (null, numbers);
        }
        Unknown(map, [.. ScenarioFields.Offer.Select(field => field.Name)], "the offer");
        foreach (var field in ScenarioFields.Offer.Where(field => field.IsNumber))
            if (Number(map, field, numbers) is { } value)
                numbers[field.Name] = value;
        _wrong = [.. map.Entries.Select(entry => entry.Key).Where(key => !numbers.ContainsKey(key))];
        if (map["price"] is null)
            Report(map.At, "The offer has no price.", "Add price: with the unit price in the shop's currency.");
        double? Get(string name) => numbers.TryGetValue(name, out var value) ? value : null;
        var price = Get("price");
        var offer = new Offer
        {
            Category = Line(map, "category"),
            Price = price ?? double.NaN,
            // An override or a sweep of the price is a change against the price in the file, unless the file says what customers compare with.
            ReferencePrice = Get("reference_price") ?? (basePrice != price ? basePrice : null),
            UnitCost = Get("unit_cost"),
            Freight = Get("freight"),
            Rating = Get("rating"),
            ReviewCount = Get("review_count"),
            DeliveryDays = Get("delivery_days"),
            DaysLate = Get("days_late"),
            ReturnDays = Get("return_days"),
            EndsInHours = Get("ends_in_hours"),
            Needed = Truth(map, "needed"),
            Planned = Truth(map, "planned"),
            KnownCategory = Truth(map, "known_category"),
        };
        return (offer, numbers);
    }

    private string? ReadText(Map tree)
    {
        if (tree["text"] is not Scalar { Value: var text } || string.IsNullOrWhiteSpace(text))
            Report(tree["text"]?.At ?? tree.At, tree["text"] is { } node ? $"text is {node.Kind}, not words." : "The scenario has no text.",
                "Describe the situation in words: text: | and the words indented below it.");
        else if (text.Length > MostText)
            Report(tree["text"]!.At, $"The text has {text.Length} characters; {MostText} is the most.");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            Report(tree["text"]!.At, "The text has control characters.", "Remove them.");
        else
            return text.ReplaceLineEndings("\n").TrimEnd();
        return null;
    }

    private double? Number(Map map, Field field, IReadOnlyDictionary<string, double> offer)
    {
        if (map[field.Name] is not { } node)
            return null;
        if (node is not Scalar { Value: var text, Plain: var plain } || text.Length == 0 || (!plain && field.Kind != FieldKind.Amount))
            Report(node.At, $"{field.Name} is {node.Kind}, not a number.", HowToWrite(node));
        else if (!TryNumber(text, out var value) && field.Kind != FieldKind.Amount)
            Report(node.At, $"{field.Name} is {node.Kind}, not a number.", HowToWrite(node));
        else
        {
            try
            {
                if (field.Kind == FieldKind.Amount)
                    value = TryNumber(text, out var literal) ? literal : ScenarioFormula.Evaluate(text, offer);
            }
            catch (FormatException exception)
            {
                // A formula over a number that is there but wrong would only repeat the problem.
                if (!_wrong.Any(name => text.Contains("offer." + name, StringComparison.Ordinal)))
                    Report(node.At, $"{field.Name}: {exception.Message}", "Write a number, or a formula such as 0.9 * offer.price.");
                return null;
            }
            if (field.Kind == FieldKind.Whole && value != Math.Floor(value))
                Report(node.At, $"{field.Name} is {Words.Cut(text, 40)}, not a whole number.");
            else if (!field.Contains(value))
                Report(node.At, FormattableString.Invariant($"{field.Name} is {value} and has to be {field.Range} ({field.Unit})."));
            else
                return value;
        }
        return null;

        static string HowToWrite(YamlNode node) => node is Scalar { Value: "" }
            ? "Give a value, or leave the line out."
            : "Write digits with a decimal point, without quotes, currency or thousands separators: 1200.50.";
    }

    private bool? Truth(Map map, string name)
    {
        switch (map[name])
        {
            case null:
                return null;
            case Scalar { Plain: true, Value: "true" or "True" or "TRUE" }:
                return true;
            case Scalar { Plain: true, Value: "false" or "False" or "FALSE" }:
                return false;
            case var node:
                Report(node.At, $"{name} is {node.Kind}, not true or false.", "Write true or false without quotes, or leave the line out.");
                return null;
        }
    }

    private string? Line(Map map, string name)
    {
        if (map[name] is not { } node)
            return null;
        if (node is not Scalar { Value: var text } || string.IsNullOrWhiteSpace(text))
            Report(node.At, $"{name} is {node.Kind}, not words.", "A template variable at the beginning needs quotes around the whole value.");
        else if (text.Length > MostLine || text.Any(char.IsControl))
            Report(node.At, $"{name} has to be one line of at most {MostLine} characters.");
        else
            return text.Trim();
        return null;
    }

    private T? Word<T>(Map map, string name, IReadOnlyDictionary<string, T> words, string example)
        where T : struct
    {
        if (map[name] is Scalar { Value: var text } && words.TryGetValue(text, out var value))
            return value;
        var known = words.Keys.ToList();
        if (map[name] is { } node)
            Report(node.At, $"{name} is {node.Kind} and has to be one of {Words.List(known, 20)}.",
                node is Scalar { Value: var wrong } && Words.Nearest(wrong, known) is { } near ? $"Did you mean {near}?" : null);
        else
            Report(map.At, $"{name} is missing.", $"Add {name}: {example}.");
        return null;
    }

    private void Deduplicate()
    {
        var once = problems.Distinct().ToList();
        problems.Clear();
        problems.AddRange(once);
    }
}
