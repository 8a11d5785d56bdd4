namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Numbers of the words that an order table uses for states and categories. A word that the fit did not see has no number.</summary>
internal sealed class OutcomeVocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public OutcomeVocabulary(IEnumerable<string> words)
    {
        foreach (var word in words)
            _numbers.TryAdd(word, _numbers.Count);
        Words = [.. _numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key)];
    }

    /// <summary>Every word once, by number.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Number of a word; −1 when it is null or was not seen.</summary>
    public int Number(string? word) => word is not null && _numbers.TryGetValue(word, out var number) ? number : -1;
}
