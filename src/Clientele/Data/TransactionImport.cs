using Clientele.Data.Reading;

namespace Clientele.Data;

/// <summary>One load: a mapping's files → canonical tables in a database, every row of every file accounted for.</summary>
/// <remarks>Parts: this file imports one table, <c>.Tables</c> says which columns make which table, <c>.Fields</c> how their values are read,
/// <c>.Money</c> spreads what is per order over items, <c>.Rejects</c> finds out where rejected rows stand, <c>.Checks</c> what a person should look at.</remarks>
internal sealed partial class TransactionImport(
    TransactionSource source, DuckDb database, ScratchFolder scratch, IReadOnlySet<string> wide, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
{
    private readonly Mapping _mapping = source.Mapping;
    private readonly ValueSql _value = new(source.Mapping);
    private readonly TimeSql _time = new(source.Mapping.TimeZone);
    private readonly Dictionary<string, InputFile> _files = new(StringComparer.Ordinal);
    private readonly List<TableCount> _counts = [];
    private int _scans;

    /// <summary>Every rejected row of every file.</summary>
    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>What one import did with the records of its file.</summary>
    private sealed record TableCount(InputFile File, long Rows, SortedDictionary<string, long> Excluded, long Rejected);

    /// <summary>What is to be imported: one file into one table.</summary>
    private sealed record TablePlan(string Table, InputFile File, IReadOnlyList<string> Columns, IReadOnlyList<string> Select, string Joins, IReadOnlyList<RowRule> Rules)
    {
        /// <summary>Values parsed from the columns, computed once: <c>SQL AS name</c>; rules and <see cref="Select"/> read them as <c>f.name</c>.</summary>
        public IReadOnlyList<string> Derived { get; init; } = [];

        /// <summary>Column of the new table that must be unique among accepted rows; the first in the file wins.</summary>
        public string? Unique { get; init; }

        /// <summary>That column's name in the file.</summary>
        public string UniqueColumn { get; init; } = "";

        /// <summary>Rows are numbered even when none is rejected.</summary>
        public bool Numbered { get; init; }

        /// <summary>Columns whose empty cells are filled from the table <c>order_cells</c>, by the order that <see cref="FillKey"/> names.</summary>
        public IReadOnlyList<string> Filled { get; init; } = [];

        /// <summary>Column of the order's id where cells are filled.</summary>
        public string FillKey { get; init; } = "";

        /// <summary>Looks at the table that was read; a plan in return is read instead, null keeps the table.</summary>
        public Func<TablePlan, TablePlan?>? Revise { get; init; }
    }

    /// <summary>The file, found, opened and with its header checked for the needed columns.</summary>
    private InputFile Open(string name, IEnumerable<string?> needed)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            file = InputFile.Find(source.Path, name, _mapping, scratch, cancellationToken, wide);
            if (file.IsParquet)
                file = WithParquetColumns(file);
            _files.Add(name, file);
        }
        CsvHeader.Require(file, needed.OfType<string>());
        return file;
    }

    private InputFile WithParquetColumns(InputFile file)
    {
        var columns = file.Parts.ToDictionary(part => part.FullPath, part => ParquetColumns(database, part), StringComparer.Ordinal);
        return file with
        {
            Parts = [.. file.Parts.Select(part => part with { Columns = [.. columns[part.FullPath].Select(column => column.Name)] })],
            Numbers = columns.Values.SelectMany(list => list).Where(column => column.Type != "VARCHAR").Select(column => column.Name).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Names and types of a Parquet file's columns.</summary>
    /// <exception cref="ClienteleException">It is no Parquet file.</exception>
    public static IReadOnlyList<(string Name, string Type)> ParquetColumns(DuckDb database, InputPart part)
    {
        var columns = new List<(string Name, string Type)>();
        try
        {
            database.Query($"DESCRIBE SELECT * FROM read_parquet({DuckDb.Literal(part.FullPath)})", row => columns.Add((row.GetString(0), row.GetString(1))));
        }
        catch (DuckDB.NET.Data.DuckDBException failure)
        {
            throw new ClienteleException("the file is not readable as Parquet", part.Name, "Export or copy it again.", failure);
        }
        return columns;
    }

    private async Task ImportAsync(TablePlan plan)
    {
        if (plan.File.Format.IsWhiteSpace && !plan.File.IsParquet && plan.Rules.All(rule => rule.Condition != "f.torn"))
            throw new InvalidOperationException($"{plan.File.Name}: torn rows are not looked for.");
        var numbered = plan.Numbered;
        var (counts, broken) = await ReadAsync(plan, numbered);
        while (plan.Revise?.Invoke(plan) is { } better)
            (counts, broken) = await ReadAsync(plan = better, numbered);
        StopAtFatal(plan, counts);
        var duplicates = plan.Unique is null ? 0 : database.Count($"SELECT count({plan.Unique}) - count(DISTINCT {plan.Unique}) FROM {plan.Table} WHERE verdict = 0");
        var rejected = counts.Where(pair => pair.Key > 0 && plan.Rules[pair.Key - 1].Excluded is null).Sum(pair => pair.Value) + duplicates + broken.Count;
        if (rejected > 0 && !numbered)
            (counts, broken) = await ReadAsync(plan, numbered = true);   // once more, with record numbers, to say where
        if (duplicates > 0)
            database.Execute($"UPDATE {plan.Table} SET verdict = {plan.Rules.Count + 1} WHERE verdict = 0 AND rn NOT IN (SELECT min(rn) FROM {plan.Table} WHERE verdict = 0 GROUP BY {plan.Unique})");

        var rows = counts.Values.Sum() + broken.Count;
        if (rejected > 0)
            CheckAndKeepRejected(plan, counts, duplicates, rejected, rows, broken);
        var excluded = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (verdict, count) in counts)
            if (verdict > 0 && plan.Rules[verdict - 1].Excluded is { } rule)
                excluded[rule] = excluded.GetValueOrDefault(rule) + count;
        _counts.Add(new TableCount(plan.File, rows, excluded, rejected));
        progress?.Report(new StageProgress($"Reading {plan.File.Name}", rows, rows, "rows"));
    }

    private async Task<(Dictionary<int, long> ByVerdict, IReadOnlyList<BrokenRecord> Broken)> ReadAsync(TablePlan plan, bool numbered)
    {
        var rejects = $"broken_{_scans++}";
        var select = string.Join(", ", plan.Select.Prepend(plan.File.Parts.Count > 1 ? "f.part AS part" : null).Prepend(numbered ? "f.rn AS rn" : null).OfType<string>()
            .Append($"{RowRule.Verdict(plan.Rules)} AS verdict"));
        var estimate = plan.File.EstimateRows();
        var scan = FileScan.Sql(plan.File, plan.Columns, numbered, rejects);
        if (plan.Filled.Count > 0)
            scan = $"(SELECT f.* REPLACE ({string.Join(", ", plan.Filled.Select(column => $"coalesce(nullif({Field(column)}, ''), o.{FileScan.Column(column)}) AS {FileScan.Column(column)}"))}) "
                + $"FROM {scan} f LEFT JOIN order_cells o ON {_value.Key(Field(plan.FillKey))} = o.order_key)";
        if (plan.Derived.Count > 0)
            scan = $"(SELECT *, {string.Join(", ", plan.Derived)} FROM {scan} f)";
        try
        {
            await database.ExecuteAsync(
                $"CREATE OR REPLACE TABLE {plan.Table} AS SELECT {select} FROM {scan} f{plan.Joins}",
                share => progress?.Report(new StageProgress($"Reading {plan.File.Name}", (long)(share * estimate), estimate, "rows")),
                cancellationToken);
        }
        catch (DuckDB.NET.Data.DuckDBException failure) when (CannotBeSplit(failure))
        {
            throw new ClienteleException($"the file cannot be split into rows and columns ({failure.Message.Split('\n')[0]})", plan.File.Name,
                "Look at `encoding`, `delimiter` and `escape` in the mapping; `clientele data check --init` finds out how a file is written.", failure);
        }
        var counts = new Dictionary<int, long>();
        database.Query($"SELECT verdict, count(*) FROM {plan.Table} GROUP BY verdict", row => counts[row.GetFieldValue<sbyte>(0)] = row.GetInt64(1));
        return (counts, plan.File.IsParquet ? [] : ReadBroken(plan.File, rejects));
    }

    // What the reader of CSV says of files that are no such files, or are written otherwise than the mapping says.
    private static bool CannotBeSplit(DuckDB.NET.Data.DuckDBException failure) =>
        new[] { "CSV", "encod", "index", "quote", "UTF" }.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !failure.Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase);

    // What one row already shows of the whole file: amounts in another currency, say.
    private void StopAtFatal(TablePlan plan, Dictionary<int, long> counts)
    {
        foreach (var (rule, index) in plan.Rules.Select((rule, index) => (rule, index)).Where(pair => pair.rule.Fatal is not null))
        {
            if (counts.GetValueOrDefault(index + 1) == 0)
                continue;
            var words = new List<(string, long)>();
            database.Query($"SELECT upper(trim({Field(rule.Column)})) AS word, count(*) AS n FROM {FileScan.Sql(plan.File, plan.Columns, numbered: false, $"broken_{_scans++}")} f "
                + $"WHERE coalesce({Field(rule.Column)}, '') <> '' GROUP BY word ORDER BY n DESC, word LIMIT 6", row => words.Add((row.GetString(0), row.GetInt64(1))));
            throw rule.Fatal!(words);
        }
    }

    /// <summary>Table names of the SQL that counts which rows of a lookup are referred to.</summary>
    private readonly Dictionary<string, List<string>> _references = new(StringComparer.Ordinal);

    private void Refer(string table, LookupJoins joins)
    {
        foreach (var (lookup, _) in joins.Direct)
            References(lookup).Add($"SELECT DISTINCT ref_{lookup} AS no FROM {table} WHERE ref_{lookup} IS NOT NULL");
    }

    private List<string> References(string lookup) => _references.TryGetValue(lookup, out var list) ? list : _references[lookup] = [];
}
