namespace Clientele.Data;

/// <summary>Draws an index with given weights in constant time from one 64-bit output (Walker 1977; tables after Vose 1991).</summary>
internal sealed class SyntheticStoreAlias
{
    private readonly double[] _keep;
    private readonly int[] _other;

    /// <param name="weights">At least one weight; each &gt;= 0 and finite, their sum &gt; 0.</param>
    public SyntheticStoreAlias(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight is negative or not a number.");
        if (!(sum > 0) || !double.IsFinite(sum))
            throw new ArgumentException("The weights have no finite positive sum.", nameof(weights));
        var n = weights.Length;
        (_keep, _other) = (new double[n], new int[n]);
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < n; i++)
        {
            _keep[i] = weights[i] * n / sum;
            _other[i] = i;
            (_keep[i] < 1 ? small : large).Push(i);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            _other[less] = more;
            _keep[more] -= 1 - _keep[less];
            (_keep[more] < 1 ? small : large).Push(more);
        }
        foreach (var rest in small.Concat(large))
            _keep[rest] = 1;
    }

    /// <summary>An index in 0 .. weights − 1.</summary>
    public int Draw(SeededRandom random)
    {
        var position = random.NextDouble() * _keep.Length;
        var index = (int)position;
        return position - index < _keep[index] ? index : _other[index];
    }
}
