namespace Clientele.Simulation.Calls;

/// <summary>What a model costs, US dollars per million tokens.</summary>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens, thinking included.</param>
public sealed record ModelPrice(double Input, double Output)
{
    /// <summary>Prompt tokens read from the provider's cache; default as <see cref="Input"/>.</summary>
    public double? CacheRead { get; init; }

    /// <summary>Prompt tokens written to the provider's cache; default a quarter more than <see cref="Input"/>.</summary>
    public double? CacheWrite { get; init; }

    /// <summary>Factor on everything sent in a batch, in (0, 1]. Default one half.</summary>
    public double Batch { get; init; } = .5;

    /// <summary>Shortest prompt that the provider caches, tokens; null = it does not.</summary>
    public int? CacheMinimumTokens { get; init; }

    /// <summary>Cost of a call, US dollars.</summary>
    /// <param name="input">Prompt tokens, cached ones included.</param>
    /// <param name="cached">Of these, read from the cache.</param>
    /// <param name="output">Answer tokens.</param>
    /// <param name="batch">Sent in a batch.</param>
    /// <param name="write">The prompt is written to the cache: the dearer price of the two is taken.</param>
    public double Cost(long input, long cached, long output, bool batch = false, bool write = false)
    {
        var fresh = write && CacheMinimumTokens is not null ? Math.Max(Input, CacheWrite ?? 1.25 * Input) : Input;
        return ((input - cached) * fresh + cached * (CacheRead ?? Input) + output * Output) / 1e6 * (batch ? Batch : 1);
    }
}
