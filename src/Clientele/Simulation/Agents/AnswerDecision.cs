using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>A decision without probabilities: after a heading, or as a sentence that does nothing but decide. All that decide have to agree.</summary>
internal static partial class AnswerDecision
{
    /// <summary>The decision of an answer.</summary>
    /// <param name="stated">Decision words found in JSON.</param>
    /// <param name="prose">The text around it.</param>
    /// <param name="names">The options.</param>
    public static AnswerVerdict Read(IReadOnlyList<string> stated, AnswerProse prose, AnswerNames names)
    {
        var (chosen, beside, polarity, problem) = (new SortedSet<int>(), new SortedSet<int>(), new HashSet<bool>(), (string?)null);
        foreach (var value in stated.Concat(prose.Decisions))
        {
            var verdict = AnswerClause.Read(value, names, AnswerPlace.Heading);
            if (verdict.Option < 0)
                return verdict with { Problem = verdict.Problem ?? $"The decision \"{AnswerText.Tidy(value, 60)}\" names no option." };
            chosen.Add(verdict.Option);
        }

        var headed = chosen.Count > 0;
        var place = headed ? AnswerPlace.Within : AnswerPlace.Opening;
        foreach (var sentence in prose.Spoken.Concat(prose.Reasoning).SelectMany(Sentences))
        {
            // Below a decision, a line that is an option's name may be the prompt's list said back; elsewhere it may be one of a list and decides nothing.
            if (place == AnswerPlace.Within && names.Exact(sentence) is >= 0 and var mentioned)
            {
                if (!headed)
                    beside.Add(mentioned);
                continue;
            }
            var verdict = AnswerClause.Read(sentence, names, place);
            if (verdict.Option >= 0)
                chosen.Add(verdict.Option);
            if (verdict.Buys is { } buys)
                polarity.Add(buys);
            if (place == AnswerPlace.Opening)
                problem = verdict.Problem;
            // "My answer:" announces what opens the answer.
            if (!sentence.EndsWith(':') || !AnswerClause.Announces(sentence))
                place = AnswerPlace.Within;
        }

        if (chosen.Count > 0)
            chosen.UnionWith(beside);
        if (chosen.Count > 1)
            return new(-1, $"The answer decides for {string.Join(" and for ", chosen.Select(o => names.Options[o].Id))}.");
        if (chosen.Count == 0)
            return new(-1, problem);
        if (polarity.Any(buys => buys != names.Options[chosen.Min].Buys))
            return new(-1, $"The answer says {(polarity.Contains(true) ? "yes" : "no")} and decides for {names.Options[chosen.Min].Id}.");
        if (prose.Retracts)
            return new(-1, "The answer takes back what it said.");
        return prose.IsStruck ? new(-1, "Part of the answer is struck out.") : new(chosen.Min);
    }

    private static IEnumerable<string> Sentences(string line)
    {
        var sentences = new List<string>();
        foreach (var match in Sentence().EnumerateMatches(line))
            sentences.Add(line.Substring(match.Index, match.Length).Trim());
        return sentences.Where(sentence => sentence.Length > 0);
    }

    // Up to a mark that ends a sentence, marks included; a point within a number or word does not.
    [GeneratedRegex(@"([^.!?;]|[.!?;]+[^ \t.!?;])*[.!?;]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();
}
