using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>Reads what a language model wrote as a distribution over the options that it was shown. It never guesses: text that does not state one
/// distribution or one decision beyond doubt is <see cref="Answer.Unreadable"/>.
/// <para>Tried in this order: JSON, alone or within prose, written loosely or not; probabilities on lines or in a table; a decision in words, which takes the
/// whole mass. Whichever comes first is final: a faulty distribution does not fall through to a decision.</para></summary>
public static partial class AnswerReader
{
    /// <summary>Longest text that is read, UTF-16 characters; a longer one is unreadable and kept up to here.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>How far probabilities may be from the sum of 1 and still count as rounded (percentages: 100 times as far).</summary>
    public const double Rounding = .02;

    /// <summary>Reads one answer. Never throws for any text, takes time linear in its length, and gives equal answers for equal arguments.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="options">The options, in the order in which probabilities are wanted.</param>
    /// <returns><see cref="Answer.Distribution"/>, one probability an option in the order of <paramref name="options"/>, sum 1 to 1e-9, each key factor a
    /// <see cref="Reason"/> (at most five; the term is the factor in lower case); or <see cref="Answer.Unreadable"/>; or <see cref="Answer.Refused"/> when
    /// nothing can be read and the text plainly declines.</returns>
    /// <exception cref="ArgumentException">There are no options, or two have the same id.</exception>
    public static Answer Read(string text, IReadOnlyList<AnswerOption> options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count == 0)
            throw new ArgumentException("No options.", nameof(options));
        if (options.GroupBy(option => option.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two options have the id {twice.Key}.", nameof(options));
        if (text.Length > MostCharacters)
            return new Answer.Unreadable(text[..MostCharacters], $"The answer is {text.Length} characters long; {MostCharacters} is the most that is read.");
        var clean = AnswerText.Clean(text);
        if (string.IsNullOrWhiteSpace(clean))
            return new Answer.Unreadable(text, "The answer is empty.");
        return AnswerThoughts.TryRemove(clean, out var said)
            ? Read(text, said, new AnswerNames(options))
            : new Answer.Unreadable(text, "The answer breaks off while the model is thinking.");
    }

    private static Answer Read(string text, string said, AnswerNames names)
    {
        var json = AnswerJson.Read(said, names);
        if (json.Distribution is { } found)
            return Found(found, json.Statement, json.Factors);
        if (json.Problem is { } problem)
            return new Answer.Unreadable(text, problem);

        var prose = AnswerProse.Parse(json.Rest);
        var lines = AnswerLines.Read([.. prose.Lines, .. prose.Decisions], names);
        if (lines.Distribution is { } listed)
            return Found(listed, prose.Statement, prose.Factors);
        if (lines.Problem is { } fault)
            return new Answer.Unreadable(text, fault);

        var headed = json.Decisions.Count > 0 || prose.Decisions.Count > 0;
        if (!headed && AnswerRefusal.IsPlain(said))
            return new Answer.Refused(AnswerText.Tidy(said, AnswerText.MostStatement));
        if (Confidence().IsMatch(said))
            return new Answer.Unreadable(text, "The answer gives a decision and how sure it is, not a probability for each option.");
        var decision = AnswerDecision.Read(json.Decisions, prose, names);
        if (decision.Option >= 0)
        {
            var whole = new double[names.Options.Count];
            whole[decision.Option] = 1;
            return Found(whole, json.Statement ?? prose.Statement, json.Factors.Count > 0 ? json.Factors : prose.Factors);
        }
        if (!headed && AnswerRefusal.Is(said))
            return new Answer.Refused(AnswerText.Tidy(said, AnswerText.MostStatement));
        return new Answer.Unreadable(text, decision.Problem ?? $"The answer has no probabilities and no decision that names one of {Words.List(names.Ids, 8)}.");
    }

    private static Answer.Distribution Found(double[] probabilities, string? statement, IReadOnlyList<string> factors)
    {
        var reasons = factors.Select(factor => AnswerText.Tidy(factor, AnswerText.MostFactor)).Where(factor => factor.Length > 0)
            .Select(factor => new Reason(factor.ToLowerInvariant(), null, null, factor)).DistinctBy(reason => reason.Term).Take(5).ToList();
        var words = statement is null ? "" : AnswerText.Tidy(statement, AnswerText.MostStatement);
        return new Answer.Distribution(probabilities, reasons) { Statement = words.Length > 0 ? words : null };
    }

    // "confidence": 0.8 · 80 % confident · 90% sure
    [GeneratedRegex("""(confidence|certainty)["'* ]{0,4}[:=] ?[0-9.]|[0-9] ?%? (confident|certain|sure)|[0-9]%? (confidence|certainty)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Confidence();
}
