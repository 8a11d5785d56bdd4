namespace Clientele.Data.Guessing;

/// <summary>What the data cannot decide: a key of the mapping that somebody has to set before anything is read.</summary>
/// <param name="Key">The mapping's key with its section and, where only one column is meant, that column: <c>date_format</c>,
/// <c>items.decimal.Price</c>.</param>
/// <param name="File">File that was looked at.</param>
/// <param name="Column">Column that can be read in several ways.</param>
/// <param name="Readings">The values that the key may take, as YAML (<c>~</c> = nothing), and what each would give. Of <c>items.amount</c>
/// they are whole entries:
/// <c>unit_price: item_price</c> takes the place of the key.</param>
public sealed record MappingQuestion(string Key, string File, string Column, IReadOnlyList<(string Value, string Gives)> Readings)
{
    /// <summary>The question in a sentence: key, column and the readings with what each would give.</summary>
    public override string ToString() =>
        $"`{Key}` is ambiguous: column {Column} of {File} can be read in {Readings.Count} ways: "
            + $"{string.Join("; or ", Readings.Select(reading => $"{reading.Value} ({reading.Gives})"))}";

    /// <summary>The question for a person: a line for key and column, and one a reading.</summary>
    public IReadOnlyList<string> Lines => [$"`{Key}`, for column \"{Column}\" of {File}:",
        .. Readings.Select(reading => $"  {reading.Value}   {reading.Gives}")];

    /// <summary>A mapping's text with the key set; everything else, comments included, stays as it is.</summary>
    /// <param name="yaml">A text in which the key has the value <see cref="MappingFile.Ambiguous"/>; without it, it is returned as it
    /// is.</param>
    /// <param name="value">One of the <see cref="Readings"/>' values, or another.</param>
    public string Answer(string yaml, string value)
    {
        if (new YamlTree("", []).Read(yaml) is not [YamlNode.Map map, ..]
            || Find(map, Key) is not { Value: YamlNode.Scalar { Value: MappingFile.Ambiguous } scalar } entry)
            return yaml;
        var end = yaml.IndexOf(MappingFile.Ambiguous, scalar.At.Index, StringComparison.Ordinal) + MappingFile.Ambiguous.Length
            + (scalar.Plain ? 0 : 1);
        // A reading that names its key takes the place of key and value.
        return value.Contains(": ", StringComparison.Ordinal) && value[0] is not ('{' or '[' or '"')
            ? yaml[..entry.At.Index] + value + yaml[end..]
            : yaml[..scalar.At.Index] + (value[0] is '{' or '[' or '"' or '~' ? value : YamlText.Quote(value)) + yaml[end..];
    }

    // Names of columns may hold points themselves.
    private static YamlNode.Entry? Find(YamlNode.Map map, string key)
    {
        foreach (var entry in map.Entries)
            if (entry.Key == key)
                return entry;
            else if (key.StartsWith(entry.Key + ".", StringComparison.Ordinal) && entry.Value is YamlNode.Map below
                && Find(below, key[(entry.Key.Length + 1)..]) is { } found)
                return found;
        return null;
    }
}
