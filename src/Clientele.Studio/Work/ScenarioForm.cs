using System.Globalization;
using System.Text;
using System.Text.Json;
using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Studio.Work;

/// <summary>One option in the form. What an input holds is text, so that a half-typed number is a problem of the file and not lost.</summary>
public sealed class OptionForm
{
    /// <summary>Its name.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether choosing it is a purchase.</summary>
    public bool Buys { get; set; } = true;

    /// <summary>Word for the way of paying; empty = any.</summary>
    public string Method { get; set; } = "";

    /// <summary>Number of instalments; empty = one.</summary>
    public string Instalments { get; set; } = "";

    /// <summary>All that is paid: a number, or a formula over the offer; empty = what the price makes.</summary>
    public string Total { get; set; } = "";

    /// <summary>Unit price that differs from the offer's: a number or a formula. Kept, not shown.</summary>
    public string Price { get; init; } = "";

    /// <summary>The fields that the form has no input for, kept as they are.</summary>
    public ScenarioOption Kept { get; init; } = new("", true);
}

/// <summary>The numbers of a second variant; empty = as in the first.</summary>
public sealed class VariantForm
{
    /// <summary>Its name; empty = there is no second variant.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its price.</summary>
    public string Price { get; set; } = "";

    /// <summary>Its rating.</summary>
    public string Rating { get; set; } = "";

    /// <summary>Its days until arrival.</summary>
    public string DeliveryDays { get; set; } = "";

    /// <summary>Its freight.</summary>
    public string Freight { get; set; } = "";
}

/// <summary>One scenario as inputs. The YAML text stays the truth: the form writes it and opens only what it can write again without loss.</summary>
public sealed class ScenarioForm
{
    /// <summary>What the first variant is called when there is a second and the file names none.</summary>
    private const string FirstName = "control";

    /// <summary>Name: lower case, digits, underscores.</summary>
    public string Name { get; set; } = "";

    /// <summary>Category in the shop's words.</summary>
    public string Category { get; set; } = "";

    /// <summary>Unit price.</summary>
    public string Price { get; set; } = "";

    /// <summary>Stars.</summary>
    public string Rating { get; set; } = "";

    /// <summary>Days until arrival.</summary>
    public string DeliveryDays { get; set; } = "";

    /// <summary>Freight.</summary>
    public string Freight { get; set; } = "";

    /// <summary>Price that customers compare with.</summary>
    public string ReferencePrice { get; set; } = "";

    /// <summary>What an agent reads.</summary>
    public string Text { get; set; } = "";

    /// <summary>What a customer can do.</summary>
    public List<OptionForm> Options { get; } = [];

    /// <summary>The second variant.</summary>
    public VariantForm Second { get; } = new();

    private string First { get; init; } = FirstName;

    private IReadOnlyList<(string Field, string Value)> KeptOffer { get; init; } = [];

    private IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>What the scenario says besides, in words: it stays in the YAML and has no input here.</summary>
    public IReadOnlyList<string> Kept =>
    [
        .. KeptOffer.Select(kept => $"{RunWords.Plain(kept.Field)}: {kept.Value}"),
        .. Options.Select(option => (option.Id, Fields: KeptFields(option))).Where(kept => kept.Fields.Length > 0).Select(kept => $"{RunWords.Plain(kept.Id)}: {kept.Fields}"),
        .. Expectations.Count == 0 ? (string[])[] : [$"{Expectations.Count} expectation{(Expectations.Count == 1 ? "" : "s")} about personas"],
    ];

