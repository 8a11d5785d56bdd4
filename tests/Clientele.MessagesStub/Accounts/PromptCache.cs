using Clientele.Stub.Answers;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Accounts;

/// <summary>Which beginnings of prompts are cached: written once, read until five minutes (or an hour) have passed since the last use.</summary>
internal sealed class PromptCache(TimeProvider clock)
{
    private const int MostEntries = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, DateTimeOffset> _until = [];

    /// <summary>The tokens of an answer, by what the cache holds; the prompt's beginning is cached afterwards.</summary>
    public StubUsage Account(StubRequest request, StubAnswer answer)
    {
        if (request.Prefix is not { } prefix)
            return new(request.InputTokens, 0, 0, answer.OutputTokens, answer.ThinkingTokens, false);
        var rest = request.InputTokens - prefix.Tokens;
        return Use(prefix)
            ? new(rest, 0, prefix.Tokens, answer.OutputTokens, answer.ThinkingTokens, prefix.ForAnHour)
            : new(rest, prefix.Tokens, 0, answer.OutputTokens, answer.ThinkingTokens, prefix.ForAnHour);
    }

    private bool Use(CachePrefix prefix)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var found = _until.TryGetValue(prefix.Key, out var until) && until > now;
            if (_until.Count >= MostEntries)
                foreach (var (key, end) in _until)
                    if (end <= now)
                        _until.Remove(key);
            if (_until.Count >= MostEntries)
                _until.Clear();
            _until[prefix.Key] = now + (prefix.ForAnHour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5));
            return found;
        }
    }
}
