using System.Numerics;

namespace Clientele;

/// <summary>Chance that is the same for a seed on every runtime and whatever the thread count: xoshiro256** (Blackman and Vigna 2021,
/// "Scrambled linear pseudorandom number generators"), its state filled by SplitMix64. Not for secrets.</summary>
/// <remarks>Not safe for threads: give every unit of work that may run in parallel (block, restart, bootstrap) a stream of its own with
/// <see cref="SeededRandom(ulong, ulong)"/>, numbered by the unit and never by the thread. Every method but <see cref="NextInt32"/> and
/// <see cref="Shuffle{T}"/> consumes exactly one 64-bit output.</remarks>
internal sealed class SeededRandom
{
    private const double Ulp53 = 1.0 / (1UL << 53);
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Stream 0 of a seed.</summary>
    public SeededRandom(int seed)
        : this((ulong)(long)seed, 0)
    {
    }

    /// <summary>One of 2⁶⁴ streams of a seed; streams of one seed, and equal streams of different seeds, are unrelated.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Number of the unit of work.</param>
    public SeededRandom(ulong seed, ulong stream)
    {
        var state = Mix(seed, stream);
        (_s0, _s1, _s2, _s3) = (SplitMix64(ref state), SplitMix64(ref state), SplitMix64(ref state), SplitMix64(ref state));
    }

    /// <summary>A given state, for the published test vectors; not all four words may be 0.</summary>
    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * Ulp53;

    /// <summary>Uniform in the open interval (0, 1): the middle of one of 2⁵² equal cells, safe for logarithms and quantile functions.</summary>
    public double NextOpenDouble() => ((NextUInt64() >> 12) + 0.5) * (2 * Ulp53);

    /// <summary>Uniform in 0 .. <paramref name="exclusiveMax"/> − 1 without bias (Lemire 2019, "Fast random integer generation in an interval").</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not positive.</exception>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        var n = (ulong)exclusiveMax;
        var high = Math.BigMul(NextUInt64(), n, out var low);
        if (low < n)
            for (var threshold = (0 - n) % n; low < threshold;)
                high = Math.BigMul(NextUInt64(), n, out low);
        return (int)high;
    }

    /// <summary>True with probability <paramref name="probability"/>; never at 0 or below, always at 1 or above.</summary>
    public bool NextBoolean(double probability) => NextDouble() < probability;

    /// <summary>Standard normal, by inversion: monotone in the underlying uniform, |value| &lt; 8.3.</summary>
    public double NextGaussian() => NormalQuantile(NextOpenDouble());

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(NextOpenDouble());

    /// <summary>Puts the values into a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>A uniformly random subset of 0 .. <paramref name="count"/> − 1, ascending; all of them when they are no more than <paramref name="most"/>.</summary>
    public int[] Sample(int count, int most)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        if (count <= most)
            return all;
        Shuffle<int>(all);
        return [.. all.Take(most).Order()];
    }

    /// <summary>A 64-bit hash of two words: equal inputs, equal outputs; every input bit moves half of the output bits. For ids and stream numbers.</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        var state = a;
        state = SplitMix64(ref state) ^ b;
        return SplitMix64(ref state);
    }

    /// <summary>Quantile of the standard normal distribution to about 16 digits (Wichura 1988, algorithm AS 241).</summary>
    /// <param name="p">Probability in (0, 1); NaN outside [0, 1], ±∞ at its ends.</param>
    public static double NormalQuantile(double p)
    {
        if (!(p is > 0 and < 1))
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - (q * q);
            return q
                * ((((((((((((((2509.0809287301226727 * r) + 33430.575583588128105) * r) + 67265.770927008700853) * r) + 45921.953931549871457) * r)
                    + 13731.693765509461125) * r) + 1971.5909503065514427) * r) + 133.14166789178437745) * r) + 3.387132872796366608)
                / ((((((((((((((5226.495278852854561 * r) + 28729.085735721942674) * r) + 39307.89580009271061) * r) + 21213.794301586595867) * r)
                    + 5394.1960214247511077) * r) + 687.1870074920579083) * r) + 42.313330701600911252) * r) + 1.0);
        }
        var tail = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        double value;
        if (tail <= 5)
        {
            var r = tail - 1.6;
            value = ((((((((((((((7.7454501427834140764e-4 * r) + 0.0227238449892691845833) * r) + 0.24178072517745061177) * r) + 1.27045825245236838258) * r)
                    + 3.64784832476320460504) * r) + 5.7694972214606914055) * r) + 4.6303378461565452959) * r) + 1.42343711074968357734)
                / ((((((((((((((1.05075007164441684324e-9 * r) + 5.475938084995344946e-4) * r) + 0.0151986665636164571966) * r) + 0.14810397642748007459) * r)
                    + 0.68976733498510000455) * r) + 1.6763848301838038494) * r) + 2.05319162663775882187) * r) + 1.0);
        }
        else
        {
            var r = tail - 5;
            value = ((((((((((((((2.01033439929228813265e-7 * r) + 2.71155556874348757815e-5) * r) + 1.2426609473880784386e-3) * r) + 0.026532189526576123093) * r)
                    + 0.29656057182850489123) * r) + 1.7848265399172913358) * r) + 5.4637849111641143699) * r) + 6.6579046435011037772)
                / ((((((((((((((2.04426310338993978564e-15 * r) + 1.4215117583164458887e-7) * r) + 1.8463183175100546818e-5) * r) + 7.868691311456132591e-4) * r)
                    + 0.0148753612908506148525) * r) + 0.13692988092273580531) * r) + 0.59983220655588793769) * r) + 1.0);
        }
        return q < 0 ? -value : value;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
