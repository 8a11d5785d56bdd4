using System.Globalization;

namespace Clientele.Simulation.Agents;

/// <summary>A word of an answer, compared without case: letters and digits, an apostrophe between letters, a point or comma between digits. Underscores,
/// hyphens and all other marks lie between words, so that <c>card_10x</c>, <c>card-10x</c> and <c>Card 10x</c> are the same two words.</summary>
/// <param name="Text">In lower case.</param>
/// <param name="Start">First character in the text.</param>
/// <param name="End">Character after the last.</param>
internal readonly record struct AnswerWord(string Text, int Start, int End)
{
    /// <summary>The words of a text, in order.</summary>
    public static List<AnswerWord> Split(string text)
    {
        var words = new List<AnswerWord>();
        for (var i = 0; i < text.Length;)
        {
            if (!IsPart(text, i))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && (IsPart(text, i) || IsInner(text, i)))
                i++;
            words.Add(new(text[start..i].ToLowerInvariant().Replace('’', '\''), start, i));
        }
        return words;
    }

    private static bool IsPart(string text, int i) =>
        char.IsLetterOrDigit(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsInner(string text, int i) => i > 0 && i + 1 < text.Length && text[i] switch
    {
        '\'' or '’' => char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]),
        '.' or ',' => char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]),
        _ => false,
    };
}
