using System.Globalization;
using Clientele.Validation;

namespace Clientele.Cli;

/// <summary>Prints a fidelity report: every metric with interval, floor, ceiling, baselines and number; then blocks, claims and notes.</summary>
internal static class FidelityTableReport
{
    public static void Write(Terminal terminal, FidelityReport report)
    {
        foreach (var block in report.Blocks)
        {
            var metrics = report.Metrics.Where(metric => block.Metrics.Contains(metric.Id)).ToList();
            if (metrics.Count == 0)
                continue;
            var table = new ResultTable().Words("metric", wrap: false).Numbers("value").Words("95 % interval", wrap: false).Words("floor–ceil.", wrap: false).Words("baseline", wrap: false).Numbers("n").Words("target", wrap: false).Words("verdict", wrap: false);
            foreach (var metric in metrics)
                table.Row(Id(metric.Id[(block.Name.Length + 1)..]), Decimal(metric.Value), double.IsFinite(metric.Low) ? $"{Decimal(metric.Low)}…{Decimal(metric.High)}" : "–",
                    metric.Floor is null && metric.Ceiling is null ? "–" : $"{Bound(metric.Floor)}–{Bound(metric.Ceiling)}", Baseline(metric), Number.Count(metric.N),
                    metric.Target?.ToString() ?? "–", FidelityReport.Word(metric.Verdict));
            table.Write(terminal, char.ToUpperInvariant(block.Name[0]) + block.Name[1..]);
            terminal.Line("Baseline: the best one; fidelity.md names it, fidelity.json names all.");
            foreach (var metric in metrics.Where(metric => metric.Verdict == FidelityVerdict.NotScored))
                terminal.Line($"{metric.Id}: {metric.Note}");
            terminal.Line();
        }
        terminal.Heading("Verdict");
        foreach (var block in report.Blocks)
            terminal.Line($"{FidelityReport.Word(block.Verdict),-10} {block.Name}{(block.Reach.Length == 0 ? "" : " " + block.Reach)}: {block.Summary}");
        terminal.Line();
        terminal.Line($"Validated for: {List(report.Claims.Validated)}.");
        terminal.Line($"Directional for: {List(report.Claims.Directional)}.");
        terminal.Line($"NOT validated for: {List(report.Claims.NotValidated)}.");
        terminal.Line();
        foreach (var note in report.Notes)
            terminal.Line(note);
        terminal.Line();
        terminal.Line($"{report.Banner} Agent {report.Agent}, protocol {report.ProtocolSha256[..12]}, data {report.DataSha256[..12]}, {Number.Count(report.Sizes["test_customers"])} test customers.");
    }

    // A long id takes two lines, so that no number is broken in two.
    private static string Id(string id) => id.Length > 28 && id.LastIndexOf('.') is > 0 and var at ? $"{id[..(at + 1)]}\n  {id[(at + 1)..]}" : id;

    private static string Baseline(FidelityMetric metric) => metric.BestBaseline() is { } best ? Decimal(best.Value) : "–";

    private static string Bound(double? value) => value is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : "";

    private static string Decimal(double value) => Number.Decimal(value, "0.000");

    private static string List(IReadOnlyList<string> claims) => claims.Count == 0 ? "nothing" : string.Join("; ", claims);
}
