using System.Numerics;

namespace Clientele.Clustering;

/// <summary>xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64: our own, so that no runtime update changes a result.</summary>
internal sealed class SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <summary>Creates a stream of its own for each combination of seed and purpose.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What the stream is for: kind, k, start …; another list gives an unrelated stream.</param>
    public SeededRandom(int seed, params ReadOnlySpan<int> stream)
    {
        var state = SplitMix((uint)seed);
        foreach (var part in stream)
            state = SplitMix(state ^ SplitMix((uint)part + 0x9E3779B97F4A7C15UL));
        _a = SplitMix(state + 1);
        _b = SplitMix(state + 2);
        _c = SplitMix(state + 3);
        _d = SplitMix(state + 4);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0..<paramref name="count"/>−1 without bias beyond 2⁻³².</summary>
    public int NextInt(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    /// <summary>Finaliser of SplitMix64: a bijection that mixes all bits.</summary>
    internal static ulong SplitMix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
