using Clientele.Data;
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

    /// <summary>Writes both files.</summary>
    /// <returns>SHA-256 of decisions.csv.</returns>
    /// <exception cref="ArgumentException">Rows do not fit the situations.</exception>
    public static string Write(RunFolder folder, SimulationRun run, CancellationToken cancellationToken)
    {
        var situations = run.Situations.Select(Encoded.From).ToArray();
        var agents = run.Agents.Select(agent => (Id: Csv.Encode(agent.Id), Persona: Csv.Encode(agent.Persona.Name), agent.Weight)).ToArray();
        var starts = Starts(run, situations);
        var decisions = run.Decisions;
        var hash = CsvFile.Write(
            folder.DecisionsCsv,
            [.. Columns.Select(column => column.Name)],
            decisions.Count,
            (csv, row) =>
            {
                var situation = situations[decisions.Situation[row]];
                var (id, persona, weight) = agents[decisions.Agent[row]];
                csv.Encoded(id).Encoded(persona).Number(weight).Encoded(situation.Scenario).Encoded(situation.Variant).Integer(decisions.Replicate[row]);
                var decision = decisions.Decision[row];
                if (decision < 0)
                {
                    csv.Missing().Missing().Encoded(situation.Options).Missing();
                    return;
                }
                csv.Encoded(situation.Ids[decision]).Flag(situation.Buys[decision]).Encoded(situation.Options)
                    .Probabilities(decisions.Probabilities.AsSpan(starts[decisions.Situation[row]].At(row), situation.Ids.Length));
            },
            cancellationToken);
        DuckDb.WriteParquet(folder.DecisionsCsv, folder.DecisionsParquet, Columns);
        return hash;
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
