using Clientele.Stub.Answers;

namespace Clientele.Stub.Requests;

/// <summary>What is kept of a request once it is read: enough to answer it, none of its text.</summary>
internal sealed record StubRequest
{
    /// <summary>Model as sent.</summary>
    public required string Model { get; init; }

    /// <summary>Most tokens of the answer, thinking included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Whether the answer comes as server-sent events.</summary>
    public bool Stream { get; init; }

    /// <summary>What the answer must look like.</summary>
    public required AnswerShape Shape { get; init; }

    /// <summary><see cref="StubChoice.Digest"/> of its prompts.</summary>
    public required ulong Prompts { get; init; }

    /// <summary>What it asks, for the log and for draws.</summary>
    public required ContentHash Content { get; init; }

    /// <summary>All of its tokens, from a cache or not.</summary>
    public required int InputTokens { get; init; }

    /// <summary>The beginning that may be cached; null when no block asks for it or the model's minimum is not reached.</summary>
    public CachePrefix? Prefix { get; init; }
}
