namespace Clientele.Stub.Raw;

/// <summary>What happens to the connection after the bytes of a <see cref="RawReply"/>.</summary>
public enum RawEnd
{
    /// <summary>It stays open for the next request.</summary>
    KeepOpen,

    /// <summary>It is closed in order.</summary>
    Close,

    /// <summary>It is reset (RST).</summary>
    Reset,

    /// <summary>Nothing more comes, and it is not closed: <see cref="RawServer.Stalled"/> is told, and the client must give up.</summary>
    Stall,
}
