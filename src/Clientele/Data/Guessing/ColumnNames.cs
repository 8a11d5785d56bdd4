using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>How well a column's name fits a meaning. Names are compared by their letters and digits, small and without accents.</summary>
internal static partial class ColumnNames
{
    private const string Accents = "àáâãäåāăąçćčďèéêëēėęěğìíîïīįıłñńňòóôõöøōőŕřśšşťţùúûüūůűýÿźżž";
    private const string Plain = "aaaaaaaaacccdeeeeeeeegiiiiiiilnnnoooooooorrsssttuuuuuuuyyzzz";

    private static readonly Dictionary<Meaning, (double Score, Regex Pattern)[]> Patterns = Table().ToDictionary(
        entry => entry.Meaning, entry => entry.Patterns.Select((pattern, index) => (10.0 - 1.5 * index, Compile(pattern))).ToArray());

    private static readonly Dictionary<Meaning, Regex> Excluded = Never().ToDictionary(entry => entry.Meaning, entry =>
        Compile(entry.Pattern));

    /// <summary>0 = does not fit; 10 = the very name.</summary>
    public static double Score(Meaning meaning, string bare)
    {
        if (Excluded.TryGetValue(meaning, out var never) && never.IsMatch(bare))
            return 0;
        return Patterns[meaning].FirstOrDefault(entry => entry.Pattern.IsMatch(bare)).Score;
    }

    /// <summary>Letters and digits of a name, small, without accents.</summary>
    public static string Bare(string name)
    {
        var bare = new StringBuilder(name.Length);
        foreach (var c in name.Replace("R$", "", StringComparison.Ordinal).ToLowerInvariant())
        {
            if (c == 'ß')
                bare.Append("ss");
            else if (Accents.IndexOf(c, StringComparison.Ordinal) is >= 0 and var index)
                bare.Append(Plain[index]);
            else if (char.IsLetterOrDigit(c))
                bare.Append(c);
        }
        return bare.ToString();
    }

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
