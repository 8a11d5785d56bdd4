namespace Clientele.Simulation.Calls;

/// <summary>How calls are made and what they may cost.</summary>
public sealed record CallOptions
{
    /// <summary>Most that the run may cost, US dollars, earlier sessions included; null = no limit.</summary>
    public double? MaxCost { get; init; }

    /// <summary>Most calls in flight. Default 16; the engine begins with few and finds out how many the server takes.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>Calls a minute; null = as many as the server takes.</summary>
    public int? CallsAMinute { get; init; }

    /// <summary>Tokens a minute, prompts and answers together; null = no limit.</summary>
    public int? TokensAMinute { get; init; }

    /// <summary>Attempts before a call counts as failed; rate limits do not count. Default 12.</summary>
    public int MaxAttempts { get; init; } = 12;

    /// <summary>Rate limits in a row before a call counts as failed. Default 100.</summary>
    public int MaxRateLimits { get; init; } = 100;

    /// <summary>Successes without an answer in them before a call counts as failed: each may have been charged. Default 4.</summary>
    public int MaxUnusable { get; init; } = 4;

    /// <summary>First wait before a repeat; each further one doubles it, and chance moves it by up to a half either way. Default half a second.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(.5);

    /// <summary>Longest wait before a repeat, unless the server asks for more: then as long as it asks, and at most ten minutes. Default 30 seconds.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Submit everything in batches: half price, answered within hours.</summary>
    public bool Batch { get; init; }

    /// <summary>Most calls of one batch, where the provider allows so many. Default 10,000.</summary>
    public int BatchSize { get; init; } = 10_000;

    /// <summary>Wait between two looks at a batch. Default 30 seconds.</summary>
    public TimeSpan BatchPoll { get; init; } = TimeSpan.FromSeconds(30);
}
