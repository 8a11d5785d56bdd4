using Clientele.Stub.Raw;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>What becomes of a call whose every attempt meets a fault.</summary>
internal enum Ending
{
    /// <summary>It is no fault: the answer counts.</summary>
    Answered,

    /// <summary>The answer counts, with tokens that are counted here.</summary>
    AnsweredOwnCount,

    /// <summary>What came is kept and cannot be read.</summary>
    Unreadable,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>The call failed after all attempts.</summary>
    Failed,

    /// <summary>The run stops with one sentence: every other call would meet the same.</summary>
    Stops,
}

/// <summary>One way in which a server goes wrong.</summary>
/// <param name="Name">In words.</param>
/// <param name="Reply">What it sends.</param>
/// <param name="Outcome">What becomes of every call when it always does.</param>
internal sealed record ServerFault(string Name, Func<Wire, RawReply> Reply, Ending Outcome)
{
    /// <summary>Most bytes that a call may take from the server; what lies in the buffers of sockets counts too.</summary>
    public long MostBytes { get; init; } = 16 << 20;

    /// <summary>Words that the run's notices or its problems must hold; null = none.</summary>
    public string? Said { get; init; }

    /// <summary>Whether a second attempt is made, so that one such answer among right ones does no harm.</summary>
    public bool Passes => Outcome is Ending.Failed;
}
