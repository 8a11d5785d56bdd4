using System.Runtime.CompilerServices;

namespace Clientele.Simulation;

/// <summary>Chance as a function of a counter: the number for (seed, a, b, c) is the same whatever was asked before, on whatever thread.</summary>
/// <remarks>Two rounds of the SplitMix64 finaliser (Steele, Lea &amp; Flood 2014) over the mixed key.</remarks>
internal static class CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    public static ulong Bits(ulong seed, ulong a, ulong b = 0, ulong c = 0) =>
        Mix(Mix(seed + Golden * (a + 1)) ^ Mix((b + 1) * 0xD1B54A32D192ED03UL + c * 0x8CB92BA72F3D8DD7UL));

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double Uniform(ulong seed, ulong a, ulong b = 0, ulong c = 0) => ToUnit(Bits(seed, a, b, c));

    public static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box–Muller, one of the pair).</summary>
    public static double Normal(ulong seed, ulong a, ulong b = 0, ulong c = 0)
    {
        var bits = Bits(seed, a, b, c);
        var radius = Math.Sqrt(-2 * Math.Log(1 - ToUnit(bits)));
        return radius * Math.Cos(2 * Math.PI * ToUnit(Mix(bits + Golden)));
    }

    /// <summary>64 bits of a text (FNV-1a, then mixed): a key for counters that must not depend on positions.</summary>
    public static ulong Key(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return Mix(hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
