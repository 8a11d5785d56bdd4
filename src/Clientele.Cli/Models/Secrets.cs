namespace Clientele.Cli.Models;

/// <summary>Keys that the process holds, so that nothing it prints can hold them.</summary>
internal static class Secrets
{
    private const int Least = 6;
    private static string[] s_known = [];

    /// <summary>Remembers a key; very short ones, which every text would contain, are not hidden.</summary>
    public static void Add(string secret)
    {
        if (secret.Length >= Least && !s_known.Contains(secret))
            s_known = [.. s_known, secret];
    }

    /// <summary>A text with every known key replaced.</summary>
    public static string Hide(string text) => s_known.Aggregate(text, (hidden, secret) => hidden.Replace(secret, "[key]", StringComparison.Ordinal));
}
