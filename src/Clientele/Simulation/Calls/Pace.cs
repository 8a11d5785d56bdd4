using System.Numerics;

namespace Clientele.Simulation.Calls;

/// <summary>How fast calls are sent: at most so many at a time, a minute, and tokens a minute. The number at a time adapts: it starts low, grows while the
/// server takes everything, and shrinks when it says "too many" (additive increase, multiplicative decrease: Chiu and Jain 1989, with the slow start of Jacobson 1988).</summary>
/// <remarks>Safe for threads. Time comes from the <see cref="TimeProvider"/>.</remarks>
internal sealed class Pace(int mostAtATime, int? callsAMinute, int? tokensAMinute, TimeProvider time)
{
    private const double Start = 4, Shrink = .85;
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500), Burst = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _limit = Math.Min(Start, mostAtATime);
    private int _inside;
    private bool _slowStart = true;
    private uint _recent; // one bit an attempt, the newest lowest: 1 = the server said "too many"
    private DateTimeOffset _paused = DateTimeOffset.MinValue, _shrunk = DateTimeOffset.MinValue;
    private DateTimeOffset _nextCall = DateTimeOffset.MinValue, _nextToken = DateTimeOffset.MinValue;

    /// <summary>Calls that may be in flight now.</summary>
    public int AtATime
    {
        get
        {
            lock (_gate)
                return (int)_limit;
        }
    }

    /// <summary>Waits for a place and for the moment to send; <see cref="Leave"/> must follow.</summary>
    /// <param name="tokens">Tokens expected of the call.</param>
    /// <param name="cancellationToken">Gives up waiting; no place is taken then.</param>
    public async ValueTask EnterAsync(long tokens, CancellationToken cancellationToken)
    {
        await PlaceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A pause that begins while this waits is waited for too.
            for (var due = Schedule(tokens); due > time.GetUtcNow(); due = Later(due))
                await Task.Delay(due - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>The call has ended, in whatever way.</summary>
    public void Leave()
    {
        lock (_gate)
            _inside--;
        Admit();
    }

    /// <summary>An answer came: more may be asked at a time.</summary>
    /// <param name="extraTokens">Tokens used beyond those expected; negative when fewer.</param>
    public void Succeeded(long extraTokens = 0)
    {
        lock (_gate)
        {
            _recent <<= 1;
            _limit = Math.Min(mostAtATime, _limit + (_slowStart ? 1 : 1 / _limit));
            if (tokensAMinute is { } most)
                _nextToken += TimeSpan.FromMinutes((double)extraTokens / most);
        }
        Admit();
    }

    /// <summary>The server said "too many": fewer at a time from now on. Where it says so to most, nobody sends until it may; a single call that was turned away waits alone.</summary>
    /// <param name="retryAfter">What the server asks for.</param>
    public void Limited(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            _recent = _recent << 1 | 1;
            var now = time.GetUtcNow();
            var pause = retryAfter is { } asked && asked > LeastPause ? asked : LeastPause;
            if ((BitOperations.PopCount(_recent) > 16 || (_recent & 0b1111) == 0b1111) && now + pause > _paused)
                _paused = now + pause;
            // Many calls in flight hear of one limit: it counts once.
            if (now < _shrunk + pause)
                return;
            (_slowStart, _shrunk) = (false, now);
            _limit = Math.Max(1, _limit * Shrink);
        }
    }

    private Task PlaceAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            if (_inside < (int)_limit && _waiting.Count == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _inside++;
                return Task.CompletedTask;
            }
            _waiting.Enqueue(waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        return Wait();

        async Task Wait()
        {
            using (cancellationToken.Register(() => waiting.TrySetCanceled(cancellationToken)))
                await waiting.Task.ConfigureAwait(false);
        }
    }

    // A place is given by counting it and completing the waiter; one that has given up meanwhile is passed over.
    private void Admit()
    {
        lock (_gate)
            while (_inside < (int)_limit && _waiting.TryDequeue(out var next))
                if (next.TrySetResult())
                    _inside++;
    }

    // When this call may go: each takes its share of the minute; what was left unused is kept for one second only.
    private DateTimeOffset Schedule(long tokens)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var due = now;
            if (callsAMinute is { } calls)
                due = Take(ref _nextCall, 60.0 / calls);
            if (tokensAMinute is { } most && Take(ref _nextToken, 60.0 * tokens / most) is var second && second > due)
                due = second;
            return due > _paused ? due : _paused;

            DateTimeOffset Take(ref DateTimeOffset next, double seconds)
            {
                var at = next < now - Burst ? now - Burst : next;
                next = at + TimeSpan.FromSeconds(seconds);
                return at;
            }
        }
    }

    private DateTimeOffset Later(DateTimeOffset due)
    {
        lock (_gate)
            return due > _paused ? due : _paused;
    }
}
