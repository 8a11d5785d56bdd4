using Clientele.Stub.Raw;

namespace Clientele.EndToEnd.Tests.Faults;

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
}
