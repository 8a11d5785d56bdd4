namespace Clientele.Stub;

/// <summary>Totals since the stub started; <c>GET /stub/summary</c> writes them with underscores in the names.</summary>
public sealed record StubSummary
{
    /// <summary>Requests for an answer: messages, chat completions and each request of a batch, whatever became of them.</summary>
    public required int Received { get; init; }

    /// <summary>Answers that were written in full, batch results that succeeded included (when their batch has ended).</summary>
    public required int Answered { get; init; }

    /// <summary>Contents that were answered.</summary>
    public required int ContentsAnswered { get; init; }

    /// <summary>Contents that were answered more than once: 0 when nothing was paid twice and no content was asked for twice.</summary>
    public required int AnsweredMoreThanOnce { get; init; }

    /// <summary>Counts of tokens that were asked for and given.</summary>
    public required int Counted { get; init; }

    /// <summary>The bill in USD.</summary>
    public required decimal BilledUsd { get; init; }

    /// <summary>Input tokens billed, cached ones included.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Output tokens billed.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Batches made.</summary>
    public required int Batches { get; init; }

    /// <summary>Most messages and chat completions that were under way at one time.</summary>
    public required int MaxConcurrent { get; init; }

    /// <summary>How often each outcome was logged: <c>answered</c>, <c>429</c>, <c>529</c>, <c>500</c>, <c>dropped</c>, <c>half_body</c>, <c>abandoned</c>
    /// (the client went away while it waited: not billed), <c>401</c>, <c>400</c>, <c>404</c>, <c>errored</c>, <c>expired</c>, <c>canceled</c>.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }
}
