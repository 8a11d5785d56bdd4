using System.Globalization;
using System.Reflection;

namespace Clientele.Personas;

/// <summary>Fills Prompts/persona.md: the system prompt of a language-model agent. Data facts only, no invented biography, and no name: a name made of two traits
/// would weigh more than the figures that it was made from.</summary>
internal static class PersonaPrompt
{
    private static readonly string Template = ReadTemplate("persona"), Decisions = ReadTemplate("decisions");

    /// <summary>The prompt of somebody of whom nothing is known.</summary>
    public static string Nobody { get; } = ReadTemplate("nobody");

    /// <summary>The prompt of a persona.</summary>
    /// <param name="persona">The persona.</param>
    /// <param name="set">The set that it is of.</param>
    /// <param name="decisions">Whether it also says what the figures suggest about decisions; without, it holds figures alone.</param>
    public static string Write(Persona persona, PersonaSet set, bool decisions = true)
    {
        // Who belongs to no persona has no figures either.
        if (persona.Features.Count == 0)
            return Nobody;
        return Fill(Template, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["size"] = persona.Size.ToString("N0", CultureInfo.InvariantCulture),
            ["customers"] = set.Customers.ToString("N0", CultureInfo.InvariantCulture),
            ["share"] = Phrase.Percent((double)persona.Size / set.Customers),
            ["period"] = set.Period is { } period ? $", orders of {period}; amounts are in the money of that time" : "",
            ["profile"] = Bullets(persona.Profile.Select(statement => statement.Text), "nothing sets this group apart from customers overall"),
            ["same"] = Section("In these figures the group is about the same as all customers, so that nothing follows from them:", Same(persona, set)),
            ["definitions"] = Section("How the figures were computed, customer by customer:",
                set.Features.Where(feature => feature.Definition.Length > 0).Select(feature => $"{Phrase.Label(feature)}: {feature.Definition}")),
            ["decisions"] = !decisions ? "" : "\n\n" + Fill(Decisions, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["heuristics"] = Bullets(persona.Heuristics.Select(statement => statement.Text), "the figures suggest no particular habit"),
            }),
        });
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

    // What all customers show in the figures that do not set the group apart: a level that the situation may be judged by.
    private static IEnumerable<string> Same(Persona persona, PersonaSet set)
    {
        var phrase = new Phrase(set.Currency);
        for (var j = 0; j < set.Features.Count; j++)
        {
            var (feature, all) = (set.Features[j], set.Population[j].Mean);
            var share = TraitReading.Share(feature);
            if (!TraitThresholds.Material(persona.Features[j].Mean, all, share))
                yield return $"{Phrase.Label(feature)}: {phrase.Value(feature, all, 2)}{(share || feature.Unit is "currency" or "" ? "" : " " + feature.Unit)} on average overall";
        }
    }

    private static string Section(string heading, IEnumerable<string> lines) => lines.Any() ? $"\n\n{heading}\n{Bullets(lines, "")}" : "";

    private static string Bullets(IEnumerable<string> lines, string none) => "- " + (lines.Any() ? string.Join("\n- ", lines) : none);

    /// <summary>An embedded prompt template by its name.</summary>
    internal static string ReadTemplate(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"prompts/{name}.md")
            ?? throw new InvalidOperationException($"prompts/{name}.md is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
