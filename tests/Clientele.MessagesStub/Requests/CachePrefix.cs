namespace Clientele.Stub.Requests;

/// <summary>The beginning of a prompt up to the last block with <c>cache_control</c>.</summary>
/// <param name="Key">What it says, with the model.</param>
/// <param name="Tokens">Its length.</param>
/// <param name="ForAnHour">Whether its time to live is an hour and not five minutes.</param>
internal readonly record struct CachePrefix(ContentHash Key, int Tokens, bool ForAnHour);