    /// <summary>The form of a scenario; null when it says more than a form can hold: writing it again would change something.</summary>
    public static ScenarioForm? From(ScenarioDefinition definition)
    {
        if (definition.Scenarios is not [var first, ..] || definition.Scenarios.Count > 2)
            return null;
        // Amounts that move with the price are formulas; whether the guess is right shows when both files are asked for another price.
        var moved = With(definition, 2 * first.Offer.Price);
        var form = new ScenarioForm
        {
            Name = first.Name,
            Category = first.Offer.Category ?? "",
            Price = Plain(first.Offer.Price),
            Rating = Plain(first.Offer.Rating),
            DeliveryDays = Plain(first.Offer.DeliveryDays),
            Freight = Plain(first.Offer.Freight),
            ReferencePrice = Plain(first.Offer.ReferencePrice),
            Text = first.Text,
            First = definition.Scenarios.Count == 2 ? first.Variant : FirstName,
            KeptOffer = [.. ScenarioFields.Offer.Where(field => !IsInput(field.Name)).Select(field => (field.Name, Word(ScenarioValues.Stated(first.Offer, field.Name)))).Where(kept => kept.Item2.Length > 0)],
            Expectations = first.Expectations,
        };
        foreach (var (i, option) in first.Options.Index())
        {
            var other = moved?[0].Options[i];
            form.Options.Add(new OptionForm
            {
                Id = option.Id,
                Buys = option.Buys,
                Method = option.Pay is { } pay ? ScenarioReader.Methods.First(method => method.Value == pay.Method).Key : "",
                Instalments = option.Pay is { Instalments: > 1 } card ? Plain(card.Instalments) : "",
                Total = IsUsual(first, option) && moved is not null && IsUsual(moved[0], other!) ? "" : Amount(option.Pay?.Total, other?.Pay?.Total, first.Offer.Price),
                Price = Amount(option.Price, other?.Price, first.Offer.Price),
                Kept = option,
            });
        }
        if (definition.Scenarios.Count == 2)
        {
            var second = definition.Scenarios[1];
            (form.Second.Name, form.Second.Price) = (second.Variant, Changed(first.Offer.Price, second.Offer.Price));
            (form.Second.Rating, form.Second.DeliveryDays) = (Changed(first.Offer.Rating, second.Offer.Rating), Changed(first.Offer.DeliveryDays, second.Offer.DeliveryDays));
            form.Second.Freight = Changed(first.Offer.Freight, second.Offer.Freight);
        }
        return ScenarioFile.InspectText(form.ToYaml(), definition.File) is { Problems.Count: 0, Definitions: [var again] }
            && Json(again.Scenarios) == Json(definition.Scenarios) && Json(With(again, 2 * first.Offer.Price)) == Json(moved) ? form : null;
    }

