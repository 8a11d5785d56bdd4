namespace Clientele.Simulation;

/// <summary>What a field of a scenario file holds.</summary>
internal enum FieldKind
{
    /// <summary>Text on one line.</summary>
    Text,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A number, or a formula over the offer's numbers: <c>0.9 * offer.price</c>.</summary>
    Amount,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Something with fields of its own.</summary>
    Group,
}

/// <summary>A field with its unit and range: what the reader checks, what the JSON Schema and docs/scenarios.md say (a test compares them).</summary>
internal sealed record Field(string Name, FieldKind Kind, double Min = 0, double Max = 0, bool AboveMin = false, string Unit = "")
{
    /// <summary>The range in words.</summary>
    public string Range => AboveMin ? $"above {Min} and at most {Max}" : $"between {Min} and {Max}";

    public bool IsNumber => Kind is FieldKind.Number or FieldKind.Amount or FieldKind.Whole;

    public bool Contains(double value) => value <= Max && (AboveMin ? value > Min : value >= Min);
}

/// <summary>Every field that a scenario file may have.</summary>
internal static class ScenarioFields
{
    public const string Schema = "clientele/scenario/v1";
    public const double MostMoney = 1e9;
    public const double MostDays = 365;

    public static IReadOnlyList<string> Scenario { get; } = ["schema", "name", "offer", "options", "text", "expectations", "variants"];

    public static IReadOnlyList<Field> Offer { get; } =
    [
        new("category", FieldKind.Text),
        new("price", FieldKind.Number, 0, MostMoney, AboveMin: true, Unit: "currency"),
        new("reference_price", FieldKind.Number, 0, MostMoney, AboveMin: true, Unit: "currency"),
        new("unit_cost", FieldKind.Number, 0, MostMoney, Unit: "currency"),
        new("freight", FieldKind.Number, 0, MostMoney, Unit: "currency"),
        new("rating", FieldKind.Number, 1, 5, Unit: "stars"),
        new("review_count", FieldKind.Number, 0, MostMoney, Unit: "reviews"),
        new("delivery_days", FieldKind.Number, 0, MostDays, Unit: "days"),
        new("days_late", FieldKind.Number, 0, MostDays, Unit: "days"),
        new("return_days", FieldKind.Number, 0, MostDays, Unit: "days"),
        new("ends_in_hours", FieldKind.Number, 0, 8760, AboveMin: true, Unit: "hours"),
        new("needed", FieldKind.Truth),
        new("planned", FieldKind.Truth),
        new("known_category", FieldKind.Truth),
    ];

    public static IReadOnlyList<Field> Option { get; } =
    [
        new("id", FieldKind.Word),
        new("buys", FieldKind.Truth),
        new("label", FieldKind.Text),
        new("price", FieldKind.Amount, 0, MostMoney, AboveMin: true, Unit: "currency"),
        new("quantity", FieldKind.Whole, 1, 1000, Unit: "units"),
        new("delivery_days", FieldKind.Number, 0, MostDays, Unit: "days"),
        new("wait_days", FieldKind.Number, 0, MostDays, Unit: "days"),
        new("weekend", FieldKind.Truth),
        new("pay", FieldKind.Group),
    ];

    public static IReadOnlyList<Field> Pay { get; } =
    [
        new("method", FieldKind.Word),
        new("installments", FieldKind.Whole, 1, 60, Unit: "payments"),
        new("total", FieldKind.Amount, 0, MostMoney, AboveMin: true, Unit: "currency"),
    ];

    /// <summary>Of <c>pay.installments</c>: the most that the customer may choose.</summary>
    public static Field UpTo { get; } = new("up_to", FieldKind.Whole, 1, 60, Unit: "payments");

    public static IReadOnlyList<string> Expectation { get; } = ["trait", "level", "option", "direction", "given_purchase"];

    /// <summary>The name under which the reader knows a key: both spellings of instalments are read.</summary>
    public static string Canonical(string key) => key == "instalments" ? "installments" : key;

    /// <summary>A key that is a name: lower case, digits, underscores, not beginning with a digit, at most 60 characters.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 60 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
