using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Prints how every result ends: what it is, where the files are and what to do next; or the whole result as JSON.</summary>
internal static class StudyReport
{
    /// <summary>Ends <c>pipeline</c>.</summary>
    public static void Write(Terminal terminal, StudyTarget target, ShopModel model)
    {
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new LearnedResult(RunRecord.SimulatedBanner, RunRecord.NotValidated, target.Kept ? target.Folder.Root : null, model.Study,
                [.. model.Personas.Personas.Select(RunPersona.Of)], model.Segmentation.Inertia, model.Segmentation.Silhouette?.Mean, model.Choices.Fit.Notes));
            return;
        }
        foreach (var note in model.Choices.Fit.Notes)
            terminal.Line($"Choice model: {note}");
        WriteBanner(terminal, RunRecord.NotValidated);
        if (!target.Kept)
            return;
        terminal.Line($"Saved in {target.Folder.Root}: model/personas.json, choice-model.json, customer_features and customer_segments (.csv, .parquet), rejected_rows.csv.");
        terminal.Line();
        terminal.Line($"Next: clientele simulate --study {target.Folder.Root}");
    }

    /// <summary>Ends <c>run</c>, <c>simulate</c> and <c>demo</c>.</summary>
    public static void Write(Terminal terminal, StudyTarget target, RunRecord record, string next, bool builtInScenarios = false)
    {
        var saved = record.DecisionsSha256 is not null;
        var folder = target.Folder.Run(record.PlanHash);
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new RunResult(saved ? target.Folder.Root : null, saved ? folder.Root : null, record));
            return;
        }
        if (record.EditedModelFiles.Count > 0)
            terminal.Line($"Edited since the study was written: {string.Join(", ", record.EditedModelFiles)}.");
        if (builtInScenarios && record.Currency != "BRL")
            terminal.Line($"The built-in scenarios state amounts for a Brazilian shop; here they are read as {record.Currency}. Name your own with --scenarios FILE.");
        WriteBanner(terminal, record.Fidelity);
        if (!saved)
            return;
        terminal.Line($"Saved in {folder.Root}: run.json, decisions (.csv, .parquet), decision_heatmap (.svg, .png).");
        terminal.Line();
        terminal.Line($"One page to send: clientele report --study {target.Folder.Root} --run {Path.GetFileName(folder.Root)[..8]}");
        terminal.Line($"Next: {next}");
    }

    private static void WriteBanner(Terminal terminal, string fidelity)
    {
        terminal.Line();
        terminal.Line(RunRecord.SimulatedBanner);
        terminal.Line(fidelity);
    }

    private sealed record LearnedResult(
        string Banner, string Fidelity, string? Study, StudyRecord Record, IReadOnlyList<RunPersona> Personas, double Inertia, double? Silhouette, IReadOnlyList<string> Notes);

    private sealed record RunResult(string? Study, string? Folder, RunRecord Run);
}
