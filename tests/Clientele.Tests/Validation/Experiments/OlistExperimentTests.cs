using Clientele.Data;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class OlistExperimentTests
{
    [Fact]
    public async Task Probe()
    {
        var token = TestContext.Current.CancellationToken;
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var orders = await transactions.ReadOrdersAsync(token);
        var design = new MinimumInstalmentDesign(.8, [.5, .65, .95], .05, 4, .01, 1.2, .013, 200, 6, .1, .5, .5, 50, 3, 5, .6);
        var truth = MinimumInstalment.Measure(orders, transactions.Mapping.Instalments, design, 1, token);
        var o = TestContext.Current.TestOutputHelper!;
        o.WriteLine($"orders {truth.Orders} half r {truth.SplitHalf.Correlation:0.000} rel {truth.SplitHalf.Reliability:0.000} ceil {truth.SplitHalf.Ceiling:0.000} weak {truth.Weak}");
        foreach (var c in truth.Cutoffs)
            o.WriteLine($"{c.Plan} {c.Jump.Value:0.000} ({c.Jump.Se:0.000}, {c.Jump.RobustSe:0.000}) single {c.Single.Value:0.000} ({c.Single.Se:0.000}) card {c.Card.Value:0.000} ({c.Card.Se:0.000}) dens {c.Density.Value:0.00} ({c.Density.Se:0.00}) n {c.Sides} " + string.Join(" ", c.Variants.Select(v => $"{v.Jump.Value:0.000}")));
        foreach (var p in truth.Placebos) o.WriteLine($"placebo {p.Total} {p.Jump.Value:0.000} {p.Jump.Se:0.000} {p.Jump.IsSignificant}");
        foreach (var p in truth.Periods) o.WriteLine($"{p.From} {p.Jump.Value:0.000} {p.Jump.Se:0.000} n {p.Jump.N}");
        var draws = truth.Draw(50, 1);
        o.WriteLine($"draw sd {Math.Sqrt(draws.Average(d => Math.Pow(d[3] - truth.Effects[3].Value, 2))):0.000} honest {truth.Effects[3].HonestSe:0.000}");
        var p2 = ExperimentProtocol.Shipped;
        o.WriteLine(p2.Sha256);
        foreach (var e in DatedEvent.Measure(orders, "olist", p2.Events)) foreach (var ar in new[] { 14, 21, 28, 42, 56 }) { var q = DatedEvent.Measure(orders, "olist", [.. p2.Events.Select(v => v with { Around = ar })]).First(v => v.Event.Name == e.Event.Name); o.WriteLine($"{ar} {e.Event.Name} {q.Missing} {q.Orders} {q.Late}"); }
        var f = FreightRoutes.Measure(orders, p2.FreightRoutes);
        foreach (var x in f.Outcomes) o.WriteLine($"{x.Name} {x.Pooled.Value:0.000}({x.Pooled.Se:0.000}) {x.Category.Value:0.000}({x.Category.Se:0.000}) {x.Routes.Value:0.000}({x.Routes.Se:0.000}) n {x.Routes.N}");
        o.WriteLine($"{f.IsIdentified} {f.Note}");
        var nc = NegativeControls.Measure(orders, transactions.Mapping.Instalments, truth, p2.MinimumInstalment, p2.BrokenPromise);
        o.WriteLine($"{nc.Significant} {nc.Imbalanced}"); foreach (var c in truth.Cutoffs) o.WriteLine($"ADJ {c.Plan} {c.Jump.Value:0.000} {c.Adjusted.Value:0.000} ({c.Adjusted.Se:0.000})");
        foreach (var x in nc.Tests.Where(t => t.Jump.IsSignificant || t.Family == "promise.outcome")) o.WriteLine($"{x.Family} {x.Name} {x.Jump.Value:0.000} ({x.Jump.Se:0.000}) t={x.Jump.Value / x.Jump.Se:0.0}");
    }
}
