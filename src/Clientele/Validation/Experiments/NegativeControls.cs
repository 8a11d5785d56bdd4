using Clientele.Data;
using Clientele.Simulation;

namespace Clientele.Validation.Experiments;

/// <summary>Tests whose true answer is "nothing": if many of them come out significant, the design or its standard errors cannot be believed
/// (Lipsitch, Tchetgen Tchetgen and Cohen 2010).</summary>
/// <remarks>Only what cannot react is in the family. The share that pays at once, or by card, is not: a longer menu may move it, if little, so those jumps are
/// described with the experiment. Apart from it stands the balance of what a total is made of (route, promise): a total is a price with a customary ending plus freight by
/// route, so orders just left and right of a round total differ in kind although nobody chose a side. Those tests say how far jumps have to be adjusted
/// (<see cref="MenuCutoff.Adjusted"/>), not whether standard errors are right, and they are reported as such.</remarks>
internal static class NegativeControls
{
    private const int EveningHour = 18;

    /// <summary>Runs the family.</summary>
    public static ControlFamily Measure(
        OrderTable orders, InstalmentRule rule, MinimumInstalmentTruth menu, MinimumInstalmentDesign menuDesign, BrokenPromiseDesign promiseDesign)
    {
        var tests = new List<ControlTest>(menu.Placebos.Select(placebo => new ControlTest("menu.placebo", $"plan {placebo.Plan}", placebo.Jump)));
        var contexts = Array.ConvertAll(Enumerable.Range(0, orders.Count).ToArray(), i => OrderContext.Of(orders, i));
        var sample = MinimumInstalment.Sample(orders, rule);
        // Fixed before the customer sees the menu, or no matter of the menu at all.
        foreach (var (family, name, outcome) in new (string, string, Func<OrderContext, double>)[]
        {
            ("menu.outcome", "weekend", one => one.OrderedAt is { } at ? at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0 : double.NaN),
            ("menu.outcome", "evening", one => one.OrderedAt is { } at ? at.Hour >= EveningHour ? 1 : 0 : double.NaN),
            ("menu.balance", "same_state", one => one.SameState is { } same ? same ? 1 : 0 : double.NaN),
            ("menu.balance", "promised_days", one => one.PromisedDays),
        })
        {
            var values = Array.ConvertAll(sample.Row, row => outcome(contexts[row]));
            var totals = sample.Total.Select((total, i) => double.IsNaN(values[i]) ? double.NaN : total).ToArray();
            foreach (var cutoff in menu.Cutoffs)
            {
                var line = new LocalLinear(totals, cutoff.Total, menu.Bandwidth);
                if (Math.Min(line.Sides.Left, line.Sides.Right) >= menuDesign.MinSide)
                    tests.Add(new ControlTest(family, $"{name} at plan {cutoff.Plan}", line.Estimate(i => values[i], sample.Customer)));
            }
        }
        // Settled at the purchase, long before the promise was kept or broken.
        foreach (var (name, outcome) in new (string, Func<OrderContext, double>)[]
        {
            ("evening", one => one.OrderedAt is { } at ? at.Hour >= EveningHour ? 1 : 0 : double.NaN),
            ("more_than_one_item", one => one.Items is { } items ? items > 1 ? 1 : 0 : double.NaN),
            ("paid_by_card", one => one.Method is { } method ? method == PaymentMethod.CreditCard ? 1 : 0 : double.NaN),
            ("ln_amount", one => one.Amount > 0 ? Math.Log(one.Amount) : double.NaN),
        })
        {
            List<int> Rows(int from, int to) => [.. Enumerable.Range(0, contexts.Length).Where(i =>
                contexts[i].DaysLate >= from && contexts[i].DaysLate <= to && orders.Stars[i] > 0 && !double.IsNaN(outcome(contexts[i])))];
            var (kept, broken) = (Rows(promiseDesign.KeptFrom, 0), Rows(1, promiseDesign.BrokenTo));
            if (Math.Min(kept.Count, broken.Count) >= promiseDesign.MinBin)
                tests.Add(new ControlTest("promise.outcome", name, BrokenPromise.Difference(i => outcome(contexts[i]), kept, broken, orders.Customer)));
        }
        // An outcome that never varies (one state, no weekends) tests nothing.
        tests.RemoveAll(test => !(test.Jump.Se > 0));
        return new ControlFamily([.. tests.Where(test => test.Family != "menu.balance")], [.. tests.Where(test => test.Family == "menu.balance")]);
    }
}

/// <summary>The family of negative controls.</summary>
/// <param name="Tests">Tests of the design and its standard errors.</param>
/// <param name="Balance">Tests of what totals are made of; not in the share.</param>
internal sealed record ControlFamily(IReadOnlyList<ControlTest> Tests, IReadOnlyList<ControlTest> Balance)
{
    /// <summary>Share significant at 5 %, with Wilson's interval: about .05 is expected of a sound design.</summary>
    public Score Significant => Score.Share(Tests.Count(test => test.Jump.IsSignificant), Tests.Count);

    /// <summary>Share of the balance tests that are significant: how unlike orders left and right of the thresholds are.</summary>
    public Score Imbalanced => Score.Share(Balance.Count(test => test.Jump.IsSignificant), Balance.Count);
}

/// <summary>A test whose true answer is nothing.</summary>
/// <param name="Family"><c>menu.placebo</c>, <c>menu.outcome</c>, <c>menu.balance</c> or <c>promise.outcome</c>.</param>
/// <param name="Name">What it tests.</param>
/// <param name="Jump">What it found.</param>
internal sealed record ControlTest(string Family, string Name, JumpEstimate Jump);
