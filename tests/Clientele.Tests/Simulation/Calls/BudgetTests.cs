using Clientele.Simulation.Calls;
using CsCheck;

namespace Clientele.Tests.Simulation.Calls;

public sealed class BudgetTests
{
    [Fact]
    public async Task Spent_and_reserved_never_pass_the_limit_whatever_is_in_flight() =>
        await Gen.Select(Gen.Double[.5, 3], Gen.Select(Gen.Double[.01, .5], Gen.Double[0, 1]).Array[1, 40]).SampleAsync(async (limit, calls) =>
        {
            var budget = new Budget(limit, spent: .1);
            var actual = .1;
            var gate = new Lock();
            await Task.WhenAll(calls.Select(async call =>
            {
                var (worst, share) = call;
                if (!await budget.ReserveAsync(worst, CancellationToken.None))
                    return;
                await Task.Yield();
                lock (gate)
                    actual += worst * share;
                budget.Settle(worst, worst * share);
            }));
            return actual <= limit + 1e-9 && Math.Abs(budget.Spent - actual) < 1e-9;
        }, iter: 300);

    [Fact]
    public async Task What_does_not_fit_waits_for_what_is_in_flight_and_is_refused_when_nothing_is()
    {
        var budget = new Budget(1, 0);
        Assert.True(await budget.ReserveAsync(.8, CancellationToken.None));
        var waiting = budget.ReserveAsync(.5, CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        budget.Settle(.8, .1);
        Assert.True(await waiting);
        budget.Settle(.5, .5);
        Assert.False(await budget.ReserveAsync(.5, CancellationToken.None));
        Assert.True(await budget.ReserveAsync(.3, CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_limit_everything_fits()
    {
        var budget = new Budget(null, 1e6);
        Assert.True(await budget.ReserveAsync(1e9, CancellationToken.None));
    }
}
