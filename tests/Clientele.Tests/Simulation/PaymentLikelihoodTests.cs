using System.Numerics;
using Clientele.Simulation.Agents;
using CsCheck;

namespace Clientele.Tests.Simulation;

public sealed class PaymentLikelihoodTests
{
    private const double Digits = 1e-10;
    private static readonly PaymentOrders Orders = ShopOrders();
    private static readonly PaymentOrders Cards = Orders.Where(i => Orders.Method[i] == 0);
    private static readonly ParallelOptions Parallel = new();

    private static PaymentOrders ShopOrders()
    {
        var (orders, personas) = ChoiceWorld.Shop(700, 11, personas: 3);
        return PaymentOrders.From(orders, personas, ChoiceWorld.Rule, int.MaxValue, 1);
    }

    [Fact]
    public void Plans_of_several_orders_at_once_agree_with_the_scalar_form() =>
        Gen.Select(Gen.Double[-2, 2].Array[PlanUtility.Count], Gen.Int[1, PlanUtility.Count]).Sample((theta, terms) =>
        {
            PlanLikelihood fast = new(Cards, Parallel), scalar = new(Cards, Parallel, vectors: false);
            double[] fastGradient = new double[theta.Length], gradient = new double[theta.Length];
            AssertClose([scalar.Evaluate(theta, gradient)], [fast.Evaluate(theta, fastGradient)]);
            AssertClose(gradient, fastGradient);
            AssertClose(scalar.InclusiveValues(theta), fast.InclusiveValues(theta));
            int[] some = [.. Enumerable.Range(PlanUtility.Count - terms, terms)];
            double[] fastScores = new double[Cards.Count * terms], scores = new double[Cards.Count * terms];
            AssertClose(Flat(scalar.Information(theta, some, scores)), Flat(fast.Information(theta, some, fastScores)));
            AssertClose(scores, fastScores);
        }, iter: 50);

    [Fact]
    public void Methods_of_several_orders_at_once_agree_with_the_scalar_form() =>
        Gen.Select(Gen.Double[-2, 2].Array[1 + 2 * (Orders.Methods.Length - 1)], Gen.Double[0, 3].Array[Orders.Count]).Sample((beta, inclusive) =>
        {
            MethodLikelihood fast = new(Orders, inclusive, Parallel), scalar = new(Orders, inclusive, Parallel, vectors: false);
            double[] fastGradient = new double[beta.Length], gradient = new double[beta.Length];
            AssertClose([scalar.Evaluate(beta, gradient)], [fast.Evaluate(beta, fastGradient)]);
            AssertClose(gradient, fastGradient);
            int[] free = [.. Enumerable.Range(1, beta.Length - 1)];
            double[] fastScores = new double[Orders.Count * free.Length], scores = new double[Orders.Count * free.Length];
            AssertClose(Flat(scalar.Information(beta, free, scores)), Flat(fast.Information(beta, free, fastScores)));
            AssertClose(scores, fastScores);
        }, iter: 50);

    [Fact]
    public void Departures_of_single_plans_have_the_gradient_and_curvature_of_their_likelihood()
    {
        var utilities = new PlanLikelihood(Cards, Parallel).Utilities(ChoiceWorld.Plan);
        var likelihood = new DepartureLikelihood(Cards, [.. Enumerable.Range(0, Cards.Count)], utilities);
        Gen.Double[-1, 1].Array[likelihood.Count].Sample(at =>
        {
            const double Step = 1e-5;
            double[] gradient = new double[at.Length], up = new double[at.Length], down = new double[at.Length];
            likelihood.Evaluate(at, gradient);
            var information = likelihood.Information(at);
            for (var k = 0; k < at.Length; k++)
            {
                double[] above = [.. at], below = [.. at];
                (above[k], below[k]) = (at[k] + Step, at[k] - Step);
                Assert.Equal((likelihood.Evaluate(above, up) - likelihood.Evaluate(below, down)) / (2 * Step), gradient[k], 1e-4);
                for (var other = 0; other < at.Length; other++)
                    Assert.Equal(-(up[other] - down[other]) / (2 * Step), information[k, other], 1e-4);
            }
        }, iter: 20);
    }

    [Fact]
    public void Departures_of_a_plan_that_no_order_could_take_have_no_score_and_no_information()
    {
        int[] small = [.. Enumerable.Range(0, Cards.Count).Where(i => Cards.Longest[i] <= 4)];
        var likelihood = new DepartureLikelihood(Cards, small, new PlanLikelihood(Cards, Parallel).Utilities(ChoiceWorld.Plan));
        var gradient = new double[likelihood.Count];
        likelihood.Evaluate(new double[likelihood.Count], gradient);
        var information = likelihood.Information(new double[likelihood.Count]);
        Assert.All(Enumerable.Range(0, likelihood.Count), k => Assert.Equal(k + 2 <= 4, gradient[k] != 0 && information[k, k] > 0));
    }

    [Fact]
    public void Vector_exp_and_log_are_right_to_the_last_digits()
    {
        Gen.Double[-700, 700].Sample(x => Assert.InRange(VectorMath.Exp(new Vector<double>(x))[0] / Math.Exp(x) - 1, -1e-15, 1e-15));
        Gen.Double[-700, 700].Select(Math.Exp).Sample(x => Assert.Equal(Math.Log(x), VectorMath.Log(new Vector<double>(x))[0], 1e-15 * Math.Max(.3, Math.Abs(Math.Log(x)))));
        Assert.Equal(1, VectorMath.Exp(Vector<double>.Zero)[0]);
        Assert.Equal(0, VectorMath.Log(Vector<double>.One)[0]);
        Assert.InRange(VectorMath.Exp(new Vector<double>(-1e9))[0], 0, 1e-300);
    }

    private static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Digits * (1 + Math.Abs(expected[i])));
    }
}
