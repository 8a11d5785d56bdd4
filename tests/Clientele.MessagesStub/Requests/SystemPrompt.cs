namespace Clientele.Stub.Requests;

/// <summary>The system prompt of a request.</summary>
/// <param name="Text">Its blocks, joined with line feeds; empty for none.</param>
/// <param name="CachedText">The beginning up to the last block with <c>cache_control</c>; null when there is none.</param>
/// <param name="ForAnHour">Whether that block asks for an hour.</param>
internal readonly record struct SystemPrompt(string Text, string? CachedText, bool ForAnHour);
