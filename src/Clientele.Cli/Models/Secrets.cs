using System.Globalization;
using System.Text.RegularExpressions;

namespace Clientele.Cli.Models;

/// <summary>Keys that the process holds, so that nothing it prints or writes can hold them.</summary>
internal static class Secrets
{
    private const int Least = 6;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
    private static readonly Lock Gate = new();
    private static Known[] s_known = [];

    /// <summary>Remembers a key; very short ones, which every text would contain, are not hidden.</summary>
    public static void Add(string secret)
    {
        lock (Gate)
            if (secret.Length >= Least && !s_known.Any(known => known.Secret == secret))
                s_known = [.. s_known, new Known(secret, new Regex(Pattern(secret), Options))];
    }

    /// <summary>A text with every known key replaced, also where its letters are large or small, are written as JSON or an address escapes them, or have marks between them that
    /// nobody sees: what reads the text later would put the key together again.</summary>
    public static string Hide(string text) => s_known.Aggregate(text, (hidden, known) => known.Forms.Replace(hidden, "[key]"));

    private static string Pattern(string secret) => string.Join(@"\p{C}*", secret.Select(c =>
    {
        var code = ((int)c).ToString("x2", CultureInfo.InvariantCulture);
        return $@"({Regex.Escape(c.ToString())}|\\+u00{code}|%{code})";
    }));

    private sealed record Known(string Secret, Regex Forms);
}
