using System.Text.Json;
using Clientele.Reporting.Figures;
using Clientele.Simulation;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>Stage 7: writes what a run found.</summary>
public static class ReportWriter
{
    /// <summary>Writes <c>runs/&lt;plan hash&gt;/</c>: decisions, figures, timing and run.json, which names the decisions by their hash;
    /// all are put in place together,
    /// checksums.json last. Two processes at once are kept apart by <see cref="StudyLock"/>, which the caller holds.</summary>
    /// <param name="study">The study.</param>
    /// <param name="record">The record of the run.</param>
    /// <param name="run">The run that it records.</param>
    /// <param name="timing">Clock times, if they were taken.</param>
    /// <param name="progress">Told the decisions written; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks; a stopped run leaves what was there before.</param>
    /// <returns>The record as written, with the hash of the decisions.</returns>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public static RunRecord Write(
        StudyFolder study, RunRecord record, SimulationRun run, RunTiming? timing = null, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var draft = new DraftFolder(study.Run(record.PlanHash).Root);
        var folder = new RunFolder(draft.Root);
        var hash = DecisionFile.Write(folder, run, record.Model, progress, cancellationToken);
        record = record with { DecisionsSha256 = hash, Fidelity = FidelityFile.VerdictOf(study, record) };
        if (record.Situations.Count > 0)
        {
            using var figure = DecisionHeatmap.Of(record);
            figure.Save(folder.HeatmapSvg, folder.HeatmapPng);
        }
        if (record.Sweep is { } sweep)
        {
            WriteSweep(folder, sweep, cancellationToken);
            using var figure = DemandFigure.Of(sweep);
            figure.Save(folder.SweepSvg, folder.SweepPng);
        }
        record.Save(folder.RunFile);
        var gone = draft.Seal();
        if (timing is not null)
        {
            // The last of all, and without a checksum of its own: it says what checksums took, and differs each time.
            timing = timing with { LockSeconds = StudyLock.Spent.TotalSeconds, ChecksumSeconds = Checksums.Spent.TotalSeconds };
            WholeFile.Write(folder.Timing, stream => JsonSerializer.Serialize(stream, timing, JsonFormat.Options));
        }
        cancellationToken.ThrowIfCancellationRequested();
        draft.Commit(gone);
        return record;
    }

    private static void WriteSweep(RunFolder folder, SweepResult sweep, CancellationToken cancellationToken)
    {
        var rows = sweep.Personas.Prepend(sweep.Population).SelectMany(group => group.Points.Select(point => (Group: group, Point: point))).ToList();
        var missing = new Interval(double.NaN, double.NaN, double.NaN);
        string[] measures = ["purchase", "quantity", "revenue_per_1000", "margin_per_1000"];
        CsvFile.Write(
            folder.SweepCsv,
            ["scenario", "variant", "field", "group", "weight", "value", .. measures.SelectMany(name => (string[])[name, name + "_low", name + "_high"])],
            rows.Count,
            (csv, i) =>
            {
                var (group, point) = rows[i];
                csv.Text(sweep.Scenario).Text(sweep.Variant).Text(sweep.Sweep.Path).Text(group.Name).Number(group.Weight).Number(point.Value);
                foreach (var interval in (Interval[])[point.Purchase, point.Quantity, point.Revenue, point.Margin ?? missing])
                    csv.Number(interval.Value).Number(interval.Low).Number(interval.High);
            },
            cancellationToken);
    }
}
