namespace Clientele.Stub;

/// <summary>Whether a fault happens.</summary>
internal static class StubDraw
{
    /// <summary>A draw from seed, fault, content and the number of earlier attempts (0 always for content faults).</summary>
    public static bool Hits(StubOptions options, StubFault fault, ContentHash content, int attempt)
    {
        var perMille = options.PerMille(fault);
        return perMille > 0 && StubChance.Hits(StubChance.Mix(StubChance.Mix(options.Seed, content.Word), ((ulong)fault << 32) | (uint)attempt), perMille);
    }
}
