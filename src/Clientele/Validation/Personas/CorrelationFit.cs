using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Clientele.Validation.Personas;

/// <summary>Correlation matrices near to numbers that are none.</summary>
internal static class CorrelationFit
{
    private const int MostSteps = 200;

    /// <summary>The nearest correlation matrix in the Frobenius norm, by alternating projections (Higham 2002, algorithm 3.3).</summary>
    /// <param name="matrix">Symmetric, (d, d).</param>
    public static Matrix<double> Nearest(Matrix<double> matrix)
    {
        var (y, correction) = (matrix.Clone(), Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount));
        for (var step = 0; step < MostSteps; step++)
        {
            var r = y - correction;
            var x = PositivePart(r);
            correction = x - r;
            var next = x.Clone();
            next.SetDiagonal([.. Enumerable.Repeat(1.0, matrix.RowCount)]);
            var moved = (next - y).FrobeniusNorm();
            y = next;
            if (moved < 1e-9)
                break;
        }
        return y;
    }

    /// <summary>The matrix of latent correlations whose drawn ones are nearest to the real ones in least squares.</summary>
    /// <param name="start">A correlation matrix to start from.</param>
    /// <param name="wanted">The pairs to be met.</param>
    /// <returns>A factor of it with rows of length 1: the matrix is it times its transpose.</returns>
    public static Matrix<double> LeastSquares(Matrix<double> start, IReadOnlyList<PairCorrelation> wanted)
    {
        var d = start.RowCount;
        var first = Vector<double>.Build.DenseOfArray(UnitRows(Factor(start)).ToRowMajorArray());
        var (best, least) = (first, double.PositiveInfinity);
        try
        {
            new BfgsMinimizer(1e-9, 1e-9, 1e-12, 500).FindMinimum(ObjectiveFunction.Gradient(Evaluate), first);
        }
        catch (OptimizationException)
        {
            // The line search gives up where rounding hides further progress. The caller measures what is reached, and says it.
        }
        return UnitRows(Matrix<double>.Build.DenseOfRowMajor(d, d, best));

        (double, Vector<double>) Evaluate(Vector<double> values)
        {
            var (miss, gradient) = Objective(values, d, wanted);
            if (miss < least)
                (best, least) = (values.Clone(), miss);
            return (miss, gradient);
        }
    }

    /// <summary>Entry of the matrix that a factor makes.</summary>
    public static double Entry(Matrix<double> factor, int a, int b) => factor.Row(a).DotProduct(factor.Row(b));

    private static (double Miss, Vector<double> Gradient) Objective(Vector<double> values, int d, IReadOnlyList<PairCorrelation> wanted)
    {
        var raw = Matrix<double>.Build.DenseOfRowMajor(d, d, values);
        var unit = UnitRows(raw);
        var slope = Matrix<double>.Build.Dense(d, d);
        var sum = 0.0;
        foreach (var pair in wanted)
        {
            var latent = Entry(unit, pair.First, pair.Second);
            var miss = pair.Drawn(latent) - pair.Real;
            sum += miss * miss;
            var weight = 2 * miss * pair.Slope(latent);
            slope.SetRow(pair.First, slope.Row(pair.First) + (weight * unit.Row(pair.Second)));
            slope.SetRow(pair.Second, slope.Row(pair.Second) + (weight * unit.Row(pair.First)));
        }
        // Through the scaling to length 1 only what is across the row counts.
        for (var j = 0; j < d; j++)
        {
            var (row, along) = (unit.Row(j), slope.Row(j).DotProduct(unit.Row(j)));
            slope.SetRow(j, (slope.Row(j) - (along * row)) / raw.Row(j).L2Norm());
        }
        return (sum, Vector<double>.Build.DenseOfArray(slope.ToRowMajorArray()));
    }

    private static Matrix<double> PositivePart(Matrix<double> matrix)
    {
        var factor = Factor(matrix);
        return factor * factor.Transpose();
    }

    // Eigenvectors times the roots of the eigenvalues, those below 0 left out.
    private static Matrix<double> Factor(Matrix<double> matrix)
    {
        var eigen = matrix.Evd(Symmetricity.Symmetric);
        var roots = eigen.EigenValues.Select(value => Math.Sqrt(Math.Max(0, value.Real)));
        return eigen.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(Vector<double>.Build.DenseOfEnumerable(roots));
    }

    private static Matrix<double> UnitRows(Matrix<double> matrix) => matrix.NormalizeRows(2);
}
