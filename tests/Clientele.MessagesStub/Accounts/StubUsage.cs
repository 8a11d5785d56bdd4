namespace Clientele.Stub.Accounts;

/// <summary>Tokens of one answer.</summary>
/// <param name="Input">Input at the full price.</param>
/// <param name="CacheWrites">Input written to the cache.</param>
/// <param name="CacheReads">Input read from the cache.</param>
/// <param name="Output">Output, thinking included.</param>
/// <param name="Thinking">Thinking.</param>
/// <param name="ForAnHour">Whether the cache keeps what was written for an hour.</param>
internal readonly record struct StubUsage(int Input, int CacheWrites, int CacheReads, int Output, int Thinking, bool ForAnHour)
{
    /// <summary>Price in USD.</summary>
    public decimal Cost(StubOptions options, bool inBatch)
    {
        var input = Input + (CacheWrites * (ForAnHour ? 2m : 1.25m)) + (CacheReads * 0.1m);
        return ((input * options.InputPrice) + (Output * options.OutputPrice)) / 1_000_000m * (inBatch ? 0.5m : 1m);
    }
}
