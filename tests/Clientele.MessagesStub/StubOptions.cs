namespace Clientele.Stub;

/// <summary>How a stub behaves. The defaults answer at once, without a fault and without a limit.</summary>
public sealed record StubOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Seed of answers and faults.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Time that an answer takes; errors come at once.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Every answer takes one from it and waits while it is empty, so that a test stops the answers where it wants them; null = none waits.</summary>
    public SemaphoreSlim? Gate { get; init; }

    /// <summary>Further time of an answer under <see cref="StubFault.Slow"/>.</summary>
    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages and chat completions a minute, in bursts of at most one second's worth; 0 is no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary><c>retry-after</c> of <see cref="StubFault.RateLimited"/>, in seconds.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>Time from the creation of a batch to its end. At 0 it is in progress in the response that creates it and has ended in the next.</summary>
    public TimeSpan BatchDuration { get; init; }

    /// <summary>Share of each fault in thousandths, 0 to 1000; a fault that is not named does not happen.</summary>
    public IReadOnlyDictionary<StubFault, int> Faults { get; init; } = new Dictionary<StubFault, int>();

    /// <summary>Whether models of the 4.7 generation and later answer 400 to <c>temperature</c>, <c>top_p</c> and <c>top_k</c>, as the real ones do.</summary>
    public bool SamplingRejected { get; init; } = true;

    /// <summary>USD for a million input tokens; cache writes cost 1.25 times, cache reads a tenth of it, batches half of everything.</summary>
    public decimal InputPrice { get; init; } = 0.10m;

    /// <summary>USD for a million output tokens.</summary>
    public decimal OutputPrice { get; init; } = 0.50m;

    /// <summary>File to which a line of JSON is appended for every request; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Clock of batches, caches and the rate limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal int PerMille(StubFault fault) => Faults.TryGetValue(fault, out var perMille) ? perMille : 0;
}
