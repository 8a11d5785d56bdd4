using System.Globalization;
using Clientele.Data.Reading;

namespace Clientele.Data;

internal sealed partial class TransactionImport
{
    /// <summary>A record that could not be split into the header's columns.</summary>
    private sealed record BrokenRecord(int Part, long LogicalLine, string Column, string Text, string Problem);

    /// <summary>Why rows of a file were rejected, the commonest first.</summary>
    private readonly List<(long Rows, RejectedRow Example)> _reasons = [];

    private List<BrokenRecord> ReadBroken(InputFile file, string rejects) => [.. file.Parts.SelectMany((_, part) => ReadBroken(part, FileScan.Rejects(rejects, part)))];

    private IEnumerable<BrokenRecord> ReadBroken(int part, string table)
    {
        var broken = new SortedDictionary<long, BrokenRecord>();
        database.Query($"SELECT line, column_name, csv_line, CAST(error_type AS VARCHAR) FROM {table} ORDER BY line", row =>
        {
            var line = row.GetFieldValue<ulong>(0);
            broken.TryAdd((long)line, new BrokenRecord(
                part, (long)line, row.IsDBNull(1) ? "" : FileScan.Decode(row.GetString(1)), row.IsDBNull(2) ? "" : row.GetString(2).Trim('\r', '\n'), row.GetString(3) switch
                {
                    "MISSING COLUMNS" => "fewer columns than the header",
                    "TOO MANY COLUMNS" => "more columns than the header",
                    "UNQUOTED VALUE" => "a quoted value that is not closed, or goes on behind its closing quote",
                    "INVALID ENCODING" => "bytes that are not UTF-8 (set `encoding: latin-1` in the mapping if the file is Latin-1)",
                    "LINE SIZE OVER MAXIMUM" => "a line of more than 2 MB",
                    var other => other.ToLowerInvariant(),
                }));
        });
        return broken.Values;
    }

    /// <summary>Keeps the rejected rows with file, line, column, value and reason.</summary>
    /// <exception cref="ClienteleException">They are more than the user allows.</exception>
    private void CheckAndKeepRejected(TablePlan plan, Dictionary<int, long> counts, long duplicates, long rejected, long rows, IReadOnlyList<BrokenRecord> broken)
    {
        var tooMany = rejected > source.MaxRejectedShare * rows;
        var found = Locate(plan, broken, tooMany ? 2000 : source.MostRejectedKept);
        var byReason = counts.Where(pair => pair.Key > 0 && plan.Rules[pair.Key - 1].Excluded is null)
            .GroupBy(pair => (plan.Rules[pair.Key - 1].Column, plan.Rules[pair.Key - 1].Reason), pair => pair.Value).ToDictionary(group => group.Key, group => group.Sum());
        _reasons.AddRange(found.GroupBy(row => (row.Column, row.Reason)).Select(group =>
            (byReason.GetValueOrDefault(group.Key, group.Key.Reason == Duplicate ? duplicates : group.Count()), group.First())));
        if (tooMany)
            throw new ClienteleException(
                string.Create(CultureInfo.InvariantCulture, $"{rejected:N0} of {rows:N0} rows ({100.0 * rejected / rows:0.##} %) are unreadable or contradictory, more than the {100 * source.MaxRejectedShare:0.##} % allowed")
                + Commonest(5),
                plan.File.Name,
                "Fix the file or the mapping (date_format, decimal, encoding, exclude); `--max-rejected 5%` lets more pass.");
        Rejected.AddRange(found);
    }

    private const string Duplicate = "stands in an earlier row already";

    /// <summary>The commonest reasons for which rows were rejected, an example each; empty when none was.</summary>
    private string Commonest(int most) => _reasons.Count == 0 ? "" : ":\n" + string.Join("\n", _reasons.OrderByDescending(reason => reason.Rows).Take(most)
        .Select(reason => string.Create(CultureInfo.InvariantCulture, $"  {Describe(reason.Example)}{(reason.Rows > 1 ? $"; {reason.Rows:N0} rows like it" : "")}")));

    private static string Describe(RejectedRow row) =>
        $"{row.File}, line {row.Line}: {(row.Value.Length > 0 ? $"\"{Words.Cut(row.Value, 60)}\" " : "")}{row.Reason}{(row.Column.Length > 0 ? $" (column {row.Column})" : "")}";

    private List<RejectedRow> Locate(TablePlan plan, IReadOnlyList<BrokenRecord> broken, long most)
    {
        var reject = plan.Rules.Select((rule, index) => (rule, verdict: index + 1)).Where(pair => pair.rule.Excluded is null).ToList();
        var duplicate = plan.Rules.Count + 1;
        var verdicts = string.Join(", ", reject.Select(pair => pair.verdict).Append(duplicate));
        var raw = string.Join(" ", reject.Where(pair => pair.rule.Column.Length > 0 || pair.rule.Shown is not null)
            .Select(pair => $"WHEN {pair.verdict} THEN {pair.rule.Shown ?? Field(pair.rule.Column)}"));
        if (plan.UniqueColumn.Length > 0)
            raw += $" WHEN {duplicate} THEN {Field(plan.UniqueColumn)}";
        var value = raw.Length > 0 ? $"CASE t.verdict {raw} END" : "NULL";

        var rows = new List<(long Record, int Verdict, string Value)>();
        database.Query(
            $"SELECT t.rn, t.verdict, {value} FROM {plan.Table} t JOIN {FileScan.Sql(plan.File, plan.Columns, numbered: true, $"broken_{_scans++}")} f ON f.rn = t.rn "
            + $"WHERE t.verdict IN ({verdicts}) ORDER BY t.rn LIMIT {Math.Min(most, int.MaxValue)}",
            row => rows.Add((row.GetInt64(0), row.GetFieldValue<sbyte>(1), row.IsDBNull(2) ? "" : row.GetString(2))));

        var found = new List<RejectedRow>();
        foreach (var (index, part) in plan.File.Parts.Index())
        {
            var own = rows.Select(row => (FileScan.Numbered(row.Record), row.Verdict, row.Value)).Where(row => row.Item1.Part == index)
                .Select(row => (row.Item1.Record, row.Verdict, row.Value)).ToList();
            var torn = broken.Where(record => record.Part == index).ToList();
            found.AddRange(Located(plan, part, own, torn, most).OrderBy(row => row.Line));
        }
        return found;
    }

    private IEnumerable<RejectedRow> Located(TablePlan plan, InputPart part, List<(long Record, int Verdict, string Value)> rows, List<BrokenRecord> broken, long most)
    {
        var (byRecord, byLogical) = part.IsParquet
            ? (rows.ToDictionary(row => row.Record, row => row.Record), [])
            : FileFingerprint.LinesOf(part, plan.File.Format, rows.Select(row => row.Record).ToHashSet(), broken.Select(record => record.LogicalLine).ToHashSet(), cancellationToken);
        foreach (var row in rows)
        {
            var (column, reason) = row.Verdict == plan.Rules.Count + 1
                ? (plan.UniqueColumn, Duplicate)
                : (plan.Rules[row.Verdict - 1].Column, plan.Rules[row.Verdict - 1].Reason);
            yield return new RejectedRow(part.Name, byRecord.GetValueOrDefault(row.Record), column, Words.Cut(row.Value, 200), reason);
        }
        foreach (var record in broken.Take((int)Math.Min(most, int.MaxValue)))
            yield return new RejectedRow(part.Name, byLogical.GetValueOrDefault(record.LogicalLine, record.LogicalLine + part.LinesBefore), record.Column, Words.Cut(record.Text, 200), record.Problem);
    }
}
