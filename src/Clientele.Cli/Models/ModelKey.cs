namespace Clientele.Cli.Models;

/// <summary>Finds a provider's key: in the environment, else in a <c>.env</c> file in the working folder. It is kept in memory only and hidden from every output.</summary>
internal static class ModelKey
{
    private const int LargestFile = 1 << 16;

    /// <summary>The value of a variable; null when it is nowhere, or empty.</summary>
    public static string? Find(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        value = string.IsNullOrWhiteSpace(value) ? FromFile(variable) : value.Trim();
        if (value is not null && value.Any(c => c is <= ' ' or > '~'))
            throw new ClienteleException("the key holds characters that no key has", variable, "Copy it again: it is letters, digits, dashes and underscores.");
        if (value is not null)
            Secrets.Add(value);
        return value;
    }

    // KEY=VALUE lines as docker and others read them; nothing is expanded or executed.
    private static string? FromFile(string variable)
    {
        var file = new FileInfo(".env");
        if (!file.Exists || file.Length > LargestFile)
            return null;
        foreach (var raw in File.ReadLines(file.FullName))
        {
            var line = raw.Trim();
            if (line.StartsWith("export ", StringComparison.Ordinal))
                line = line[7..].TrimStart();
            if (line.StartsWith('#') || line.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals) || line[..equals].TrimEnd() != variable)
                continue;
            var value = line[(equals + 1)..].Trim();
            value = value is ['"' or '\'', .., _] && value[^1] == value[0] ? value[1..^1] : value.Split(" #")[0].TrimEnd();
            return value.Length > 0 ? value : null;
        }
        return null;
    }
}
