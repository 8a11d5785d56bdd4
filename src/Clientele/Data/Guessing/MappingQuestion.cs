namespace Clientele.Data.Guessing;

/// <summary>What the data cannot decide: a key of the mapping that somebody has to set before anything is read.</summary>
/// <param name="Key">The mapping's key with its section and, where only one column is meant, that column: <c>date_format</c>, <c>items.decimal.Price</c>.</param>
/// <param name="File">File that was looked at.</param>
/// <param name="Column">Column that can be read in several ways.</param>
/// <param name="Readings">The values that the key may take, as YAML (<c>~</c> = nothing), and what each would give. Of <c>items.amount</c> they are whole entries:
/// <c>unit_price: item_price</c> takes the place of the key.</param>
public sealed record MappingQuestion(string Key, string File, string Column, IReadOnlyList<(string Value, string Gives)> Readings)
{
    /// <summary>The question in words: key, column and the readings with what each would give.</summary>
    public override string ToString() =>
        $"`{Key}` is ambiguous: column {Column} of {File} can be read in {Readings.Count} ways: {string.Join("; or ", Readings.Select(reading => $"{reading.Value} ({reading.Gives})"))}";
}
