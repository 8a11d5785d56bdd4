using System.Globalization;
using Clientele.Personas;

namespace Clientele.Simulation;

/// <summary>A text with <c>{{ variable | format }}</c> places. Values are put in once and never read as templates again.</summary>
internal sealed class ScenarioTemplate
{
    /// <summary>The formats, as docs/scenarios.md lists them.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["money", "percent", "days", "hours", "number"];

    private readonly List<Part> _parts = [];

    private ScenarioTemplate() { }

    private abstract record Part
    {
        public sealed record Literal(string Text) : Part;

        public sealed record Variable(string Path, string? Format) : Part;
    }

    /// <summary>Splits a text into words and variables; <paramref name="report"/> is told of each problem with the number of the <c>{{</c>, from 0.</summary>
    public static ScenarioTemplate Parse(string text, Action<int, string, string?> report)
    {
        var template = new ScenarioTemplate();
        var from = 0;
        for (var n = 0; ; n++)
        {
            var open = text.IndexOf("{{", from, StringComparison.Ordinal);
            if (open < 0)
                break;
            template._parts.Add(new Part.Literal(text[from..open]));
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0 || text.AsSpan(open, close - open).Contains('\n'))
            {
                report(n, "A template variable is not closed on its line.", "Write {{ offer.price | money }}.");
                from = open + 2;
                continue;
            }
            var pieces = text[(open + 2)..close].Split('|', StringSplitOptions.TrimEntries);
            var format = pieces.Length > 1 ? pieces[1] : null;
            if (pieces.Length > 2 || pieces[0].Length == 0)
                report(n, $"\"{Words.Cut(text[open..(close + 2)], 60)}\" is not a template variable.", "Write {{ offer.price | money }}.");
            else if (format is not null && !Formats.Contains(format))
                report(n, $"Unknown format \"{Words.Cut(format, 40)}\".", ScenarioReader.Suggest(format, Formats));
            else
                template._parts.Add(new Part.Variable(pieces[0], format));
            from = close + 2;
        }
        template._parts.Add(new Part.Literal(text[from..]));
        return template;
    }

    /// <summary>The text with every value put in.</summary>
    /// <param name="scenario">Where the values come from.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="options">What <c>{{ options }}</c> stands for; null where it cannot stand (in a label).</param>
    /// <param name="report">Told of a variable that has no value, with its number among the variables, from 0.</param>
    public string Fill(Scenario scenario, string currency, string? options, Action<int, string, string?> report)
    {
        var text = new System.Text.StringBuilder();
        var n = 0;
        foreach (var part in _parts)
        {
            if (part is Part.Literal literal)
                text.Append(literal.Text);
            else if (part is Part.Variable variable)
            {
                if (variable.Path == "options" && variable.Format is null && options is not null)
                    text.Append(options);
                else
                    text.Append(Value(scenario, currency, variable, n, report));
                n++;
            }
        }
        return text.ToString();
    }

    /// <summary>Whether the text has a place for the options.</summary>
    public bool ShowsOptions => _parts.OfType<Part.Variable>().Any(variable => variable.Path == "options");

    /// <summary>An amount of money: no decimals when it is whole, two otherwise.</summary>
    public static string Money(double amount, string currency)
    {
        var text = new Phrase(currency).Money(amount, cents: true);
        return text.EndsWith(".00", StringComparison.Ordinal) ? text[..^3] : text;
    }

    /// <summary>A count with its unit: <c>1 day</c>, <c>2.5 days</c>.</summary>
    public static string Count(double value, string unit) => Number(value) + " " + unit + (value == 1 ? "" : "s");

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Value(Scenario scenario, string currency, Part.Variable variable, int n, Action<int, string, string?> report)
    {
        var (value, problem, hint) = ScenarioValues.Find(scenario, variable.Path);
        if (problem is not null)
        {
            report(n, problem, hint);
            return "";
        }
        if (value is double number)
            return variable.Format switch
            {
                "money" => Money(number, currency),
                "percent" => number.ToString("0 %", CultureInfo.InvariantCulture),
                "days" => Count(number, "day"),
                "hours" => Count(number, "hour"),
                _ => Number(number),
            };
        if (variable.Format is not null)
            report(n, $"{variable.Path} is not a number, so the format {variable.Format} does not fit.", "Leave the format out.");
        return value switch { true => "yes", false => "no", _ => (string)value! };
    }
}
