using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>A guess from lines of text, without a file: cells are split at one character, nothing is quoted.</summary>
internal sealed record Sampled(MappingTemplate Template)
{
    /// <summary>The day on which all guesses of the tests happen.</summary>
    public static readonly DateOnly Today = new(2026, 11, 30);

    /// <summary>The mapping that was written.</summary>
    public Mapping Mapping => MappingFile.Parse(Template.Yaml, "guess.yaml");

    /// <summary>Keys that are asked, beside the currency and the time zone, which most samples do not say.</summary>
    public IEnumerable<string> Asked => Template.Questions.Select(question => question.Key).Where(key => key is not ("currency" or "time_zone"));

    /// <summary>The one question of <see cref="Asked"/>.</summary>
    public MappingQuestion Question => Assert.Single(Template.Questions, question => question.Key is not ("currency" or "time_zone"));

    /// <summary>The mapping's text with a currency and a time zone where they are asked.</summary>
    public static string Answered(MappingTemplate template) => template.Yaml
        .Replace($"currency: \"{MappingFile.Ambiguous}\"", "currency: EUR", StringComparison.Ordinal)
        .Replace($"time_zone: \"{MappingFile.Ambiguous}\"", "time_zone: UTC", StringComparison.Ordinal);

    public static Sampled Of(params string[] lines) => OfFiles(("shop.csv", lines));

    public static Sampled OfFiles(params (string Name, string[] Lines)[] files) =>
        new(MappingTemplate.Of([.. files.Select(file => Sample(file.Name, file.Lines))], [.. files.Select(file => file.Name)], Today));

    public static FileSample Sample(string name, params string[] lines)
    {
        var delimiter = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : lines[0].Contains('|', StringComparison.Ordinal) ? '|'
            : ',';
        var rows = lines.Skip(1).Select(line => (IReadOnlyList<string>)line.Split(delimiter)).ToList();
        return new FileSample(name, new FileFormat { Delimiter = delimiter.ToString() }, lines[0].Split(delimiter), rows);
    }

    /// <summary>Order lines made of numbered rows.</summary>
    public static Sampled Lines(string header, int rows, Func<int, string> row) => Of([header, .. Enumerable.Range(0, rows).Select(row)]);
}
