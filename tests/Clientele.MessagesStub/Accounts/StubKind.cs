namespace Clientele.Stub.Accounts;

/// <summary>The words of the log for what was asked.</summary>
internal static class StubKind
{
    public const string Message = "message";
    public const string Chat = "chat";
    public const string Batch = "batch";
    public const string Count = "count";
}
