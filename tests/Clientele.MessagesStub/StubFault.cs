namespace Clientele.Stub;

/// <summary>What can go wrong, each with a share in thousandths (<see cref="StubOptions.Faults"/>). On the command line the names are written
/// with underscores: <c>rate_limited</c>.</summary>
/// <remarks>Transport faults are drawn from seed, content and how often the content was tried before, so a retry may succeed. Content faults are
/// drawn from seed and content alone, so that a repeat shows the same. Where several of a kind are drawn, the first in this order happens
/// (<see cref="Slow"/> and <see cref="ThinkingFirst"/> come on top of others).</remarks>
public enum StubFault
{
    /// <summary>Transport: 429 with <c>retry-after</c>.</summary>
    RateLimited,

    /// <summary>Transport: 429 without <c>retry-after</c>.</summary>
    RateLimitedBare,

    /// <summary>Transport: 529.</summary>
    Overloaded,

    /// <summary>Transport: 500.</summary>
    ServerError,

    /// <summary>Transport: the connection is cut before a byte of the response.</summary>
    Dropped,

    /// <summary>Transport: headers and half of the body, then the connection is cut. Billed.</summary>
    HalfBody,

    /// <summary>Transport: the answer takes <see cref="StubOptions.SlowDelay"/> longer.</summary>
    Slow,

    /// <summary>Content: <c>stop_reason</c> is <c>refusal</c> and there is no text.</summary>
    Refusal,

    /// <summary>Content: <c>stop_reason</c> is <c>max_tokens</c>, the JSON ends in the middle, all of <c>max_tokens</c> is billed.</summary>
    CutOff,

    /// <summary>Content: the text is no JSON.</summary>
    Malformed,

    /// <summary>Content: JSON without what was asked for.</summary>
    WrongSchema,

    /// <summary>Content: the probabilities sum to 0.8.</summary>
    BadSum,

    /// <summary>Content: the JSON stands in a code fence between sentences.</summary>
    Fenced,

    /// <summary>Content: a thinking block comes before the text block.</summary>
    ThinkingFirst,

    /// <summary>Batches, drawn like a transport fault for each request: the result is <c>errored</c>.</summary>
    BatchErrored,

    /// <summary>Batches, drawn like a transport fault for each request: the result is <c>expired</c>.</summary>
    BatchExpired,

    /// <summary>Batches, drawn for each creation: the batch is made, but the connection is cut before the client learns its id.</summary>
    BatchLost,
}
