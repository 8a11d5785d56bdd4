namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Bayesian bootstrap of a table (Rubin 1981): each count becomes a gamma variate with the count as its shape. Drawn where it is needed, from a
/// counter, so that a draw is the same whatever was asked before and nothing is stored.</summary>
/// <remarks>Cube-root normal approximation of the gamma (Wilson &amp; Hilferty 1931). Counts of a finer view are drawn apart from those of its coarser view,
/// of which they are a part: the intervals are a little too wide where both speak.</remarks>
internal readonly struct OutcomeResampling(ulong seed, int draw)
{
    private readonly ulong _key = CounterRandom.Bits(seed, (ulong)draw, 0x0A11);

    /// <summary>A count in this draw, &gt; 0.</summary>
    public double Count(int view, int entry, double count)
    {
        var normal = CounterRandom.Normal(_key, (ulong)view + 1, (ulong)entry);
        var root = 1 - 1 / (9 * count) + normal / (3 * Math.Sqrt(count));
        return count * Math.Max(root * root * root, 1e-3);
    }
}
