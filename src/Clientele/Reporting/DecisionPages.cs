using Clientele.Data;
using Clientele.Storage;
using DuckDB.NET.Data;

namespace Clientele.Reporting;

/// <summary>decisions.parquet, read a few rows at a time: what a page that scrolls through every decision needs. Simulated, not human data.</summary>
internal sealed class DecisionPages : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DuckDb _database;
    private readonly string _path;
    private readonly string _rows;
    private readonly bool _called;

    private DecisionPages(string path, DuckDb database)
    {
        (_path, _database) = (path, database);
        // No name of a folder is a pattern: what would stand for several files is put in brackets.
        var name = string.Concat(Path.GetFullPath(path).Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString()));
        _rows = $"read_parquet({DuckDb.Literal(name)})";
        var columns = new HashSet<string>(StringComparer.Ordinal);
        Ask($"DESCRIBE SELECT * FROM {_rows}", row => columns.Add(row.GetString(0)));
        _called = columns.Contains("outcome");
        Personas = Distinct("persona", row => row.GetString(0));
        Situations = Distinct("scenario, variant", row => (row.GetString(0), row.GetString(1)));
        Decisions = Distinct("decision", row => row.IsDBNull(0) ? null : row.GetString(0));
    }

    /// <summary>Personas that occur, by name.</summary>
    public IReadOnlyList<string> Personas { get; }

    /// <summary>Scenarios with their variants that occur.</summary>
    public IReadOnlyList<(string Scenario, string Variant)> Situations { get; }

    /// <summary>Decisions that occur; null among them: questions without an answer.</summary>
    public IReadOnlyList<string?> Decisions { get; }

    /// <summary>Opens the decisions of a run.</summary>
    /// <param name="path">decisions.parquet.</param>
    /// <exception cref="ClienteleException">The file is missing or damaged.</exception>
    public static DecisionPages Open(string path)
    {
        if (!File.Exists(path))
            throw new ClienteleException("this run has no decisions.parquet", Path.GetFileName(path), "Simulate the scenario again: the file is written with the run.");
        Checksums.Check(Path.GetDirectoryName(Path.GetFullPath(path))!, path, RunRecord.Writer);
        var database = DuckDb.OpenInMemory(threads: 2);
        try
        {
            return new DecisionPages(path, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Number of decisions.</summary>
    /// <exception cref="ClienteleException">The file is damaged.</exception>
    public long Count(DecisionFilter filter)
    {
        var count = 0L;
        Ask($"SELECT count(*) FROM {_rows} {Where(filter)}", row => count = row.GetInt64(0));
        return count;
    }

    /// <summary>Some decisions, in the order of the file.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="offset">How many of them to pass over.</param>
    /// <param name="count">Most to return.</param>
    /// <exception cref="ClienteleException">The file is damaged.</exception>
    public IReadOnlyList<DecisionRow> Read(DecisionFilter filter, long offset, int count)
    {
        var rows = new List<DecisionRow>(count);
        var sql = $"""
            SELECT agent, persona, scenario, variant, replicate, decision, buys, options, probabilities, {(_called ? "outcome" : "NULL")}
            FROM {_rows} {Where(filter)} LIMIT {Math.Max(0, count)} OFFSET {Math.Max(0, offset)}
            """;
        Ask(sql, row => rows.Add(new DecisionRow(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4),
            row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetBoolean(6),
            row.GetFieldValue<List<string>>(7), row.IsDBNull(8) ? [] : row.GetFieldValue<List<float>>(8), row.IsDBNull(9) ? null : row.GetString(9))));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _database.Dispose();
    }

    private List<T> Distinct<T>(string columns, Func<DuckDBDataReader, T> read)
    {
        var found = new List<T>();
        Ask($"SELECT DISTINCT {columns} FROM {_rows} ORDER BY ALL NULLS LAST", row => found.Add(read(row)));
        return found;
    }

    // One statement at a time: a page that scrolls fast asks again before the last answer.
    private void Ask(string sql, Action<DuckDBDataReader> row)
    {
        try
        {
            lock (_gate)
                _database.Query(sql, row);
        }
        catch (Exception problem) when (problem is DuckDBException or InvalidCastException)
        {
            throw new ClienteleException("the decisions cannot be read: the file is damaged or of another form", Path.GetFileName(_path), "Simulate the scenario again: the file is written anew.", problem);
        }
    }

    private static string Where(DecisionFilter filter)
    {
        string?[] conditions =
        [
            filter.Persona is { } persona ? $"persona = {DuckDb.Literal(persona)}" : null,
            filter.Situation is var (scenario, variant) ? $"scenario = {DuckDb.Literal(scenario)} AND variant = {DuckDb.Literal(variant)}" : null,
            filter.Unanswered ? "decision IS NULL" : filter.Decision is { } decision ? $"decision = {DuckDb.Literal(decision)}" : null,
        ];
        var stated = conditions.OfType<string>().ToList();
        return stated.Count == 0 ? "" : "WHERE " + string.Join(" AND ", stated);
    }
}

/// <summary>Which decisions; what is null restricts nothing.</summary>
internal sealed record DecisionFilter
{
    /// <summary>Those of one persona.</summary>
    public string? Persona { get; init; }

    /// <summary>Those of one scenario in one variant.</summary>
    public (string Scenario, string Variant)? Situation { get; init; }

    /// <summary>Those for one option.</summary>
    public string? Decision { get; init; }

    /// <summary>Questions without an answer alone.</summary>
    public bool Unanswered { get; init; }
}

/// <summary>One decision.</summary>
/// <param name="Agent">Id of the simulated customer.</param>
/// <param name="Persona">Its persona.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Replicate">From 0.</param>
/// <param name="Decision">The option taken; null without an answer.</param>
/// <param name="Buys">Whether that is a purchase; null without an answer.</param>
/// <param name="Options">The options.</param>
/// <param name="Probabilities">Their probabilities; empty without an answer.</param>
/// <param name="Outcome">What became of the question to a language model; null for another agent.</param>
internal sealed record DecisionRow(
    string Agent, string Persona, string Scenario, string Variant, int Replicate, string? Decision, bool? Buys, IReadOnlyList<string> Options, IReadOnlyList<float> Probabilities, string? Outcome);
