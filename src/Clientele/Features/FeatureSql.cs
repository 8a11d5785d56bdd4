namespace Clientele.Features;

/// <summary>One feature as its SQL file defines it: a header of <c>-- key: value</c> lines and an aggregate expression over the customer's rows.</summary>
/// <param name="Definition">The header.</param>
/// <param name="Grain">What one row of the expression's input is.</param>
/// <param name="Needs">What the shop must record: <c>orders</c>, <c>items</c>, <c>payments</c>, <c>reviews</c>, <c>category</c>, <c>freight</c>, <c>delivery</c>.</param>
/// <param name="Expression">SQL aggregate over <c>order_facts</c> or <c>item_facts</c> (columns: docs/features.md).</param>
public sealed record FeatureSql(FeatureDefinition Definition, FeatureGrain Grain, IReadOnlyList<string> Needs, string Expression)
{
    private static readonly string[] Keys = ["feature", "unit", "transform", "grain", "trait", "needs", "definition", "source"];

    internal static readonly string[] KnownNeeds = ["orders", "items", "payments", "reviews", "category", "freight", "delivery"];

    /// <summary>Reads one file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">File name for messages.</param>
    /// <exception cref="ClienteleException">The header misses a key or holds a word that is not known; the expression is empty.</exception>
    public static FeatureSql Parse(string text, string file)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var body = new List<string>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (!line.StartsWith("--", StringComparison.Ordinal))
            {
                body.Add(line);
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? "" : line[2..colon].Trim();
            if (Keys.Contains(key, StringComparer.Ordinal))
                header[key] = line[(colon + 1)..].Trim();
            else if (body.All(string.IsNullOrWhiteSpace) && colon > 0 && Words.Nearest(key, Keys) is { } near)
                throw new ClienteleException($"\"{Words.Cut(key, 40)}\" is not a key of a feature's header", $"{file}, line {index + 1}", $"Did you mean \"{near}\"?");
        }
        string Required(string key) => header.GetValueOrDefault(key) is { Length: > 0 } value
            ? value
            : throw new ClienteleException($"the header has no `-- {key}: …` line", file, $"A feature file starts with {Words.List([.. Keys.Select(name => $"-- {name}:")], 9)}; docs/features.md has an example.");
        var name = Required("feature");
        if (!char.IsAsciiLetterLower(name[0]) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            throw new ClienteleException($"\"{Words.Cut(name, 40)}\" cannot be a feature's name", file, "Use lower-case letters, digits and underscores.");
        var needs = header.GetValueOrDefault("needs", "orders").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var need in needs.Where(need => !KnownNeeds.Contains(need, StringComparer.Ordinal)))
            throw new ClienteleException($"`needs` names \"{Words.Cut(need, 40)}\"", file, $"Known: {Words.List(KnownNeeds, 9)}.");
        var expression = string.Join("\n", body).Trim().TrimEnd(';');
        if (expression.Length == 0)
            throw new ClienteleException("there is no SQL expression below the header", file, "Write one aggregate, such as `avg(amount)`.");
        return new FeatureSql(
            new FeatureDefinition(name, Required("unit"), Required("definition"), header.GetValueOrDefault("source", "user-defined"),
                Word<FeatureTransform>(header, "transform", file), Word<FeatureTrait>(header, "trait", file)),
            Word<FeatureGrain>(header, "grain", file), needs, expression);
    }

    private static T Word<T>(Dictionary<string, string> header, string key, string file) where T : struct, Enum
    {
        if (!header.TryGetValue(key, out var text) || text.Length == 0)
            return default;
        var names = Enum.GetNames<T>().ToDictionary(Snake, name => name, StringComparer.Ordinal);
        return names.TryGetValue(text, out var found)
            ? Enum.Parse<T>(found)
            : throw new ClienteleException($"`{key}` is \"{Words.Cut(text, 40)}\"", file, $"Known: {Words.List([.. names.Keys], 12)}.");
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, index) => char.IsUpper(c) && index > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
