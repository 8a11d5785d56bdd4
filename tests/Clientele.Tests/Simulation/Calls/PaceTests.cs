using Clientele.Simulation.Calls;
using Microsoft.Extensions.Time.Testing;

namespace Clientele.Tests.Simulation.Calls;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Calls_a_minute_are_spread_evenly()
    {
        var pace = new Pace(1000, callsAMinute: 600, null, _time);
        var sent = 0;
        var all = Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            await pace.EnterAsync(0, CancellationToken.None);
            Interlocked.Increment(ref sent);
            pace.Succeeded();
            pace.Leave();
        }));
        // The second before the start was unused: its ten calls may go at once.
        await Until(() => sent >= 10);
        var start = sent;
        for (var tenths = 0; tenths < 95 && !all.IsCompleted; tenths++)
        {
            _time.Advance(TimeSpan.FromSeconds(.1));
            await Until(() => sent >= Math.Min(100, 10 + tenths));
            Assert.InRange(sent, Math.Min(100, 10 + tenths), 13 + tenths);
        }
        await all;
        Assert.InRange(start, 10, 12);
    }

    [Fact]
    public async Task A_limit_that_most_calls_meet_halts_everybody_for_as_long_as_the_server_says()
    {
        var pace = new Pace(8, null, null, _time);
        await pace.EnterAsync(0, CancellationToken.None);
        for (var i = 0; i < 4; i++)
            pace.Limited(TimeSpan.FromSeconds(7));
        pace.Leave();
        var next = pace.EnterAsync(0, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(.2));
        await next;
    }

    [Fact]
    public async Task A_limit_that_one_call_meets_halts_no_other()
    {
        var pace = new Pace(8, null, null, _time);
        pace.Succeeded();
        pace.Limited(TimeSpan.FromSeconds(7));
        await pace.EnterAsync(0, CancellationToken.None);
    }

    [Fact]
    public void The_number_at_a_time_grows_while_all_goes_well_and_shrinks_once_a_limit()
    {
        var pace = new Pace(50, null, null, _time);
        Assert.Equal(4, pace.AtATime);
        for (var i = 0; i < 20; i++)
            pace.Succeeded();
        Assert.Equal(24, pace.AtATime);
        for (var i = 0; i < 10; i++)
            pace.Limited(null); // many in flight hear of the same limit
        Assert.Equal(20, pace.AtATime);
        _time.Advance(TimeSpan.FromSeconds(1));
        pace.Limited(null);
        Assert.Equal(17, pace.AtATime);
        for (var i = 0; i < 18; i++)
            pace.Succeeded();
        Assert.Equal(18, pace.AtATime);
        for (var i = 0; i < 5000; i++)
            pace.Succeeded();
        Assert.Equal(50, pace.AtATime);
    }

    [Fact]
    public async Task Tokens_a_minute_count_what_was_used()
    {
        var pace = new Pace(8, null, tokensAMinute: 6000, _time);
        await pace.EnterAsync(100, CancellationToken.None); // 1 s worth, from the second before
        pace.Succeeded(extraTokens: 500);                   // 5 s more
        pace.Leave();
        var next = pace.EnterAsync(100, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4.8));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(.3));
        await next;
    }

    [Fact]
    public async Task Giving_up_leaves_no_place_taken()
    {
        var pace = new Pace(1, null, null, _time);
        await pace.EnterAsync(0, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var waiting = pace.EnterAsync(0, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        pace.Leave();
        await pace.EnterAsync(0, CancellationToken.None);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 100_000 && !condition(); i++)
            await Task.Yield();
    }
}
