namespace Clientele.Stub.Accounts;

/// <summary>The words of the log for how a request ended; errors are logged by their status.</summary>
internal static class StubOutcome
{
    public const string Answered = "answered";
    public const string HalfBody = "half_body";
    public const string Dropped = "dropped";
    public const string Abandoned = "abandoned";
    public const string Errored = "errored";
    public const string Expired = "expired";
    public const string Canceled = "canceled";
}
