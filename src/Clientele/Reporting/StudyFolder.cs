namespace Clientele.Reporting;

/// <summary>The folder of a study: what was learned from a shop's transactions (<c>model/</c>) and what was simulated with it (<c>runs/</c>).
/// Input folders are only read; all that is written stands below <see cref="Root"/>.</summary>
/// <param name="Root">The folder.</param>
public sealed record StudyFolder(string Root)
{
    /// <summary>What the study was made from; a model without it is incomplete.</summary>
    public string StudyFile => Path.Combine(Root, "study.json");

    /// <summary>Folder of the model.</summary>
    public string Model => Path.Combine(Root, "model");

    /// <summary>The mapping that the shop's files were read with, as text.</summary>
    public string Mapping => Path.Combine(Model, "mapping.yaml");

    /// <summary>The personas.</summary>
    public string Personas => Path.Combine(Model, "personas.json");

    /// <summary>The choice model with its parameter draws.</summary>
    public string ChoiceModel => Path.Combine(Model, "choice-model.json");

    /// <summary>The customers as possible agents, by salted id.</summary>
    public string Agents => Path.Combine(Model, "agents.bin");

    /// <summary>Features of every customer, as text; <see cref="FeaturesParquet"/> holds the same.</summary>
    public string FeaturesCsv => Path.Combine(Model, "customer_features.csv");

    /// <summary>Features of every customer.</summary>
    public string FeaturesParquet => Path.Combine(Model, "customer_features.parquet");

    /// <summary>Segment and persona of every customer, as text; <see cref="SegmentsParquet"/> holds the same.</summary>
    public string SegmentsCsv => Path.Combine(Model, "customer_segments.csv");

    /// <summary>Segment and persona of every customer.</summary>
    public string SegmentsParquet => Path.Combine(Model, "customer_segments.parquet");

    /// <summary>Transform, mean and scale of every feature.</summary>
    public string Scaler => Path.Combine(Model, "scaler.json");

    /// <summary>Centroid of every segment, standardised and in the features' own units.</summary>
    public string Centroids => Path.Combine(Model, "centroids.json");

    /// <summary>What became of every row of the input files.</summary>
    public string DataQuality => Path.Combine(Model, "data_quality.json");

    /// <summary>Every rejected row with its reason.</summary>
    public string RejectedRows => Path.Combine(Model, "rejected_rows.csv");

    /// <summary>Numbers of segments compared; there when <c>segments choose-k --out</c> wrote it.</summary>
    public string SegmentCount => Path.Combine(Root, "segment_count.json");

    /// <summary>Every call to a language model and its answer, shared by all runs.</summary>
    public string Journal => Path.Combine(Root, "journal.db");

    /// <summary>How far the study's simulated customers may be trusted; there when the study was validated.</summary>
    public string Fidelity => Path.Combine(Root, "fidelity", "fidelity.json");

    /// <summary>Folder of what a validation need not compute twice; may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>The same for people: Markdown with figures.</summary>
    public string FidelityPage => Path.Combine(Root, "fidelity", "fidelity.md");

    /// <summary>A figure of that page.</summary>
    /// <param name="name">Its name, without an ending.</param>
    internal string FidelityFigure(string name) => Path.Combine(Root, "fidelity", Reporting.FidelityPage.Folder, name + ".png");

    /// <summary>Folder of what the studio keeps: its data source, uploads, requests.</summary>
    public string Studio => Path.Combine(Root, "studio");

    /// <summary>Folder of all runs.</summary>
    public string Runs => Path.Combine(Root, "runs");

    /// <summary>Folder of one run: the first 16 digits of its plan's hash.</summary>
    /// <param name="planHash">SHA-256, lower-case hexadecimal.</param>
    public RunFolder Run(string planHash) => new(Path.Combine(Runs, planHash[..Math.Min(16, planHash.Length)]));
}
