using System.Globalization;

namespace Clientele.Data;

internal sealed partial class TransactionImport
{
    /// <summary>A record that could not be split into the header's columns.</summary>
    private sealed record BrokenRecord(long LogicalLine, string Column, string Text, string Problem);

    private List<BrokenRecord> ReadBroken(string table)
    {
        var broken = new SortedDictionary<long, BrokenRecord>();
        database.Query($"SELECT line, column_name, csv_line, CAST(error_type AS VARCHAR) FROM {table} ORDER BY line", row =>
        {
            var line = row.GetFieldValue<ulong>(0);
            broken.TryAdd((long)line, new BrokenRecord(
                (long)line, row.IsDBNull(1) ? "" : row.GetString(1), row.IsDBNull(2) ? "" : row.GetString(2).Trim('\r', '\n'), row.GetString(3) switch
                {
                    "MISSING COLUMNS" => "fewer columns than the header",
                    "TOO MANY COLUMNS" => "more columns than the header",
                    "UNQUOTED VALUE" => "a quoted value that is not closed, or goes on behind its closing quote",
                    "INVALID ENCODING" => "bytes that are not UTF-8 (set `encoding: latin-1` in the mapping if the file is Latin-1)",
                    "LINE SIZE OVER MAXIMUM" => "a line of more than 2 MB",
                    var other => other.ToLowerInvariant(),
                }));
        });
        return [.. broken.Values];
    }

    /// <summary>Keeps the rejected rows with file, line, column, value and reason.</summary>
    /// <exception cref="ClienteleException">They are more than the user allows.</exception>
    private void CheckAndKeepRejected(TablePlan plan, long rejected, long rows, IReadOnlyList<BrokenRecord> broken)
    {
        var tooMany = rejected > source.MaxRejectedShare * rows;
        var found = Locate(plan, broken, tooMany ? 5 : source.MostRejectedKept);
        if (tooMany)
            throw new ClienteleException(
                string.Create(CultureInfo.InvariantCulture, $"{rejected:N0} of {rows:N0} rows ({100.0 * rejected / rows:0.##} %) are unreadable or contradictory, more than the {100 * source.MaxRejectedShare:0.##} % allowed:\n")
                + string.Join("\n", found.Take(5).Select(row => "  " + Describe(row))),
                plan.File.Name,
                "Mend the file or the mapping (date_format, decimal, encoding, exclude); `--max-rejected 5%` lets more pass.");
        Rejected.AddRange(found);
    }

    private static string Describe(RejectedRow row) =>
        $"{row.File}, line {row.Line}: {(row.Value.Length > 0 ? $"\"{Words.Cut(row.Value, 60)}\" " : "")}{row.Reason}{(row.Column.Length > 0 ? $" (column {row.Column})" : "")}";

    private List<RejectedRow> Locate(TablePlan plan, IReadOnlyList<BrokenRecord> broken, long most)
    {
        var reject = plan.Rules.Select((rule, index) => (rule, verdict: index + 1)).Where(pair => pair.rule.Excluded is null).ToList();
        var duplicate = plan.Rules.Count + 1;
        var verdicts = string.Join(", ", reject.Select(pair => pair.verdict).Append(duplicate));
        var raw = string.Join(" ", reject.Where(pair => pair.rule.Column.Length > 0)
            .Select(pair => $"WHEN {pair.verdict} THEN f.{DuckDb.Identifier(pair.rule.Column)}"));
        if (plan.UniqueColumn.Length > 0)
            raw += $" WHEN {duplicate} THEN f.{DuckDb.Identifier(plan.UniqueColumn)}";
        var value = raw.Length > 0 ? $"CASE t.verdict {raw} END" : "NULL";

        var rows = new List<(long Record, int Verdict, string Value)>();
        database.Query(
            $"SELECT t.rn, t.verdict, {value} FROM {plan.Table} t JOIN {FileScan.Sql(plan.File, plan.Columns, numbered: true, $"broken_{_scans++}")} f ON f.rn = t.rn "
            + $"WHERE t.verdict IN ({verdicts}) ORDER BY t.rn LIMIT {Math.Min(most, int.MaxValue)}",
            row => rows.Add((row.GetInt64(0), row.GetFieldValue<sbyte>(1), row.IsDBNull(2) ? "" : row.GetString(2))));

        var (byRecord, byLogical) = plan.File.IsParquet
            ? (rows.ToDictionary(row => row.Record, row => row.Record), [])
            : plan.File.PhysicalLines(rows.Select(row => row.Record).ToHashSet(), broken.Select(record => record.LogicalLine).ToHashSet(), cancellationToken);
        var found = rows.Select(row =>
        {
            var (column, reason) = row.Verdict == duplicate
                ? (plan.UniqueColumn, "stands in an earlier row already")
                : (plan.Rules[row.Verdict - 1].Column, plan.Rules[row.Verdict - 1].Reason);
            return new RejectedRow(plan.File.Name, byRecord.GetValueOrDefault(row.Record), column, Words.Cut(row.Value, 200), reason);
        });
        var torn = broken.Take((int)Math.Min(most, int.MaxValue)).Select(record => new RejectedRow(
            plan.File.Name, byLogical.GetValueOrDefault(record.LogicalLine, record.LogicalLine), record.Column, Words.Cut(record.Text, 200), record.Problem));
        return [.. found.Concat(torn).OrderBy(row => row.Line)];
    }
}
