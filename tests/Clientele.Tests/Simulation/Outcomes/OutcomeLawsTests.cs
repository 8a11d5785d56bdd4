using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Agents.Outcomes;
using CsCheck;

namespace Clientele.Tests.Simulation.Outcomes;

public sealed class OutcomeLawsTests
{
    private static OutcomeRows Rows(OrderTable orders, params int[] fields) => OutcomeRows.From(
        orders, PersonaAssignment.None(orders), MaskedOrder.Of(MaskedOrder.Category, orders, InstalmentRule.None), new OutcomeVocabulary([]), fields, [],
        new ParallelOptions());

    [Fact]
    public void Leaving_a_customer_out_is_counting_without_its_orders()
    {
        var orders = OutcomeWorld.Shop(400, 11);
        int[] fields = [OutcomeField.IndexOf("price_20")];
        var rows = Rows(orders, fields);
        var counts = OutcomeCounts.Of(rows, fields, 4);
        for (var r = 0; r < rows.Count; r++)
        {
            var like = Enumerable.Range(0, rows.Count)
                .Where(o => rows.Customer[o] != rows.Customer[r] && rows.Codes[fields[0]]![o] == rows.Codes[fields[0]]![r]).ToArray();
            var (same, total, seen) = OutcomeShrinkage.WithoutCustomer(rows, counts, r);
            if (like.Select(o => rows.Customer[o]).Distinct().Count() < OutcomeTable.FewestCustomers)
                Assert.Equal(0, total);
            else
                Assert.Equal((like.Count(o => rows.Outcome[o] == rows.Outcome[r]), like.Length, like.Select(o => rows.Outcome[o]).Distinct().Count()), (same, total, seen));
        }
    }

    [Fact]
    public void Evidence_is_the_log_of_a_share_against_the_coarser_share_but_for_a_constant()
    {
        var table = new OutcomeTable(1, [5], [0, 2], [0, 2], [3, 4]);
        var view = new OutcomeView([0], -1, 2.5, .25, table);
        double[] shares = [.5, .3, .2];
        var evidence = new OutcomeEvidence(3, 1);
        evidence.Read([view], shares, [table.Find([5])]);
        var own = new double[3];
        for (var e = 0; e < evidence.Count; e++)
            own[evidence.Option[e]] = evidence.Value[e];
        double reserve = 2.5 + .25 * 2, mass = 7 + 2.5;
        double[] q = [(2.75 + reserve * .5) / mass, reserve * .3 / mass, (3.75 + reserve * .2) / mass];
        Assert.Equal(1, q.Sum(), 1e-12);
        for (var y = 0; y < 3; y++)
            Assert.Equal(Math.Log(q[y] / shares[y]) - Math.Log(q[1] / shares[1]), own[y], 1e-12);
    }

    [Fact]
    public void The_gradient_and_the_information_of_the_pool_are_its_derivatives() =>
        Gen.Select(Gen.Double[-1, 1].Array[5], Gen.Double[-2, 2].Array[3 * 4 * 5], Gen.Int[0, 2].Array[4]).Sample((theta, values, outcomes) =>
        {
            var pool = new OutcomePool(3, 5, new ParallelOptions());
            pool.AddRange(outcomes.Select((outcome, i) => new OutcomePool.Order(
                outcome, [0, 5, 10, 15], [.. Enumerable.Range(0, 15).Select(k => (ushort)(k % 5))], [.. values.Skip(15 * i).Take(15).Select(x => (float)x)])));
            double Plain(double[] at) => outcomes.Select((outcome, i) =>
            {
                double[] s = [.. Enumerable.Range(0, 3).Select(y => Enumerable.Range(0, 5).Sum(j => at[j] * (float)values[15 * i + 5 * y + j]))];
                return s[outcome] - Math.Log(s.Sum(Math.Exp));
            }).Sum();
            double[] gradient = new double[5], scores = new double[20], up = new double[5], down = new double[5];
            Assert.Equal(Plain(theta), pool.Evaluate(theta, gradient), 1e-9);
            var information = pool.Information(theta, scores);
            const double H = 1e-5;
            for (var j = 0; j < 5; j++)
            {
                var j1 = j;
                double[] above = [.. theta.Select((x, k) => k == j1 ? x + H : x)], below = [.. theta.Select((x, k) => k == j1 ? x - H : x)];
                Assert.Equal((Plain(above) - Plain(below)) / (2 * H), gradient[j], 1e-5);
                Assert.Equal(gradient[j], Enumerable.Range(0, 4).Sum(i => scores[5 * i + j1]), 1e-9);
                pool.Evaluate(above, up);
                pool.Evaluate(below, down);
                for (var k = 0; k < 5; k++)
                    Assert.Equal(-(up[k] - down[k]) / (2 * H), information[j, k], 5e-5);
            }
        }, iter: 50);

    [Fact]
    public void A_drawn_mass_has_the_mean_and_the_variance_of_a_gamma()
    {
        foreach (var shape in new[] { 1.0, 4, 50 })
        {
            double[] drawn = [.. Enumerable.Range(0, 20_000).Select(draw => new OutcomeResampling(9, draw).Mass(2, 3, shape))];
            var mean = drawn.Average();
            Assert.InRange(mean / shape, .97, 1.03);
            Assert.InRange(drawn.Sum(x => (x - mean) * (x - mean)) / drawn.Length / shape, .9, 1.1);
        }
    }

    [Fact]
    public void The_other_orders_of_a_customer_never_hold_the_order_itself()
    {
        var orders = OutcomeWorld.Shop(100, 12);
        var masked = MaskedOrder.Of(MaskedOrder.Category, orders, InstalmentRule.None);
        for (var i = 0; i < orders.Count; i++)
        {
            int[] others = [.. Enumerable.Range(0, orders.Count).Where(j => j != i && orders.Customer[j] == orders.Customer[i]).Select(j => masked.Outcome(orders, j))];
            Assert.Equal(others, OutcomeHistory.Others(masked, orders, i));
            Assert.Equal(Enumerable.Range(0, i).Count(j => orders.Customer[j] == orders.Customer[i]), OutcomeHistory.Others(masked, orders, i, earlierOnly: true).Length);
        }
    }
}
