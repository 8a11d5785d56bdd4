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
