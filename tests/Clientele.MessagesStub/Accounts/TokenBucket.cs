namespace Clientele.Stub.Accounts;

/// <summary>A rate limit: a bucket that holds one second's worth of requests, at least one, and fills evenly.</summary>
/// <param name="perMinute">Requests a minute; 0 is no limit.</param>
/// <param name="clock">Its time.</param>
internal sealed class TokenBucket(int perMinute, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly double _perSecond = perMinute / 60.0;
    private readonly double _capacity = Math.Max(1, perMinute / 60.0);
    private double _level = Math.Max(1, perMinute / 60.0);
    private long _filled = clock.GetTimestamp();

    /// <summary>Takes one request; false when there is none, with the whole seconds (at least 1) until there is.</summary>
    public bool TryTake(out int retryAfterSeconds)
    {
        retryAfterSeconds = 0;
        if (perMinute <= 0)
            return true;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _level = Math.Min(_capacity, _level + (clock.GetElapsedTime(_filled, now).TotalSeconds * _perSecond));
            _filled = now;
            if (_level >= 1)
            {
                _level--;
                return true;
            }
            retryAfterSeconds = Math.Max(1, (int)Math.Ceiling((1 - _level) / _perSecond));
            return false;
        }
    }
}
