using System.Globalization;
using System.Reflection;

namespace Clientele.Personas;

/// <summary>Fills Prompts/persona.md: the system prompt of a language-model agent. Data facts only, no invented biography.</summary>
internal static class PersonaPrompt
{
    private static readonly string Template = ReadTemplate("persona");

    public static string Write(string name, PersonaTraits traits, IReadOnlyList<Statement> profile, IReadOnlyList<Statement> heuristics)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["size"] = traits.Size.ToString("N0", CultureInfo.InvariantCulture),
            ["customers"] = traits.Customers.ToString("N0", CultureInfo.InvariantCulture),
            ["share"] = Phrase.Percent((double)traits.Size / traits.Customers),
            ["profile"] = Bullets(profile, "nothing was measured"),
            ["heuristics"] = Bullets(heuristics, "the figures suggest no particular habit"),
        };
        return Fill(Template, values);
    }

    /// <summary>Replaces each <c>{{ name }}</c> once, from left to right: a value that looks like a variable stays as it is.</summary>
    internal static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var text = new System.Text.StringBuilder();
        var at = 0;
        for (int start; (start = template.IndexOf("{{", at, StringComparison.Ordinal)) >= 0;)
        {
            var end = template.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
                throw new InvalidOperationException($"Unclosed variable at character {start} of the prompt template.");
            var variable = template[(start + 2)..end].Trim();
            if (!values.TryGetValue(variable, out var value))
                throw new InvalidOperationException($"The prompt template asks for {variable}, which has no value.");
            text.Append(template, at, start - at).Append(value);
            at = end + 2;
        }
        return text.Append(template, at, template.Length - at).ToString();
    }

    private static string Bullets(IReadOnlyList<Statement> statements, string none) =>
        statements.Count == 0 ? "- " + none : string.Join('\n', statements.Select(statement => "- " + statement.Text));

    /// <summary>An embedded prompt template by its name.</summary>
    internal static string ReadTemplate(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"prompts/{name}.md")
            ?? throw new InvalidOperationException($"prompts/{name}.md is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
