namespace Clientele.Stub.Answers;

/// <summary>What the model says to a request.</summary>
/// <param name="Text">Text block; null when there is none.</param>
/// <param name="Thinking">Thinking block before it; null when there is none.</param>
/// <param name="StopReason"><c>end_turn</c>, <c>max_tokens</c> or <c>refusal</c>.</param>
/// <param name="OutputTokens">Tokens made, thinking included.</param>
/// <param name="ThinkingTokens">Those of them that are thinking.</param>
internal sealed record StubAnswer(string? Text, string? Thinking, string StopReason, int OutputTokens, int ThinkingTokens);
