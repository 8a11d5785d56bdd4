namespace Clientele;

/// <summary>Small pieces of English for messages.</summary>
internal static class Words
{
    /// <summary>"a, b, c and 4 more".</summary>
    public static string List(IReadOnlyList<string> items, int most) => items.Count <= most
        ? string.Join(", ", items)
        : string.Join(", ", items.Take(most)) + $" and {items.Count - most} more";

    /// <summary>"a, b or c".</summary>
    public static string Or(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    /// <summary>At most so many characters, newlines shown as spaces, so that a value from outside stays on one line of a message.</summary>
    public static string Cut(string text, int most)
    {
        var line = new string([.. text.Take(most).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > most ? line + "…" : line;
    }

    /// <summary>The candidate at the smallest edit distance, if it is near enough to be what was meant; else null.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal).FirstOrDefault();
        return best.candidate is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.candidate : null;
    }

    /// <summary>A delimiter in words.</summary>
    public static string Delimiter(string delimiter) => delimiter switch
    {
        "," => "commas",
        ";" => "semicolons",
        "\t" => "tabs",
        "|" => "vertical bars",
        _ => $"\"{delimiter}\"",
    };

    // Levenshtein, two rows.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
