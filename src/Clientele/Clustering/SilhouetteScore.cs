namespace Clientele.Clustering;

/// <summary>Silhouette of one labelling (Rousseeuw 1987): s = (b − a) / max(a, b) with a the mean distance to the customer's own
/// segment and b the smallest mean distance to another; 0 for a customer alone in its segment.</summary>
/// <param name="Mean">Mean of s over the customers, in [−1, 1].</param>
/// <param name="BySegment">Mean of s in each segment, k.</param>
/// <param name="Customers">Customers over which it was computed.</param>
/// <param name="StandardError">Standard error of <paramref name="Mean"/> when a sample was used; null when exact.</param>
public sealed record SilhouetteScore(double Mean, IReadOnlyList<double> BySegment, int Customers, double? StandardError)
{
    /// <summary>a, b and s of each customer (n each); empty when a sample was used.</summary>
    public IReadOnlyList<(double A, double B, double S)> PerCustomer { get; init; } = [];
}
