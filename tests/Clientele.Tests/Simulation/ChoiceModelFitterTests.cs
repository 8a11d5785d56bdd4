using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation;

public sealed class ChoiceModelFitterTests
{
    private static readonly (OrderTable Orders, PersonaAssignment Personas) Shop = ChoiceWorld.Shop(20_000, 1);
    private static readonly ChoiceModel Model = Fit(Shop, 2);

    private static ChoiceModel Fit((OrderTable Orders, PersonaAssignment Personas) shop, int threads = 0, int draws = 200) =>
        ChoiceModelFitter.Fit(shop.Orders, shop.Personas, ChoiceWorld.Rule, new ChoiceModelOptions { Threads = threads, Draws = draws, Currency = "BRL" },
            cancellationToken: TestContext.Current.CancellationToken);

    private static PaymentOrders Data((OrderTable Orders, PersonaAssignment Personas) shop) =>
        PaymentOrders.From(shop.Orders, shop.Personas, ChoiceWorld.Rule, int.MaxValue, 1);

    [Fact]
    public void Planted_payment_shares_are_recovered_at_every_total()
    {
        var payment = new PaymentUtility(Model);
        double[] utility = new double[payment.Count], truth = new double[payment.Count];
        foreach (var total in new[] { 15.0, 25, 39.9, 40, 63, 99, 100, 180, 350, 700 })
        {
            payment.Menu(Model.Theta, -1, total, utility);
            ChoiceWorld.Utilities(ChoiceWorld.Plan, total, 0, truth);
            var (log, sum) = (PaymentUtility.LogSum(utility), truth.Sum());
            for (var a = 0; a < utility.Length; a++)
                Assert.InRange(Math.Exp(utility[a] - log) - truth[a] / sum, -.025, .025);
        }
    }

    [Fact]
    public void Planted_parameters_lie_within_the_draws()
    {
        // The centre of ln total differs a little from the planted one, which moves intercepts by slope × difference.
        var shift = Model.Payments!.LogValueCentre - ChoiceWorld.Centre;
        double[] truth = [.. ChoiceWorld.Plan];
        foreach (var (constant, slope) in new[] { (0, 3), (1, 4), (2, 5), (6, 7) })
            truth[constant] += shift * truth[slope];
        var outside = 0;
        for (var j = 0; j < truth.Length; j++)
        {
            var parameter = Model.Parameters[j];
            Assert.InRange((parameter.Estimate - truth[j]) / parameter.StandardError, -4, 4);
            outside += Math.Abs(parameter.Estimate - truth[j]) > 2 * parameter.StandardError ? 1 : 0;
        }
        Assert.InRange(outside, 0, 3);
        foreach (var (name, planted) in new[]
            { ("credit_card.inclusive_value", ChoiceWorld.Inclusive), ("boleto.ln_value", ChoiceWorld.Boleto[1]), ("voucher.ln_value", ChoiceWorld.Voucher[1]) })
        {
            var parameter = Model.Parameter("method." + name);
            Assert.InRange((parameter.Estimate - planted) / parameter.StandardError, -4, 4);
        }
    }

    [Fact]
    public void The_gradients_agree_with_finite_differences()
    {
        var data = Data(ChoiceWorld.Shop(500, 3));
        var cards = data.Where(i => data.Method[i] == 0);
        var plans = new PlanLikelihood(cards, new ParallelOptions());
        AssertGradient(plans.Evaluate, [.. ChoiceWorld.Plan.Select(x => .7 * x + .05)]);
        var methods = new MethodLikelihood(data, new PlanLikelihood(data, new ParallelOptions()).InclusiveValues(ChoiceWorld.Plan), new ParallelOptions());
        AssertGradient(methods.Evaluate, [.3, -.8, -.1, -2, -.4]);
        AssertInformation(plans.Evaluate, theta => plans.Information(theta, [.. Enumerable.Range(0, 12)]), [.. ChoiceWorld.Plan]);
        AssertInformation(methods.Evaluate, beta => methods.Information(beta, [0, 1, 2, 3, 4]), [.3, -.8, -.1, -2, -.4]);
    }

    private static void AssertGradient(Maximiser.Likelihood likelihood, double[] at)
    {
        double[] gradient = new double[at.Length], ignored = new double[at.Length];
        likelihood(at, gradient);
        for (var j = 0; j < at.Length; j++)
        {
            double Value(double by) { double[] moved = [.. at]; moved[j] += by; return likelihood(moved, ignored); }
            Assert.Equal((Value(1e-5) - Value(-1e-5)) / 2e-5, gradient[j], 1e-4 * (1 + Math.Abs(gradient[j])));
        }
    }

    private static void AssertInformation(Maximiser.Likelihood likelihood, Func<double[], double[,]> information, double[] at)
    {
        var matrix = information(at);
        double[] low = new double[at.Length], high = new double[at.Length];
        for (var j = 0; j < at.Length; j++)
        {
            double[] up = [.. at], down = [.. at];
            up[j] += 1e-5;
            down[j] -= 1e-5;
            likelihood(up, high);
            likelihood(down, low);
            for (var a = 0; a < at.Length; a++)
                Assert.Equal(-(high[a] - low[a]) / 2e-5, matrix[a, j], 1e-3 * (1 + Math.Abs(matrix[a, j])));
        }
    }

