namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>A clock on which every wait is over at once and noted, so that no test sleeps; only long timers, the time-outs of calls, run until the test says that they are over.</summary>
/// <param name="held">The shortest of these.</param>
internal sealed class ImpatientClock(TimeSpan held) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly HashSet<Waiting> _held = [];
    private TimeSpan _passed;

    private TimeSpan Held => held;

    /// <summary>Every wait so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero) + _passed;
    }

    /// <summary>The time-outs that run now are over.</summary>
    public void Expire()
    {
        Waiting[] over;
        lock (_gate)
        {
            over = [.. _held];
            _held.Clear();
        }
        foreach (var timer in over)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Waiting(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _over;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            lock (clock._gate)
            {
                if (dueTime >= clock.Held)
                {
                    clock._held.Add(this);
                    return true;
                }
                clock._waits.Add(dueTime);
                clock._passed += dueTime;
            }
            ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        public void Fire()
        {
            if (!_over)
                callback(state);
        }

        public void Dispose()
        {
            _over = true;
            lock (clock._gate)
                clock._held.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
