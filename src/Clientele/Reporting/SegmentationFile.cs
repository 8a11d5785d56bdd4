using System.Text.Json;
using Clientele.Clustering;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Reporting;

/// <summary>scaler.json and centroids.json: all that is needed to assign a new customer to a segment, readable by people.</summary>
internal static class SegmentationFile
{
    private const string ScalerSchema = "clientele/scaler/v1";
    private const string CentroidsSchema = "clientele/centroids/v1";

    public static void Save(StudyFolder study, Segmentation segmentation, PersonaSet personas)
    {
        var features = segmentation.Features;
        var scaler = new ScalerDocument(
            ScalerSchema,
            "z = (transform(value) - mean) / scale; log1p is ln(1 + value)",
            [.. features.Select((feature, j) => new ScalerEntry(
                feature.Name, FeatureFormat.Name(feature.Transform), segmentation.Scaler.Mean[j], segmentation.Scaler.Scale[j]))]);
        var centroids = new CentroidsDocument(
            CentroidsSchema,
            "A customer belongs to the segment with the nearest standardised centroid (Euclidean; ties: the lower number). original = the centroid in the features' own units.",
            segmentation.Seed,
            segmentation.Inertia,
            segmentation.Silhouette is { } score ? new SilhouetteEntry(score.Mean, score.BySegment, score.Customers, score.StandardError) : null,
            [.. Enumerable.Range(0, segmentation.K).Select(s => new CentroidEntry(
                s, personas.Personas[s].Name, segmentation.Sizes[s], ByName(features, segmentation.Centroids[s]), ByName(features, Original(segmentation, s))))]);
        WholeFile.Write(study.Scaler, stream => JsonSerializer.Serialize(stream, scaler, JsonFormat.Options));
        WholeFile.Write(study.Centroids, stream => JsonSerializer.Serialize(stream, centroids, JsonFormat.Options));
    }

    /// <summary>Reads both files; <see cref="Segmentation.Labels"/> is empty, for the customers stand in customer_segments.</summary>
    /// <exception cref="ClienteleException">A file is missing or not as written.</exception>
    public static Segmentation Load(StudyFolder study, IReadOnlyList<FeatureDefinition> features)
    {
        var scaler = JsonFormat.Read<ScalerDocument>(study.Scaler, ScalerSchema, "clientele pipeline");
        var centroids = JsonFormat.Read<CentroidsDocument>(study.Centroids, CentroidsSchema, "clientele pipeline");
        var used = scaler.Features.Select((entry, j) =>
        {
            var feature = features.FirstOrDefault(feature => feature.Name == entry.Name)
                ?? throw Wrong(study.Scaler, $"$.features[{j}].name", $"feature {entry.Name} is not among those of personas.json");
            if (entry.Transform != FeatureFormat.Name(feature.Transform))
                throw Wrong(study.Scaler, $"$.features[{j}].transform", $"{entry.Transform}, where personas.json says {FeatureFormat.Name(feature.Transform)}");
            if (!(entry.Scale > 0))
                throw Wrong(study.Scaler, $"$.features[{j}].scale", $"{entry.Scale} is not above 0");
            return feature;
        }).ToList();
        for (var s = 0; s < centroids.Segments.Count; s++)
        {
            if (centroids.Segments[s].Segment != s)
                throw Wrong(study.Centroids, $"$.segments[{s}].segment", $"{centroids.Segments[s].Segment} where {s} was expected");
            if (!centroids.Segments[s].Standardised.Keys.ToHashSet().SetEquals(used.Select(feature => feature.Name)))
                throw Wrong(study.Centroids, $"$.segments[{s}].standardised", "not the features of scaler.json");
        }
        return new Segmentation
        {
            Features = used,
            Labels = [],
            Sizes = [.. centroids.Segments.Select(segment => segment.Size)],
            Scaler = new StandardScaler([.. scaler.Features.Select(entry => entry.Mean)], [.. scaler.Features.Select(entry => entry.Scale)]),
            Centroids = [.. centroids.Segments.Select(segment => (IReadOnlyList<double>)[.. used.Select(feature => segment.Standardised[feature.Name])])],
            Inertia = centroids.Inertia,
            Silhouette = centroids.Silhouette is { } score ? new SilhouetteScore(score.Mean, score.BySegment, score.Customers, score.StandardError) : null,
            Seed = centroids.Seed,
        };
    }

    private static double[] Original(Segmentation segmentation, int segment) =>
    [
        .. segmentation.Features.Select((feature, j) =>
        {
            var transformed = segmentation.Scaler.Mean[j] + segmentation.Scaler.Scale[j] * segmentation.Centroids[segment][j];
            return feature.Transform == FeatureTransform.Log1p ? Math.Exp(transformed) - 1 : transformed;
        }),
    ];

    private static OrderedDictionary<string, double> ByName(IReadOnlyList<FeatureDefinition> features, IReadOnlyList<double> values)
    {
        var byName = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        for (var j = 0; j < features.Count; j++)
            byName.Add(features[j].Name, values[j]);
        return byName;
    }

    private static ClienteleException Wrong(string path, string at, string problem) =>
        new(problem, $"{Path.GetFileName(path)}, {at}", "Write the model anew with clientele pipeline.");

    private sealed record ScalerDocument(string Schema, string Note, IReadOnlyList<ScalerEntry> Features);

    private sealed record ScalerEntry(string Name, string Transform, double Mean, double Scale);

    private sealed record CentroidsDocument(
        string Schema, string Note, int Seed, double Inertia, SilhouetteEntry? Silhouette, IReadOnlyList<CentroidEntry> Segments);

    private sealed record SilhouetteEntry(double Mean, IReadOnlyList<double> BySegment, int Customers, double? StandardError);

    private sealed record CentroidEntry(
        int Segment, string Persona, int Size, IReadOnlyDictionary<string, double> Standardised, IReadOnlyDictionary<string, double> Original);
}
