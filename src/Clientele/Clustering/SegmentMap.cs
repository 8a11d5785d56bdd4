using Clientele.Features;
using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Clustering;

/// <summary>The customers seen from the two sides on which they differ most: the first two principal components of the standardised features (Pearson 1901).</summary>
/// <param name="X">The first component.</param>
/// <param name="Y">The second component.</param>
/// <param name="Points">A sample of the customers, drawn by the segmentation's seed.</param>
/// <param name="Centroids">Centroid of each segment, k.</param>
/// <param name="Customers">Customers that the sample was drawn from.</param>
public sealed record SegmentMap(MapAxis X, MapAxis Y, IReadOnlyList<MapPoint> Points, IReadOnlyList<MapPoint> Centroids, int Customers)
{
    /// <summary>Computes the components over all customers and places a sample of them.</summary>
    /// <param name="matrix">Raw features, (n, d), d &gt;= 2.</param>
    /// <param name="segmentation">Segments of the same customers.</param>
    /// <param name="sample">Most customers placed.</param>
    /// <exception cref="ArgumentException">Fewer than two features, or the labels do not fit the customers.</exception>
    public static SegmentMap Of(FeatureMatrix matrix, Segmentation segmentation, int sample = 2_000)
    {
        if (matrix.Features.Count < 2)
            throw new ArgumentException("A map needs two features.", nameof(matrix));
        if (segmentation.Labels.Length != matrix.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {matrix.Count} customers.", nameof(segmentation));
        var columns = segmentation.Scaler.Standardise(matrix);
        var (n, d) = (matrix.Count, columns.Count);
        var means = columns.Select(column => column.Sum() / n).ToArray();
        var covariance = Matrix<double>.Build.Dense(d, d, (a, b) =>
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += (columns[a][i] - means[a]) * (columns[b][i] - means[b]);
            return sum / n;
        });
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        var variances = eigen.EigenValues.Select(value => value.Real).ToArray();
        var order = Enumerable.Range(0, d).OrderByDescending(j => variances[j]).ToArray();
        var total = variances.Sum();
        var axes = order.Take(2).Select(j => Axis(matrix.Features, eigen.EigenVectors.Column(j), total > 0 ? Math.Max(0, variances[j]) / total : 0)).ToArray();
        var points = Sample(n, sample, segmentation.Seed).Select(i => At(segmentation.Labels[i], j => columns[j][i])).ToList();
        var centroids = segmentation.Centroids.Select((centroid, s) => At(s, j => centroid[j])).ToList();
        return new SegmentMap(axes[0], axes[1], points, centroids, n);

        MapPoint At(int segment, Func<int, double> value)
        {
            var (x, y) = (0.0, 0.0);
            for (var j = 0; j < d; j++)
                (x, y) = (x + axes[0].Loadings[j] * (value(j) - means[j]), y + axes[1].Loadings[j] * (value(j) - means[j]));
            return new MapPoint(x, y, segment);
        }
    }

    // The sign of a component is arbitrary: its strongest feature points to the right or upwards.
    private static MapAxis Axis(IReadOnlyList<FeatureDefinition> features, Vector<double> vector, double share)
    {
        var strongest = vector.AbsoluteMaximumIndex();
        var loadings = vector.Multiply(vector[strongest] < 0 ? -1 : 1).ToArray();
        return new MapAxis(share, loadings, [.. Enumerable.Range(0, loadings.Length).OrderByDescending(j => Math.Abs(loadings[j])).Select(j => features[j])]);
    }

    private static IEnumerable<int> Sample(int n, int most, int seed)
    {
        if (n <= most)
            return Enumerable.Range(0, n);
        return Enumerable.Range(0, n).OrderBy(i => SeededRandom.Mix((ulong)seed, (ulong)i)).ThenBy(i => i).Take(most).Order();
    }
}

/// <summary>One axis of a <see cref="SegmentMap"/>.</summary>
/// <param name="Share">Share of the features' variance that lies along it, in [0, 1].</param>
/// <param name="Loadings">Weight of each feature, d, unit length.</param>
/// <param name="Strongest">The features, the largest absolute loading first.</param>
public sealed record MapAxis(double Share, IReadOnlyList<double> Loadings, IReadOnlyList<FeatureDefinition> Strongest);

/// <summary>A place on a <see cref="SegmentMap"/>.</summary>
/// <param name="X">Standardised units.</param>
/// <param name="Y">Standardised units.</param>
/// <param name="Segment">0..k−1.</param>
public readonly record struct MapPoint(double X, double Y, int Segment);
