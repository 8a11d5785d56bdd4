namespace Clientele.Stub;

/// <summary>The stub's own count of tokens: close to a real tokeniser's for prose, and the same everywhere.</summary>
public static class StubTokens
{
    private const int LettersInToken = 5;
    private const int DigitsInToken = 3;

    /// <summary>Tokens that every message and every request carries besides its text.</summary>
    internal const int Overhead = 4;

    /// <summary>Tokens of a text: a run of letters is one token for every five begun, a run of digits one for every three begun, any other
    /// character that is not white space one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        for (var at = 0; at < text.Length;)
            tokens += Next(text, ref at);
        return tokens;
    }

    /// <summary>The longest beginning of a text that has at most so many tokens.</summary>
    internal static string Beginning(string text, int tokens)
    {
        var at = 0;
        while (at < text.Length)
        {
            var before = at;
            tokens -= Next(text, ref at);
            if (tokens < 0)
                return text[..before];
        }
        return text;
    }

    private static int Next(ReadOnlySpan<char> text, ref int at)
    {
        var first = text[at];
        var longest = char.IsLetter(first) ? LettersInToken : char.IsAsciiDigit(first) ? DigitsInToken : 1;
        var end = at + 1;
        while (end < text.Length && end - at < longest && (longest == LettersInToken ? char.IsLetter(text[end]) : char.IsAsciiDigit(text[end])))
            end++;
        at = end;
        return char.IsWhiteSpace(first) ? 0 : 1;
    }
}
