namespace Clientele.Stub;

/// <summary>Chance that depends on its words only: the same words, the same draw, in any order and at any time.</summary>
internal static class StubChance
{
    /// <summary>64 bits from two words (SplitMix64 twice).</summary>
    public static ulong Mix(ulong a, ulong b) => Scramble(Scramble(a) ^ b);

    /// <summary>64 bits from a text (FNV-1a over UTF-16, then scrambled).</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return Scramble(hash);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static double Unit(ulong word) => (word >> 11) * (1.0 / (1UL << 53));

    /// <summary>True in <paramref name="perMille"/> of a thousand words.</summary>
    public static bool Hits(ulong word, int perMille) => perMille > 0 && Scramble(word) % 1000 < (ulong)perMille;

    private static ulong Scramble(ulong word)
    {
        word += 0x9E3779B97F4A7C15;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
