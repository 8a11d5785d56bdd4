using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation;

public sealed class SweepTests
{
    [Fact]
    public void A_sweep_is_read_with_both_ends()
    {
        var sweep = Sweep.Parse("offer.price=80:200:10");
        Assert.Equal(("offer.price", 13, 80.0, 200.0), (sweep.Path, sweep.Values.Count, sweep.Values[0], sweep.Values[^1]));
        Assert.Equal(0.3, Sweep.Parse("x=0.1:0.5:0.1").Values[2]);
    }

    [Theory]
    [InlineData("offer.price")]
    [InlineData("offer.price=80:200")]
    [InlineData("offer.price=a:200:10")]
    [InlineData("offer.price=200:80:10")]
    [InlineData("offer.price=80:200:0")]
    [InlineData("offer.price=1:100000:0.1")]
    public void A_text_that_is_no_sweep_is_refused_with_a_hint(string text) =>
        Assert.Contains("offer.price=80:200:10", Assert.Throws<ClienteleException>(() => Sweep.Parse(text)).Hint, StringComparison.Ordinal);

    [Fact]
    public void Demand_falls_with_the_price_and_the_best_price_follows_from_elasticity_and_cost()
    {
        var personas = ChoiceWorld.Personas((500, []), (500, [(FeatureTrait.Spend, 1.5), (FeatureTrait.ItemPrice, 1.5)]));
        var definition = Assert.Single(ScenarioFile.Parse("""
            schema: clientele/scenario/v1
            name: lamp
            offer: { category: home, price: 120, unit_cost: 60 }
            options:
              - { id: take_it, buys: true }
              - { id: walk_away, buys: false }
            text: A lamp costs {{ offer.price | money }}. {{ options }}
            """, "lamp.yaml"));
        var agent = new ChoiceModelAgent(ChoiceModelAgentTests.Model, personas);
        var curve = Simulator.Sweep(definition, "base", Sweep.Parse("offer.price=60:240:5"), agent, Population.OfPersonas(personas),
            cancellationToken: TestContext.Current.CancellationToken);
        var points = curve.Population.Points;
        for (var i = 1; i < points.Count; i++)
            Assert.True(points[i].Purchase.Value < points[i - 1].Purchase.Value && points[i].Purchase.Low <= points[i].Purchase.Value && points[i].Purchase.High >= points[i].Purchase.Value);
        Assert.Equal(.5, points.Single(point => point.Value == 120).Purchase.Value, 1e-9);
        Assert.True(curve.Population.BestMargin!.Value.Value > curve.Population.BestRevenue.Value);
        Assert.True(curve.Personas[1].BestMargin!.Value.Value >= curve.Personas[0].BestMargin!.Value.Value, "Those who spend more bear a higher price.");
        Assert.Equal(points[3].Purchase.Value * 75 * 1000, points[3].Revenue.Value, 1e-6);
        Assert.Equal(points[3].Purchase.Value * 15 * 1000, points[3].Margin!.Value.Value, 1e-6);
        // A logit in ln price with slope b: revenue p·σ(−b ln(p/120)) is largest where b(1 − σ) = 1.
        var b = 2.62 / .5;
        var best = 120 * Math.Pow(1 / (b - 1), 1 / b);
        Assert.Equal(best, curve.Personas[0].BestRevenue.Value, 2.5);
    }
}