    /// <summary>The scenario file.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        Line(0, "schema", ScenarioFields.Schema);
        Line(0, "name", Quoted(Name));
        Line(0, "offer", "");
        foreach (var (field, value) in ((string, string)[])[("category", Category.Length == 0 ? "" : Quoted(Category)), ("price", Number(Price)), ("reference_price", Number(ReferencePrice)), ("freight", Number(Freight)), ("rating", Number(Rating)), ("delivery_days", Number(DeliveryDays))])
            if (value.Length > 0)
                Line(1, field, value);
        foreach (var (field, value) in KeptOffer)
            Line(1, field, value);
        if (Price.Length == 0 && Category.Length == 0)
            Line(1, "price", ""); // an offer without a field would be no mapping, and its problem another one
        Line(0, "options", "");
        foreach (var option in Options)
            WriteOption(yaml, option);
        WriteText(yaml, Text);
        if (Expectations.Count > 0)
            Line(0, "expectations", "");
        foreach (var expectation in Expectations)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ trait: {ScenarioReader.Traits.First(trait => trait.Value == expectation.Trait).Key}, level: {(expectation.High ? "high" : "low")}, option: {Quoted(expectation.Option)}, direction: {(expectation.Higher ? "higher" : "lower")}{(expectation.GivenPurchase ? ", given_purchase: true" : "")} }}\n");
        if (Second.Name.Length > 0)
        {
            Line(0, "variants", "");
            Line(1, Quoted(First), "{}");
            Line(1, Quoted(Second.Name), "");
            foreach (var (path, value) in ((string, string)[])[("offer.price", Second.Price), ("offer.rating", Second.Rating), ("offer.delivery_days", Second.DeliveryDays), ("offer.freight", Second.Freight)])
                if (value.Length > 0)
                    Line(2, path, Number(value));
        }
        return yaml.ToString();

        void Line(int depth, string key, string value) => yaml.Append(' ', 2 * depth).Append(key).Append(value.Length == 0 ? ":" : ": ").Append(value).Append('\n');
    }

    private static void WriteOption(StringBuilder yaml, OptionForm option)
    {
        yaml.Append("  - id: ").Append(Quoted(option.Id)).Append('\n');
        if (!option.Buys)
            yaml.Append("    buys: false\n");
        if (option.Price.Length > 0 && option.Buys)
            yaml.Append("    price: ").Append(Number(option.Price)).Append('\n');
        foreach (var (field, value) in OptionFields(option))
            yaml.Append("    ").Append(field).Append(": ").Append(field == "label" ? Quoted(value) : value).Append('\n');
        if (!option.Buys || option.Method.Length == 0)
            return;
        yaml.Append("    pay:\n      method: ").Append(Quoted(option.Method)).Append('\n');
        if (option.Instalments.Length > 0)
            yaml.Append("      installments: ").Append(Number(option.Instalments)).Append('\n');
        if (option.Total.Length > 0)
            yaml.Append("      total: ").Append(Number(option.Total)).Append('\n');
    }

    // A block where the text can stand in one as it is, for people to read; else one quoted line.
    private static void WriteText(StringBuilder yaml, string text)
    {
        text = text.ReplaceLineEndings("\n").TrimEnd();
        if (text.Length == 0 || text.EnumerateRunes().Any(rune => rune.Value != '\n' && !IsPlain(rune)))
        {
            yaml.Append("text: ").Append(Quoted(text, always: true)).Append('\n');
            return;
        }
        yaml.Append("text: |2\n");
        foreach (var line in text.Split('\n'))
            yaml.Append(line.Length == 0 ? "" : "  ").Append(line).Append('\n');
    }

    // What the form has no input for.
    private static IEnumerable<(string Field, string Value)> OptionFields(OptionForm option)
    {
        if (option.Kept.Label is { } label)
            yield return ("label", label);
        if (!option.Buys)
            yield break;
        if (option.Kept.Quantity != 1)
            yield return ("quantity", Plain(option.Kept.Quantity));
        if (option.Kept.DeliveryDays is { } days)
            yield return ("delivery_days", Plain(days));
        if (option.Kept.WaitDays is { } wait)
            yield return ("wait_days", Plain(wait));
        if (option.Kept.Weekend is { } weekend)
            yield return ("weekend", Word(weekend));
    }

    private static string KeptFields(OptionForm option) =>
        string.Join(", ", OptionFields(option).Prepend((Field: "price", Value: option.Price)).Where(kept => kept.Value.Length > 0).Select(kept => $"{RunWords.Plain(kept.Field)} {kept.Value}"));

    private static bool IsInput(string field) => field is "category" or "price" or "reference_price" or "freight" or "rating" or "delivery_days";

    private static IReadOnlyList<Scenario>? With(ScenarioDefinition definition, double price) => definition.TryWith("offer.price", price, [])?.Scenarios;

    // The total that price and freight make by themselves. Without freight it is written all the same: it must not grow by a freight that is typed in later.
    private static bool IsUsual(Scenario scenario, ScenarioOption option) => option.Pay is { } pay && scenario.Offer.Freight is { } freight
        && pay.Total == ((option.Price ?? scenario.Offer.Price) * option.Quantity) + freight;

    // What moves in proportion to the price is a share of it.
    private static string Amount(double? value, double? moved, double price) => value is not { } number ? ""
        : moved is not { } other || Math.Abs(other - (2 * number)) > 1e-9 * number ? Plain(number)
        : number == price ? "offer.price" : $"{Plain(Math.Round(number / price, 12))} * offer.price";

    private static string Changed(double? first, double? second) => first == second ? "" : Plain(second);

    private static string Plain(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Word(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double number => Plain(number),
        _ => "",
    };

    private static string Json(IReadOnlyList<Scenario>? scenarios) => JsonSerializer.Serialize(scenarios, RunFormat.Options);

    // Anything but a number goes in quotes, so that what is typed can never be more than a value; the reader says what is wrong with it.
    private static string Number(string text) => text.Trim() is var trimmed && ScenarioReader.TryNumber(trimmed, out _) ? trimmed : text.Length == 0 ? "" : Quoted(text, always: true);

    private static string Quoted(string text, bool always = false)
    {
        if (!always && ScenarioFields.IsName(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsPlain(rune) => rune.ToString(),
                <= 0xFFFF => $"\\u{rune.Value:X4}",
                _ => $"\\U{rune.Value:X8}",
            });
        return quoted.Append('"').ToString();
    }

    // Letters and marks of every script; neither controls nor what a reader of YAML could take for the end of a line or of the file.
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate) && rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF);
}
