using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>Silhouettes (Rousseeuw 1987) over all customers: every pair's distance is computed once and serves both customers and every labelling.</summary>
public static class Silhouette
{
    /// <summary>Scores several labellings of the same customers in one pass over the pairs.</summary>
    /// <param name="matrix">Raw features, (n, d).</param>
    /// <param name="scaler">How they are standardised; distances are Euclidean in standardised units.</param>
    /// <param name="labellings">Each n segments, numbered 0..k−1 with k >= 2 and no empty segment.</param>
    /// <param name="options">Exact or sampled; null = the defaults.</param>
    /// <param name="progress">Reports pairs.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <returns>A score for each labelling, in their order.</returns>
    /// <exception cref="ArgumentException">A labelling has another length than n, a negative number, fewer than two segments or an empty one.</exception>
    public static IReadOnlyList<SilhouetteScore> Score(
        FeatureMatrix matrix, StandardScaler scaler, IReadOnlyList<int[]> labellings, SilhouetteOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(scaler);
        ArgumentNullException.ThrowIfNull(labellings);
        options ??= new SilhouetteOptions();
        var rows = DistinctRows.Of(matrix, options.Threads, cancellationToken);
        return Score(PointSet.Of(rows, matrix.Features, scaler), rows.RowToPoint, labellings, options, progress, cancellationToken);
    }

    /// <inheritdoc cref="Score(FeatureMatrix, StandardScaler, IReadOnlyList{int[]}, SilhouetteOptions?, IProgress{StageProgress}?, CancellationToken)"/>
    internal static IReadOnlyList<SilhouetteScore> Score(
        PointSet points, int[] rowToPoint, IReadOnlyList<int[]> labellings, SilhouetteOptions options,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (labellings.Count == 0)
            return [];
        var cells = JointCells.Of(labellings, rowToPoint.Length);
        var exact = rowToPoint.Length <= options.ExactLimit;
        var members = exact
            ? SilhouetteMembers.All(points, rowToPoint, cells)
            : SilhouetteMembers.Sample(rowToPoint, cells, options);
        var layout = SilhouetteLayout.Of(points, members, exact ? cells : cells.Divided(SilhouetteMembers.Parts));
        var sums = PairwiseSums.Compute(layout, options.Threads, progress, cancellation);
        return [.. labellings.Select((_, l) => exact
            ? SilhouetteAggregate.Exact(layout, members, sums, l)
            : SilhouetteAggregate.Sampled(layout, rowToPoint.Length, sums, l))];
    }
}
