using System.Text;
using Clientele.Data.Reading;

namespace Clientele.Data;

/// <summary>The joins that follow the lookups of a table's column paths; each step is joined once however many paths share it.</summary>
internal sealed class LookupJoins(IReadOnlyDictionary<string, LookupMapping> lookups, ValueSql values)
{
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly StringBuilder _joins = new();

    /// <summary>JOIN clauses to put behind the scan, whose alias is <c>f</c>.</summary>
    public string Sql => _joins.ToString();

    /// <summary>Lookups reached directly from the table's own columns, with their join alias: what counts as a reference.</summary>
    public SortedDictionary<string, string> Direct { get; } = new(StringComparer.Ordinal);

    /// <summary>SQL of the text at the end of a path.</summary>
    /// <exception cref="ClienteleException">The path names a lookup that the mapping does not define.</exception>
    public string Value(ColumnPath path)
    {
        var value = $"f.{FileScan.Column(path.Column)}";
        var walked = path.Column;
        foreach (var (lookup, column) in path.Hops)
        {
            if (!lookups.ContainsKey(lookup))
                throw new ClienteleException($"the path \"{path}\" names the lookup \"{lookup}\", which the mapping does not define", null,
                    $"Define it under `lookups:`{(Words.Nearest(lookup, lookups.Keys) is { } near ? $", or did you mean \"{near}\"" : "")}.");
            walked += $" -> {lookup}";
            if (!_aliases.TryGetValue(walked, out var alias))
            {
                _aliases[walked] = alias = $"l{_aliases.Count}";
                _joins.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $" LEFT JOIN (SELECT rowid AS no, * FROM {Table(lookup)} WHERE verdict = 0) {alias} ON {values.Key(value)} = {alias}.key");
                if (walked == $"{path.Column} -> {lookup}")
                    Direct.TryAdd(lookup, alias);
            }
            value = $"{alias}.{Attribute(column)}";
            walked += $".{column}";
        }
        return value;
    }

    /// <summary>Name of a lookup's table.</summary>
    public static string Table(string lookup) => DuckDb.Identifier("lookup_" + lookup);

    /// <summary>Name of an attribute's column in a lookup's table.</summary>
    public static string Attribute(string column) => FileScan.Column(column);
}
