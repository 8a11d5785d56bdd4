namespace Clientele.Validation.Experiments;

internal sealed partial class LocalLinear
{
    /// <summary>The jump with covariates held equal (Calonico, Cattaneo, Farrell and Titiunik 2019, "Regression discontinuity designs using covariates"): what is left of it
    /// when the kinds of orders just left and right of the cutoff are not alike.</summary>
    /// <param name="outcome">Outcome by row.</param>
    /// <param name="covariates">Covariates by row; NaN counts as the mean of the window.</param>
    /// <param name="cluster">Customer by row.</param>
    public JumpEstimate Adjusted(Func<int, double> outcome, IReadOnlyList<Func<int, double>> covariates, ReadOnlySpan<int> cluster)
    {
        if (!IsIdentified)
            return JumpEstimate.None with { N = _rows.Length };
        var (left, right) = (0.0, 0.0);
        var y = Residuals(outcome, ref left, ref right);
        var (level, jump) = (right, right - left);
        // Each covariate is cleaned of those before it, so that one coefficient at a time is enough (Gram and Schmidt).
        var basis = new List<(double[] Residual, double Jump, double Square)>();
        foreach (var covariate in covariates)
        {
            var mean = _rows.Select(covariate).Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average();
            var z = Residuals(row => double.IsNaN(covariate(row)) ? mean : covariate(row), ref left, ref right);
            var gap = right - left;
            var whole = Product(z, z);
            foreach (var one in basis)
                gap -= Remove(z, one.Residual, one.Square) * one.Jump;
            var square = Product(z, z);
            if (square > 1e-9 * whole && square > 1e-12)
                basis.Add((z, gap, square));
        }
        foreach (var one in basis)
            jump -= Remove(y, one.Residual, one.Square) * one.Jump;
        for (var i = 0; i < y.Length; i++)
            y[i] *= _gap[i];
        return Clustered(level - jump, level, y, cluster);
    }

    private double[] Residuals(Func<int, double> outcome, ref double left, ref double right)
    {
        var residuals = new double[_rows.Length];
        (left, right) = Influence(outcome, residuals);
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = _gap[i] == 0 ? 0 : residuals[i] / _gap[i];
        return residuals;
    }

    private double Remove(double[] from, double[] direction, double square)
    {
        var coefficient = Product(from, direction) / square;
        for (var i = 0; i < from.Length; i++)
            from[i] -= coefficient * direction[i];
        return coefficient;
    }

    private double Product(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += Weight(i) * a[i] * b[i];
        return sum;
    }
}
