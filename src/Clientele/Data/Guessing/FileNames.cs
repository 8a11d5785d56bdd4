using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>What the names of files say.</summary>
internal static partial class FileNames
{
    /// <summary>A name without what tells the files of one series apart: numbers, months, <c>part</c>. <c>orders_2024_01.csv</c> and <c>orders_2024_02.csv</c> have the same.</summary>
    public static string Stem(string name) => Series().Replace(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name, "#").ToLowerInvariant();

    [GeneratedRegex(@"([\s_.()-]*(\d+|(?<![a-z])(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|part|page|q)(?![a-z])))+[\s_()-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Series();
}
