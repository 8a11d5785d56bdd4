using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>A feature matrix made ready for the kernels.</summary>
/// <param name="Features">The features, d.</param>
/// <param name="Rows">Its distinct vectors.</param>
/// <param name="Scaler">The scaler fitted on them.</param>
/// <param name="Points">The distinct vectors, standardised.</param>
internal sealed record StandardisedCustomers(
    IReadOnlyList<FeatureDefinition> Features, DistinctRows Rows, StandardScaler Scaler, PointSet Points)
{
    private readonly Lazy<PointCells> _cells = new(() => PointCells.Of(Points));

    /// <summary>Cells of the points, for searches: made once, when they are first needed.</summary>
    public PointCells Cells => _cells.Value;

    /// <summary>Finds the distinct vectors, fits the scaler and standardises.</summary>
    public static StandardisedCustomers Of(FeatureMatrix matrix, int threads, CancellationToken cancellation)
    {
        if (matrix.Count == 0)
            throw new ClienteleException("There is no customer to put into segments.", "features", "Check which customers were dropped for missing features.");
        var rows = DistinctRows.Of(matrix, threads, cancellation);
        var scaler = StandardScaler.Fit(rows, matrix.Features);
        return new StandardisedCustomers(matrix.Features, rows, scaler, PointSet.Of(rows, matrix.Features, scaler));
    }
}
