using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>An answer in prose, taken apart by its headings: DECISION, REASONING, KEY FACTORS.</summary>
internal sealed partial class AnswerProse
{
    private static readonly HashSet<string> Before = ["my", "the", "final", "overall", "purchase", "purchasing", "buying"];
    private static readonly HashSet<string> DecisionHeads =
        ["decision", "choice", "answer", "verdict", "selection", "selected option", "chosen option", "option chosen"];
    private static readonly HashSet<string> ReasonHeads = ["reasoning", "reason", "reasons", "rationale", "explanation", "why"];
    private static readonly HashSet<string> FactorHeads = ["key factors", "key factor", "factors", "main factors"];

    private readonly List<string> _lines = [];
    private readonly List<string> _spoken = [];
    private readonly List<string> _decisions = [];
    private readonly List<string> _reason = [];
    private readonly List<string> _factors = [];

    private AnswerProse(string text)
    {
        var (wanted, inReason, inFactors) = (false, false, false);
        foreach (var raw in InlineHeading().Replace(text, "\n$1").Split('\n'))
        {
            var line = Plain(raw);
            if (line.Length == 0)
            {
                inFactors = inFactors && _factors.Count == 0;
                inReason = inReason && _reason.Count == 0;
                continue;
            }
            var (kind, value) = Heading(line);
            if (kind is null && wanted)
                (kind, value) = (DecisionHeads, line);
            if (kind is not null)
            {
                wanted = kind == DecisionHeads && value.Length == 0;
                (inReason, inFactors) = (kind == ReasonHeads, kind == FactorHeads);
                if (value.Length == 0)
                    continue;
                if (kind == DecisionHeads)
                    _decisions.Add(value);
                else if (inReason)
                    _reason.Add(value);
                else
                    _factors.AddRange(SplitFactors(value));
                inFactors &= _factors.Count == 0;
            }
            else if (inFactors && Bullet().Match(raw) is { Success: true } bullet)
                _factors.Add(Plain(raw[bullet.Length..]));
            else
            {
                inFactors = false;
                if (inReason)
                    _reason.Add(line);
                _lines.Add(line);
                // A heading of markdown introduces an option and does not choose it.
                if (!raw.TrimStart().StartsWith('#'))
                    _spoken.Add(line);
            }
        }
        IsStruck = text.Contains("~~", StringComparison.Ordinal);
        Retracts = AnswerVocabulary.Retractions.Any(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Lines that stand under no heading, or under REASONING; without marks of markdown.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The same without markdown's headings: what may decide.</summary>
    public IReadOnlyList<string> Spoken => _spoken;

    /// <summary>What stands after each DECISION.</summary>
    public IReadOnlyList<string> Decisions => _decisions;

    /// <summary>Lines of what stands after REASONING.</summary>
    public IReadOnlyList<string> Reasoning => _reason;

    /// <summary>What stands after REASONING; null if nothing does.</summary>
    public string? Statement => _reason.Count > 0 ? string.Join(' ', _reason) : null;

    /// <summary>What stands after KEY FACTORS.</summary>
    public IReadOnlyList<string> Factors => _factors;

    /// <summary>Whether text is struck out: what is left is not clear.</summary>
    public bool IsStruck { get; }

    /// <summary>Whether a phrase takes back what was said.</summary>
    public bool Retracts { get; }

    /// <summary>Takes a text apart.</summary>
    public static AnswerProse Parse(string text) => new(text);

    /// <summary>Factors that stand in one line, between commas or semicolons.</summary>
    public static List<string> SplitFactors(string line) => [.. line.Split([',', ';'], 8, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    // The marks of markdown that lie around words; underscores belong to ids.
    private static string Plain(string raw)
    {
        var line = raw.Trim();
        return line.StartsWith("```", StringComparison.Ordinal) ? ""
            : line.TrimStart('#', '>', ' ').Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();
    }

    private static (HashSet<string>? Kind, string Value) Heading(string line)
    {
        // A heading stands within the first characters: no need to split a long line.
        var words = AnswerWord.Split(line.Length > 60 ? line[..60] : line);
        var at = 0;
        while (at < words.Count && Before.Contains(words[at].Text))
            at++;
        for (var length = 2; length > 0; length--)
        {
            if (at + length > words.Count)
                continue;
            var name = string.Join(' ', words.Skip(at).Take(length).Select(word => word.Text));
            var kind = DecisionHeads.Contains(name) ? DecisionHeads : ReasonHeads.Contains(name) ? ReasonHeads : FactorHeads.Contains(name) ? FactorHeads : null;
            if (kind is null)
                continue;
            var rest = line[words[at + length - 1].End..];
            if (rest.Trim('_', ' ', ':', '"', ']').Length == 0)
                return (kind, "");
            if (kind == DecisionHeads && at + length < words.Count && words[at + length] is { Text: "is" } verb
                && string.IsNullOrWhiteSpace(line[words[at + length - 1].End..verb.Start]))
                return (kind, line[verb.End..].TrimStart(' ', ':'));
            if (Separator().Match(rest) is { Success: true } separator)
                return (kind, rest[separator.Length..].Trim());
        }
        return (null, "");
    }

    [GeneratedRegex("[ \t]([*_]{0,3}(?:DECISION|REASONING|REASON|KEY FACTORS)[*_]{0,3} ?:)", RegexOptions.CultureInvariant)]
    private static partial Regex InlineHeading();

    [GeneratedRegex("^[_\"]*( ?[:=]| [-–—])[_\"]* ?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Separator();

    [GeneratedRegex("^[ \t]*([-*•+·]|[0-9]{1,2}[.)])[ \t]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bullet();
}
