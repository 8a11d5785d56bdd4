namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>A draw of the tables from their posteriors: of a Pitman–Yor table a Dirichlet with n_y − d for each option seen and c + d·t for the rest
/// (Pitman 1996), made of gamma variates. Drawn where they are needed, from a counter, so that a draw is the same whatever was asked before and nothing is stored.</summary>
/// <remarks>Cube-root normal approximation of the gamma (Wilson &amp; Hilferty 1931). A finer view is drawn apart from its coarser view, which counts the same
/// orders: the intervals are a little too wide where both speak.</remarks>
internal readonly struct OutcomeResampling(ulong seed, int draw)
{
    private readonly ulong _key = CounterRandom.Bits(seed, (ulong)draw, 0x0A11);

    /// <summary>A gamma variate of scale 1; 0 for shape 0.</summary>
    /// <param name="view">The view; −1 = the shares of all orders.</param>
    /// <param name="entry">What of it is drawn.</param>
    /// <param name="shape">Shape &gt;= 0, the mean.</param>
    public double Mass(int view, int entry, double shape)
    {
        if (shape <= 0)
            return 0;
        var normal = CounterRandom.Normal(_key, (ulong)(view + 1), (ulong)entry);
        var root = 1 - 1 / (9 * shape) + normal / (3 * Math.Sqrt(shape));
        return shape * Math.Max(root * root * root, 1e-3);
    }
}
