using Clientele.Simulation;

namespace Clientele.Cli;

/// <summary>Prints a demand and revenue curve, and where each persona's best value is.</summary>
internal static class SweepReport
{
    /// <summary>The population's curve and the best value by persona.</summary>
    public static void Write(Terminal terminal, SweepResult result)
    {
        var margin = result.Population.BestMargin is not null;
        var curve = new ResultTable().Numbers(result.Sweep.Path).Numbers("buys").Numbers("95 %").Numbers("revenue per 1,000").Numbers("95 %");
        if (margin)
            curve.Numbers("margin per 1,000").Numbers("95 %");
        foreach (var point in result.Population.Points)
        {
            List<string> row = [Number.Decimal(point.Value, "0.##"), Reporting.RunWords.Share(point.Purchase.Value), Range(point.Purchase, 100, "0.0"), Number.Count(point.Revenue.Value), Range(point.Revenue, 1, "#,0")];
            if (point.Margin is { } value)
                row.AddRange(Number.Count(value.Value), Range(value, 1, "#,0"));
            curve.Row(row);
        }
        curve.Write(terminal, $"Sweep of {result.Sweep.Path} in {result.Scenario.Replace('_', ' ')}, all customers, {result.Currency}");

        var best = new ResultTable().Words("persona").Numbers("best for revenue").Numbers("95 %").Numbers(margin ? "best for margin" : "").Numbers(margin ? "95 %" : "").Words("");
        foreach (var group in result.Personas.Append(result.Population))
            best.Row(group.Name == "Population" ? "All customers" : group.Name, Number.Decimal(group.BestRevenue.Value, "0.##"), Range(group.BestRevenue, 1, "0.##"),
                group.BestMargin is { } most ? Number.Decimal(most.Value, "0.##") : "", group.BestMargin is { } bounds ? Range(bounds, 1, "0.##") : "",
                group.BestAtEdge ? "at the edge: sweep further" : "");
        best.Write(terminal, "Best values among those swept");
        foreach (var notice in result.Notices)
            terminal.Line($"Note: {notice}");
        if (result.AssumedLevel is not null)
            terminal.Line("Levels are assumed: the height of the curve is not information.");
        terminal.Line($"The curve: {Reporting.RunWords.Own(result.OwnShare)}");
    }

    private static string Range(Interval interval, double factor, string format) =>
        double.IsFinite(interval.Low) ? $"{Number.Decimal(factor * interval.Low, format)}–{Number.Decimal(factor * interval.High, format)}" : "–";
}
