namespace Clientele.Reporting;

/// <summary>The folder of one run.</summary>
/// <param name="Root">The folder.</param>
public sealed record RunFolder(string Root)
{
    /// <summary>The record of the run: equal plan, data and seed give equal bytes.</summary>
    public string RunFile => Path.Combine(Root, "run.json");

    /// <summary>Clock times and durations, apart because they differ each time.</summary>
    public string Timing => Path.Combine(Root, "timing.json");

    /// <summary>Every decision, as text.</summary>
    public string DecisionsCsv => Path.Combine(Root, "decisions.csv");

    /// <summary>Every decision; options and probabilities are lists.</summary>
    public string DecisionsParquet => Path.Combine(Root, "decisions.parquet");

    /// <summary>The run as one page, to be sent to a colleague.</summary>
    public string Report => Path.Combine(Root, "report.html");

    /// <summary>Personas × scenarios, for the web.</summary>
    public string HeatmapSvg => Path.Combine(Root, "decision_heatmap.svg");

    /// <summary>Personas × scenarios, for slides.</summary>
    public string HeatmapPng => Path.Combine(Root, "decision_heatmap.png");

    /// <summary>Demand and revenue at each value of a swept field.</summary>
    public string SweepCsv => Path.Combine(Root, "sweep.csv");

    /// <summary>The demand curve, for the web.</summary>
    public string SweepSvg => Path.Combine(Root, "sweep.svg");

    /// <summary>The demand curve, for slides.</summary>
    public string SweepPng => Path.Combine(Root, "sweep.png");
}
