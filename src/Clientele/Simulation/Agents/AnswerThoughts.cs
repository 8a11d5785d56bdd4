namespace Clientele.Simulation.Agents;

/// <summary>The thinking that some open models write before their answer, between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>: drafts in it are no answer.</summary>
internal static class AnswerThoughts
{
    private static readonly string[] Tags = ["think", "thinking"];

    /// <summary>The answer alone.</summary>
    /// <returns>False when the thinking never ends.</returns>
    public static bool TryRemove(string text, out string said)
    {
        said = text;
        // A JSON answer may mention the tags within its strings.
        if (text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
            return true;
        foreach (var tag in Tags)
        {
            var end = said.LastIndexOf($"</{tag}>", StringComparison.OrdinalIgnoreCase);
            if (end >= 0)
                said = said[(end + tag.Length + 3)..];
            if (said.Contains($"<{tag}>", StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }
}
