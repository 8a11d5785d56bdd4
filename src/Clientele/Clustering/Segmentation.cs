using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>A partition of the customers into k segments: the output of stage 3. Segments are numbered by size, largest first
/// (ties: by their centroid), so that the numbers do not depend on the seed's accidents.</summary>
public sealed record Segmentation
{
    /// <summary>The features clustered on, d.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>Segment of each customer in 0..k−1, n, in the order of <see cref="FeatureMatrix.CustomerIds"/>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Customers in each segment, k.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Transform, mean and scale that were applied before clustering.</summary>
    public required StandardScaler Scaler { get; init; }

    /// <summary>Centroids in standardised units, (k, d).</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Centroids { get; init; }

    /// <summary>Sum of squared distances to the nearest centroid, standardised units.</summary>
    public required double Inertia { get; init; }

    /// <summary>Mean silhouette in [−1, 1] and its parts; null when it was not asked for.</summary>
    public SilhouetteScore? Silhouette { get; init; }

    /// <summary>Why there are so many segments, in one or two sentences, where numbers were compared; null when the number was given.</summary>
    public string? Choice { get; init; }

    /// <summary>Seed of every chance used.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of segments.</summary>
    public int K => Sizes.Count;

    /// <summary>Segment of each of other customers: that of the nearest centroid (ties: the larger segment). For the customers it was fitted on these
    /// are <see cref="Labels"/>.</summary>
    /// <param name="matrix">Raw features of the customers, (m, d), the same features in the same order.</param>
    /// <returns>A segment in 0..k−1 for each customer, m.</returns>
    /// <exception cref="ClienteleException">The matrix has other features than the segmentation.</exception>
    public int[] Assign(FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.Features.Select(f => (f.Name, f.Transform)).SequenceEqual(Features.Select(f => (f.Name, f.Transform))))
            throw new ClienteleException(
                $"The segments were made from {string.Join(", ", Features.Select(f => f.Name))}; the customers have {string.Join(", ", matrix.Features.Select(f => f.Name))}.",
                "features", "Use the feature set that the segments were made with.");
        var columns = Scaler.Standardise(matrix.Columns, matrix.Features, PointSet.Pad(matrix.Count));
        var points = new PointSet(columns, new double[PointSet.Pad(matrix.Count)], matrix.Count);
        var labels = KMeans.Assign(points, [.. Centroids.SelectMany(c => c)], K, Workers.All);
        return labels[..matrix.Count];
    }
}