    [Fact]
    public void The_fit_has_the_same_bits_whatever_the_thread_count()
    {
        var one = Fit(ChoiceWorld.Shop(3_000, 4, personas: 3), threads: 1, draws: 40);
        var four = Fit(ChoiceWorld.Shop(3_000, 4, personas: 3), threads: 4, draws: 40);
        Assert.Equal(one.Theta, four.Theta);
        for (var b = 0; b < 40; b++)
            Assert.Equal(one.Draws[b], four.Draws[b]);
    }

    [Fact]
    public void Refits_on_resampled_customers_spread_like_the_one_step_draws()
    {
        var shop = ChoiceWorld.Shop(2_000, 5);
        var model = Fit(shop);
        const int Refits = 20;
        var refits = new double[Refits][];
        for (var b = 0; b < Refits; b++)
        {
            int[] rows = [.. Enumerable.Range(0, 2_000).Select(i => (int)(CounterRandom.Uniform(77, (ulong)b, (ulong)i) * 2_000)).Order()];
            var sample = ChoiceWorld.Orders(2_000, [.. Enumerable.Range(0, 2_000)], Array.ConvertAll(rows, i => shop.Orders.PaymentValue[i]),
                Array.ConvertAll(rows, i => shop.Orders.Method[i]), Array.ConvertAll(rows, i => shop.Orders.Instalments[i]));
            refits[b] = Shares(Fit((sample, shop.Personas), draws: 1), null);
        }
        var draws = model.Draws.Select(draw => Shares(model, draw)).ToArray();
        for (var a = 0; a < refits[0].Length; a++)
        {
            var ratio = Deviation(refits, a) / Deviation(draws, a);
            Assert.InRange(ratio, .5, 2); // 20 refits know a standard deviation to about 16 %
        }
    }

    // Shares of card in 1, 2 and 6, and of boleto, at 60 and 150.
    private static double[] Shares(ChoiceModel model, double[]? draw)
    {
        var payment = new PaymentUtility(model);
        var utility = new double[payment.Count];
        var result = new List<double>();
        foreach (var total in new[] { 65.0, 150 })
        {
            payment.Menu(draw ?? model.Theta, -1, total, utility);
            var log = PaymentUtility.LogSum(utility);
            result.AddRange(new[] { 0, 1, 5, 10 }.Select(a => Math.Exp(utility[a] - log)));
        }
        return [.. result];
    }

    private static double Deviation(double[][] rows, int a)
    {
        var mean = rows.Average(row => row[a]);
        return Math.Sqrt(rows.Sum(row => (row[a] - mean) * (row[a] - mean)) / (rows.Length - 1));
    }

    [Fact]
    public void A_longer_plan_takes_from_the_longest_before_it_and_not_in_proportion()
    {
        var payment = new PaymentUtility(Model);
        double[] before = new double[payment.Count], after = new double[payment.Count];
        foreach (var k in new[] { 4, 5, 6 })
        {
            payment.Menu(Model.Theta, -1, 10 * k - .01, before);
            payment.Menu(Model.Theta, -1, 10 * k, after);
            var (a, b) = (PaymentUtility.LogSum(before), PaymentUtility.LogSum(after));
            double Loss(int plan) => 1 - Math.Exp(after[plan - 1] - b) / Math.Exp(before[plan - 1] - a);
            Assert.True(Math.Exp(after[k - 1] - b) > 0);
            Assert.True(Loss(k - 1) > 2 * Loss(1), $"At {10 * k} the plan of {k - 1} loses {Loss(k - 1):0.000}, a single payment {Loss(1):0.000}.");
        }
    }

    [Fact]
    public void A_plan_that_is_liked_beyond_the_smooth_curve_is_learned_and_no_other_with_it()
    {
        var (orders, personas) = ChoiceWorld.Shop(12_000, 8);
        // Two of three who would have taken 6 instalments take 7: no curve in ln k has such a tooth.
        orders = orders with
        {
            Instalments = [.. orders.Instalments.Select((k, i) => k == 6 && orders.PaymentValue[i] >= 70 && CounterRandom.Uniform(8, 77, (ulong)i) < 2.0 / 3 ? 7 : k)],
        };
        var model = ChoiceModelFitter.Fit(orders, personas, ChoiceWorld.Rule, new ChoiceModelOptions { Draws = 2 }, cancellationToken: TestContext.Current.CancellationToken);
        var payment = new PaymentUtility(model);
        int[] rows = [.. Enumerable.Range(0, orders.Count).Where(i => orders.Method[i] == PaymentMethod.CreditCard && orders.PaymentValue[i] >= 100)];
        var (simulated, utility) = (new double[11], new double[payment.Count]);
        foreach (var i in rows)
        {
            payment.Menu(model.Theta, -1, orders.PaymentValue[i], utility, payment.Shift(model.Theta, OrderContext.Of(orders, i)));
            var sum = PaymentUtility.LogSum(utility.AsSpan(0, 10));
            for (var k = 1; k <= 10; k++)
                simulated[k] += Math.Exp(utility[k - 1] - sum) / rows.Length;
        }
        for (var k = 1; k <= 10; k++)
            Assert.Equal(rows.Count(i => orders.Instalments[i] == k) / (double)rows.Length, simulated[k], .006);
    }

