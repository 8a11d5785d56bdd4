using System.Globalization;
using System.Text.Json;
using Clientele.Data;
using Clientele.Personas;
using Clientele.Simulation;

namespace Clientele.Reporting;

/// <summary>decisions.csv and decisions.parquet: one row an agent × scenario × variant × replicate.</summary>
internal static class DecisionFile
{
    private static readonly (string Name, string SqlType)[] Columns =
    [
        ("agent", "VARCHAR"), ("persona", "VARCHAR"), ("weight", "DOUBLE"), ("scenario", "VARCHAR"), ("variant", "VARCHAR"), ("replicate", "INTEGER"),
        ("decision", "VARCHAR"), ("buys", "BOOLEAN"), ("options", "VARCHAR[]"), ("probabilities", "FLOAT[]"),
    ];

    // Only for agents that make calls. The latency is in the Parquet file alone: decisions.csv is named in run.json by its hash, which knows no clock.
    private static readonly (string Name, string SqlType)[] CallColumns =
    [
        ("outcome", "VARCHAR"), ("shown", "VARCHAR[]"), ("call", "VARCHAR"), ("model", "VARCHAR"), ("input_tokens", "INTEGER"), ("output_tokens", "INTEGER"), ("cost_usd", "DOUBLE"),
    ];

    /// <summary>Writes both files.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="run">What.</param>
    /// <param name="model">Id of the language model; null for another agent.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>SHA-256 of decisions.csv.</returns>
    /// <exception cref="ArgumentException">Rows do not fit the situations.</exception>
    public static string Write(RunFolder folder, SimulationRun run, string? model, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var name = Csv.Encode(model ?? run.Agent);
        var situations = run.Situations.Select(Encoded.From).ToArray();
        // A persona that is shown as Other in the results is Other here too.
        var shown = run.Situations.SelectMany(situation => situation.Personas).Select(group => group.Name).ToHashSet(StringComparer.Ordinal);
        bool IsShown(AgentProfile agent) => shown.Count == 0 || shown.Contains(agent.Persona.Name);
        var agents = run.Agents.Select(agent => (
            Id: Csv.Encode(agent.IsPersona && !IsShown(agent) ? AgentProfile.PersonaPrefix + "other" : agent.Id),
            Persona: Csv.Encode(IsShown(agent) ? agent.Persona.Name : PersonaSet.OtherName), agent.Weight)).ToArray();
        var starts = Starts(run, situations);
        var decisions = run.Decisions;
        var columns = decisions.Calls is null ? Columns : [.. Columns, .. CallColumns];
        var hash = CsvFile.Write(folder.DecisionsCsv, [.. columns.Select(column => column.Name)], decisions.Count, Format, cancellationToken, Report("Writing decisions.csv"));
        if (decisions.Calls is not { } calls)
        {
            progress?.Report(new StageProgress("Writing decisions.parquet", 0, null, "decisions"));
            DuckDb.WriteParquet(folder.DecisionsCsv, folder.DecisionsParquet, columns);
            return hash;
        }
        var timed = folder.DecisionsCsv + ".timed";
        try
        {
            CsvFile.Write(timed, [.. columns.Select(column => column.Name), "latency_ms"], decisions.Count, (csv, row) =>
            {
                Format(csv, row);
                if (calls.Call[row] == 0)
                    csv.Missing();
                else
                    csv.Integer(calls.LatencyMs[row]);
            }, cancellationToken, Report("Writing decisions.parquet"));
            DuckDb.WriteParquet(timed, folder.DecisionsParquet, [.. columns, ("latency_ms", "INTEGER")]);
        }
        finally
        {
            File.Delete(timed);
        }
        return hash;

        Action<long>? Report(string stage) => progress is null ? null : written => progress.Report(new StageProgress(stage, written, decisions.Count, "decisions"));

        void Format(Csv csv, int row)
        {
            var situation = situations[decisions.Situation[row]];
            var (id, persona, weight) = agents[decisions.Agent[row]];
            csv.Encoded(id).Encoded(persona).Number(weight).Encoded(situation.Scenario).Encoded(situation.Variant).Integer(decisions.Replicate[row]);
            var decision = decisions.Decision[row];
            if (decision < 0)
                csv.Missing().Missing().Encoded(situation.Options).Missing();
            else
                csv.Encoded(situation.Ids[decision]).Flag(situation.Buys[decision]).Encoded(situation.Options)
                    .Probabilities(decisions.Probabilities.AsSpan(starts[decisions.Situation[row]].At(row), situation.Ids.Length));
            if (decisions.Calls is null)
                return;
            csv.Text(JsonNamingPolicy.SnakeCaseLower.ConvertName(decisions.Calls.Case[row].ToString()));
            if (decisions.Calls.Call[row] == 0)
                csv.Missing().Missing().Missing().Missing().Missing().Missing();
            else
                csv.Text(decisions.Calls.Shown[row]!).Text(decisions.Calls.Call[row].ToString("x32", CultureInfo.InvariantCulture)).Encoded(name)
                    .Integer(decisions.Calls.InputTokens[row]).Integer(decisions.Calls.OutputTokens[row]).Number(decisions.Calls.Cost[row]);
        }
    }

    /// <summary>Where each situation's block begins, in rows and in probabilities.</summary>
    private static Block[] Starts(SimulationRun run, Encoded[] situations)
    {
        var starts = new Block[situations.Length];
        var (row, probability) = (0, 0);
        for (var s = 0; s < situations.Length; s++)
        {
            starts[s] = new Block(row, probability, situations[s].Ids.Length);
            while (row < run.Decisions.Count && run.Decisions.Situation[row] == s)
            {
                row++;
                probability += situations[s].Ids.Length;
            }
        }
        if (row != run.Decisions.Count || probability != run.Decisions.Probabilities.Length)
            throw new ArgumentException($"{run.Decisions.Count} rows with {run.Decisions.Probabilities.Length} probabilities are not in the order of the {situations.Length} situations.", nameof(run));
        return starts;
    }

    private readonly record struct Block(int Row, int Probability, int Width)
    {
        public int At(int row) => Probability + (row - Row) * Width;
    }

    private sealed record Encoded(byte[] Scenario, byte[] Variant, byte[] Options, byte[][] Ids, bool[] Buys)
    {
        public static Encoded From(SituationResult situation) => new(
            Csv.Encode(situation.Scenario.Name),
            Csv.Encode(situation.Scenario.Variant),
            Csv.Encode(string.Join(';', situation.Scenario.Options.Select(option => option.Id))),
            [.. situation.Scenario.Options.Select(option => Csv.Encode(option.Id))],
            [.. situation.Scenario.Options.Select(option => option.Buys)]);
    }
}
