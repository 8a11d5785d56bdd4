using Clientele.Data;
using Clientele.Tests.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class BrokenPromiseTests
{
    private static readonly ExperimentProtocol Protocol = ExperimentProtocol.Shipped;

    private static readonly DateTime Promise = new(2018, 3, 1);

    private static OrderTable Shop(params (int DaysLate, int Stars, int? AskedAfterDelivery)[] rows)
    {
        var orders = ChoiceWorld.Orders(rows.Length, [.. Enumerable.Range(0, rows.Length)], [.. rows.Select(_ => 50.0)], [.. rows.Select(_ => PaymentMethod.CreditCard)], [.. rows.Select(_ => 1)]);
        for (var i = 0; i < rows.Length; i++)
        {
            orders.PromisedAt[i] = Promise;
            orders.DeliveredAt[i] = Promise.AddDays(rows[i].DaysLate).AddHours(19);
            orders.Stars[i] = rows[i].Stars;
            orders.ReviewCreatedAt[i] = rows[i].AskedAfterDelivery is { } days ? orders.DeliveredAt[i].Date.AddDays(days) : DateTime.MinValue;
        }
        return orders;
    }

    private static BrokenPromiseTruth Measure(OrderTable orders, BrokenPromiseDesign? design = null) =>
        BrokenPromise.Measure(orders, design ?? Protocol.BrokenPromise with { Splits = 20 }, 1, TestContext.Current.CancellationToken);

    [Fact]
    public void Days_fall_into_their_bins_and_unrated_orders_into_none()
    {
        var truth = Measure(Shop((-25, 5, 1), (-20, 4, 1), (-1, 5, 1), (0, 4, 1), (1, 3, 1), (2, 2, 1), (3, 1, 1), (15, 2, 1), (40, 1, 1), (3, 0, 1)));
        Assert.Equal(["≤ -21", "-20…-15", "-14…-10", "-9…-6", "-5…-3", "-2…-1", "0", "1…2", "3…4", "5…7", "8…14", "≥ 15"], truth.Bins.Select(bin => bin.Label));
        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 2, 1, 0, 0, 2], truth.Bins.Select(bin => bin.N));
        Assert.Equal(2.5, truth.Bins[7].Stars);
        Assert.Equal([7, 8], truth.Contexts[11]);
        Assert.Equal(9, truth.Orders);
        Assert.Equal(-2, truth.Jump.Value, 1e-9);
        Assert.Contains("classes of lateness", truth.Weak, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_asked_before_and_after_arrival_are_shown_apart()
    {
        var bin = Measure(Shop((3, 1, -1), (3, 2, -2), (4, 4, 0), (4, 5, 1), (3, 3, null))).Bins[8];
        Assert.Equal((.5, 1.5, 4.5), (bin.BeforeShare, bin.StarsBefore, bin.StarsAfter));
        Assert.Equal(3, bin.Stars);
    }

    [Fact]
    public void Errors_are_clustered_by_customer()
    {
        var orders = Shop((1, 1, 1), (1, 1, 1), (1, 5, 1), (1, 5, 1));
        // Sums of residuals by customer: −4, 4; variance (16 + 16) · 2 / 16.
        Assert.Equal(2, Measure(orders with { Customer = [0, 0, 1, 1] }).Bins[7].Se, 1e-9);
        Assert.Equal(Math.Sqrt(16 * 4 / 3.0) / 4, Measure(orders).Bins[7].Se, 1e-9);
    }

    [Fact]
    public void A_planted_curve_is_found_and_a_perfect_simulation_passes()
    {
        var random = new SeededRandom(3);
        var truth = Measure(Shop([.. Enumerable.Range(0, 6000).Select(i => (i % 40) - 22).Select(day => (day, day <= 0 ? 4 + random.NextInt32(2) : Math.Max(1, 4 - day / 2 - random.NextInt32(2)), (int?)1))]));
        Assert.Null(truth.Weak);
        // 4.5 stars before; 3.5 a day and 2.5 two days after.
        Assert.InRange(truth.Jump.Value, -1.5 - 3 * truth.Jump.Se, -1.5 + 3 * truth.Jump.Se);
        double[] curve = [.. truth.Bins.Select(bin => bin.Stars)], se = [.. truth.Bins.Select(_ => .02)];
        var score = BrokenPromise.ScoreCurve(truth, curve, se, Protocol.Scoring, 1);
        var (r, rmse) = (score.R, score.Rmse);
        Assert.Equal((1, 0, truth.Bins.Count(bin => bin.IsScored)), (Math.Round(r.Value, 9), Math.Round(rmse.Value, 9), r.N));
        Assert.Equal(.5, BrokenPromise.ScoreCurve(truth, [.. curve.Select(stars => stars + .5)], se, Protocol.Scoring, 1).Rmse.Value, 1e-9);
        // A class that no answer came to is left out and poisons nothing.
        var fewer = BrokenPromise.ScoreCurve(truth, [.. curve.Select((stars, b) => b == 3 ? double.NaN : stars)], se, Protocol.Scoring, 1);
        var (left, error) = (fewer.R, fewer.Rmse);
        Assert.Equal((1, 0, r.N - 1), (Math.Round(left.Value, 9), Math.Round(error.Value, 9), left.N));
        Assert.True(double.IsFinite(left.Low) && double.IsFinite(error.High));
        Assert.Throws<ArgumentException>(() => BrokenPromise.ScoreCurve(truth, [4], [.1], Protocol.Scoring, 1));
    }

    [Fact]
    public void A_flat_curve_is_too_weak_to_score()
    {
        var random = new SeededRandom(4);
        var truth = Measure(Shop([.. Enumerable.Range(0, 3000).Select(i => ((i % 40) - 22, 1 + random.NextInt32(5), (int?)1))]));
        Assert.Contains("agree too little", truth.Weak, StringComparison.Ordinal);
        Assert.Equal("no order has a promise, a delivery and a rating", Measure(Shop((1, 0, 1))).Weak);
    }
}