    [Fact]
    public void Personas_that_do_not_differ_have_no_spread_or_a_small_one()
    {
        var model = Fit(ChoiceWorld.Shop(6_000, 6, personas: 4), draws: 20);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Name.StartsWith("persona.", StringComparison.Ordinal)))
            Assert.InRange(parameter.Estimate, -.2, .2);
        Assert.Contains(model.Fit.PersonaSpread, words => words.Contains("do not differ", StringComparison.Ordinal));
    }

    [Fact]
    public void Personas_that_differ_are_told_apart()
    {
        double[][] shifts = [[0, 0, 0], [.8, .6, 0], [-.8, -.4, .5]];
        var model = Fit(ChoiceWorld.Shop(9_000, 7, 3, p => shifts[p], p => p == 1 ? 1.5 : 0), draws: 20);
        var payment = new PaymentUtility(model);
        double[] utility = new double[payment.Count], truth = new double[payment.Count];
        for (var p = 0; p < 3; p++)
        {
            double[] plan = [.. ChoiceWorld.Plan];
            for (var j = 0; j < 3; j++)
                plan[PlanUtility.ShiftedTerms[j]] += shifts[p][j];
            payment.Menu(model.Theta, p, 120, utility);
            ChoiceWorld.Utilities(plan, 120, p == 1 ? 1.5 : 0, truth);
            var (log, sum) = (PaymentUtility.LogSum(utility), truth.Sum());
            for (var a = 0; a < utility.Length; a++)
                Assert.InRange(Math.Exp(utility[a] - log) - truth[a] / sum, -.035, .035);
        }
        Assert.True(model.Fit.LogLikelihood > model.Fit.LogLikelihoodWithoutPersonas);
    }

    [Fact]
    public void A_shop_without_payments_rests_on_priors_and_says_so()
    {
        var orders = ChoiceWorld.Orders(3, [0, 1, 2], [10, 20, 30], [PaymentMethod.Unknown, PaymentMethod.Unknown, PaymentMethod.Unknown], [0, 0, 0]);
        var model = ChoiceModelFitter.Fit(orders, PersonaAssignment.None(orders), InstalmentRule.None, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(model.Payments);
        Assert.Contains("no payments on record", Assert.Single(model.Fit.Notes), StringComparison.Ordinal);
        Assert.All(model.Parameters, parameter => Assert.Equal(EvidenceGrade.C, parameter.Grade));
    }

    [Fact]
    public void A_customers_own_orders_weigh_more_when_customers_repeat_themselves()
    {
        // Every customer pays all three orders alike: boleto or card in one.
        var customers = 400;
        int[] owner = [.. Enumerable.Range(0, 3 * customers).Select(i => i / 3)];
        var methods = Array.ConvertAll(owner, c => c % 3 == 0 ? PaymentMethod.Boleto : PaymentMethod.CreditCard);
        var orders = ChoiceWorld.Orders(customers, owner, [.. owner.Select((_, i) => 50.0 + i % 60)], methods, [.. owner.Select(_ => 1)]);
        var loyal = Fit((orders, PersonaAssignment.None(orders)), draws: 10);
        var random = Fit(ChoiceWorld.Shop(400, 9, ordersEach: 3), draws: 10);
        Assert.True(loyal.Payments!.MethodHistoryWeight < .3);
        Assert.True(random.Payments!.MethodHistoryWeight > 3);
    }

    [Fact]
    public void Orders_of_one_day_are_one_visit_and_do_not_make_customers_look_faithful()
    {
        // Four orders a customer: each is placed in two parts that are paid alike, and the second day says nothing of the first.
        var customers = 600;
        int[] owner = [.. Enumerable.Range(0, 4 * customers).Select(i => i / 4)];
        var methods = Array.ConvertAll(Enumerable.Range(0, owner.Length).ToArray(), i =>
            CounterRandom.Uniform(12, 3, (ulong)(i / 2)) < .5 ? PaymentMethod.Boleto : PaymentMethod.CreditCard);
        var orders = ChoiceWorld.Orders(customers, owner, [.. owner.Select((_, i) => 50.0 + i % 60)], methods, [.. owner.Select(_ => 1)]);
        orders = orders with { OrderedAt = [.. Enumerable.Range(0, owner.Length).Select(i => new DateTime(2018, 1, 1 + i / 2 % 28))] };
        Assert.True(Fit((orders, PersonaAssignment.None(orders)), draws: 10).Payments!.MethodHistoryWeight > 5);
    }
}
