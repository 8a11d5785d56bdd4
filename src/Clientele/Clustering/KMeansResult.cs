namespace Clientele.Clustering;

/// <summary>Where a k-means start ended.</summary>
/// <param name="Centroids">(k, d), row by row.</param>
/// <param name="Labels">Nearest centroid of each point, padded like the points.</param>
/// <param name="Inertia">Weighted sum of squared distances to the nearest centroid.</param>
/// <param name="InertiaByIteration">The same after each assignment, first to last.</param>
/// <param name="Converged">Whether the last assignment brought nothing any more.</param>
internal sealed record KMeansResult(double[] Centroids, int[] Labels, double Inertia, IReadOnlyList<double> InertiaByIteration, bool Converged);
