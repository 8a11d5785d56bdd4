namespace Clientele.Stub.Accounts;

/// <summary>A line of the log file.</summary>
internal readonly record struct StubLogLine(long Sequence, ContentHash? Content, string Kind, string Outcome, StubUsage Usage, decimal Cost);
