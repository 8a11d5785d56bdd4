namespace Clientele.Data;

/// <summary>Where a value stands: a column of the table's own file, or a column reached through lookups:
/// <c>product_id -> products.category -> translation.english</c>.</summary>
/// <param name="Column">Column of the table's own file.</param>
/// <param name="Hops">Lookups followed, in order; empty for the column itself.</param>
public sealed record ColumnPath(string Column, IReadOnlyList<(string Lookup, string Column)> Hops)
{
    /// <summary>Reads the notation.</summary>
    /// <exception cref="FormatException">A hop is not written <c>lookup.column</c>.</exception>
    public static ColumnPath Parse(string text)
    {
        var parts = text.Split("->", StringSplitOptions.TrimEntries);
        var hops = parts.Skip(1).Select(part =>
        {
            var dot = part.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && dot < part.Length - 1
                ? (part[..dot], part[(dot + 1)..])
                : throw new FormatException($"\"{part}\" is not of the form lookup.column");
        });
        return parts[0].Length > 0 ? new ColumnPath(parts[0], [.. hops]) : throw new FormatException("the column's name is missing");
    }

    /// <inheritdoc/>
    public bool Equals(ColumnPath? other) => other is not null && Column == other.Column && Hops.SequenceEqual(other.Hops);

    /// <inheritdoc/>
    public override int GetHashCode() => Hops.Aggregate(Column.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Column + string.Concat(Hops.Select(hop => $" -> {hop.Lookup}.{hop.Column}"));
}
