namespace Clientele.Simulation.Calls;

/// <summary>What a model sent back for one call, as it is kept in the journal.</summary>
public sealed record ModelReply
{
    /// <summary>The answer's text, thinking left out.</summary>
    public required string Text { get; init; }

    /// <summary>How the answer ended.</summary>
    public required ReplyEnd End { get; init; }

    /// <summary>Tokens of the prompt, cached ones included.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Of these, tokens read from the provider's prompt cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Tokens of the answer, thinking included.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Whether the tokens were counted here, because the server's counts were missing or cannot be: more than the request and its limit allow, negative, no whole numbers.
    /// <see cref="Cost"/> is then the most that the call may have cost.</summary>
    public bool OwnCount { get; init; }

    /// <summary>What it cost, US dollars; null when the model's price is unknown.</summary>
    public double? Cost { get; init; }

    /// <summary>From sending to the whole answer, milliseconds; for a batch 0.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Times that it was sent, this one included.</summary>
    public int Attempts { get; init; } = 1;
}

/// <summary>How an answer ended.</summary>
public enum ReplyEnd
{
    /// <summary>The model had said what it wanted to say.</summary>
    Complete,

    /// <summary>The limit of output tokens was reached.</summary>
    CutOff,

    /// <summary>The model or its provider declined.</summary>
    Refused,

    /// <summary>It was longer than is read; its text was left out.</summary>
    TooLong,
}

/// <summary>What became of a call.</summary>
public abstract record CallResult
{
    private CallResult() { }

    /// <summary>A reply came, now or in an earlier session.</summary>
    public sealed record Replied(ModelReply Reply) : CallResult;

    /// <summary>None came, after all attempts.</summary>
    public sealed record Failed(string Problem) : CallResult;

    /// <summary>Not sent, because the cost limit would have been passed.</summary>
    public sealed record OverBudget : CallResult;

    /// <summary>Not sent, because the run was stopped.</summary>
    public sealed record Cancelled : CallResult;
}
