using System.Globalization;

namespace Clientele.Benchmarks;

/// <summary>What was typed after the name of a run: <c>--name value</c>.</summary>
internal sealed class RunArguments(string[] given)
{
    /// <summary>Whether a name was typed.</summary>
    public bool Has(string name) => Array.IndexOf(given, name) >= 0;

    /// <summary>The value of a name, or what holds without it.</summary>
    public string Text(string name, string otherwise) => Array.IndexOf(given, name) is >= 0 and var at ? given[at + 1] : otherwise;

    /// <summary>The same, a whole number.</summary>
    public int Whole(string name, int otherwise) => Has(name) ? int.Parse(Text(name, ""), CultureInfo.InvariantCulture) : otherwise;
}
