using Clientele.Data;

namespace Clientele.Cli.Options;

/// <summary>A synthetic world as a user names it: by code or by word, in any case.</summary>
/// <param name="Code">Short name: <c>W1</c>.</param>
/// <param name="World">The world.</param>
/// <param name="Phrase">What is true in it.</param>
internal sealed record WorldName(string Code, SyntheticStoreWorld World, string Phrase)
{
    private static readonly WorldName[] All =
    [
        new("W0", SyntheticStoreWorld.NoHeterogeneity, "all customers alike, so no personas to find"),
        new("W1", SyntheticStoreWorld.ChoiceModel, "the engine's own model with seven personas"),
        new("W2", SyntheticStoreWorld.Habits, "rules and habits, which the engine's model does not contain"),
        new("W5", SyntheticStoreWorld.FewCustomers, "W1 with 1,000 customers"),
    ];

    public static WorldName Default => All[1];

    /// <summary>All worlds with their phrases, as help says them.</summary>
    public static string List => string.Join("; ", All.Select(world => $"{world.Code} or {Word(world.World)} ({world.Phrase})"));

    /// <summary>Reads <c>W1</c>, <c>choice_model</c> or <c>ChoiceModel</c>.</summary>
    /// <exception cref="FormatException">There is no such world.</exception>
    public static WorldName Parse(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return All.FirstOrDefault(world => plain.Equals(world.Code, StringComparison.OrdinalIgnoreCase)
                || plain.Equals(world.World.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"give one of {string.Join(", ", All.Select(world => world.Code))}, or its word.");
    }

    // As truth.json writes it: choice_model.
    private static string Word(SyntheticStoreWorld world) =>
        string.Concat(world.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
