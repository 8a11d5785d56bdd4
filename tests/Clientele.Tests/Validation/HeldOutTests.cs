using System.Text;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Tests.Validation.Truth;
using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation;

public sealed class HeldOutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_split_by_time_nothing_that_an_agent_is_told_comes_after_the_split_or_the_order()
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, 5);
        var held = world.Held;
        var later = (await held.LaterAsync(world.Transactions, null, world.Plan.Features, .8, Token))!;
        var from = later.From!.Value;
        var personas = later.Personas([], Token);
        var frequency = personas.Features[0].Features.Select(one => one.Trait).ToList().IndexOf(FeatureTrait.Frequency);
        for (var part = 0; part < 3; part++)
        {
            // Orders of a customer that came before, of all orders there are.
            var all = held.Parts[part];
            var before = Enumerable.Range(0, all.Count).Where(i => all.OrderedAt[i] < from).CountBy(i => all.Customer[i]).ToDictionary();
            var features = personas.Features[part];
            for (var c = 0; c < all.CustomerIds.Count; c++)
                if (personas.FeatureRow[part][c] is >= 0 and var row)
                    Assert.Equal(before[c], features.Columns[frequency][row]);
                else
                    Assert.Equal(-1, personas.Assignment[part].Persona[c]);
            Assert.Equal(before.Count, features.Count);
            Assert.True(features.Count < held.Personas([], Token).Features[part].Count);
        }
        var stars = MaskedOrder.Of(MaskedOrder.Category, later.Fit, later.Mapping.Instalments);
        var known = 0;
        for (var i = 0; i < later.Test.Count; i++)
        {
            var customer = later.Test.Customer[i];
            var earlier = Enumerable.Range(0, held.Test.Count).Where(o => held.Test.Customer[o] == customer && held.Test.OrderedAt[o] < later.Test.OrderedAt[i] && stars.Outcome(held.Test, o) >= 0).ToList();
            var told = later.Profile(personas, 2, i, [stars]).OtherOrders.GetValueOrDefault(MaskedOrder.Category, []);
            Assert.Equal(earlier.Select(o => stars.Options[stars.Outcome(held.Test, o)]), told);
            known += told.Count;
        }
        Assert.True(known > 0);
    }

    [Fact]
    public async Task A_shop_whose_customers_are_all_alike_is_validated_and_what_needs_differences_is_not_scored()
    {
        using var shop = new AlikeShop(900);
        using var transactions = await shop.LoadAsync();
        var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 5 })) { Segmentation = new SegmentationOptions { K = 4 }, Bootstraps = 20 };
        var report = await FidelityValidator.ValidateAsync(transactions, plan, cancellationToken: Token);
        foreach (var id in new[] { "personas.jaccard.min", "personas.jaccard.median", "personas.prediction_strength", "personas.copula_null" })
        {
            Assert.Equal(FidelityVerdict.NotScored, report.Find(id)!.Verdict);
            Assert.Contains("alike in every feature", report.Find(id)!.Note, StringComparison.Ordinal);
        }
        Assert.Contains("alike", report.Blocks.Single(block => block.Name == "personas").Summary, StringComparison.Ordinal);

        var held = await HeldOut.OfAsync(transactions, null, plan.Features, plan.Segmentation, null, Token);
        var nobody = held.Personas([], Token);
        Assert.Null(nobody.Set);
        Assert.Empty(held.SetOf(nobody).Personas);
        var past = new PastOutcomes("past.csv", "0123456789ab", [new PastExperiment("flash_sale", [.. BuiltInScenarios.Get("flash_sale").Scenarios.Take(1).Select(one => new PastArm(one, 100, 10))])]);
        var effects = await new EffectsBlock(held, plan.Agent, ExperimentProtocol.Shipped, null, Token) { Past = past }.MeasureAsync(null, nobody);
        Assert.Contains("tells customers apart", effects.Metrics.Single(metric => metric.Id == "effects.outcomes.r").Note, StringComparison.Ordinal);
        // Known truth of a store where nobody differs.
        var truth = new SyntheticTruth { World = SyntheticStoreWorld.NoHeterogeneity, Effects = [], Personas = 1, Orders = 900, Customers = 900, Seed = 1, Files = new SortedDictionary<string, string>() };
        var measured = await Clientele.Validation.Truth.WorldTruthBlock.MeasureAsync(held, null, null, truth, plan, ExperimentProtocol.Shipped, PersonaEvidence.Of(held, plan, null, Token), null, Token);
        var claim = measured.Metrics.Single(metric => metric.Id == "truth.false_discovery");
        Assert.Equal(FidelityVerdict.NotScored, claim.Verdict);
        Assert.Contains("alike in every feature", claim.Note, StringComparison.Ordinal);
    }

    // Everybody buys the same once, on a day of the same kind.
    private sealed class AlikeShop : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public AlikeShop(int customers)
        {
            StringBuilder orders = new("order,customer,placed\n"), items = new("order,product,kind,price,freight\n"), payments = new("order,how,plan,paid\n"), reviews = new("order,stars,asked\n");
            for (var c = 0; c < customers; c++)
            {
                orders.Append(FormattableString.Invariant($"o{c:0000},c{c:0000},{new DateTime(2024, 1, 1, 10, 0, 0).AddDays(7 * (c % 50)):yyyy-MM-dd HH:mm:ss}\n"));
                items.Append(FormattableString.Invariant($"o{c:0000},p1,toys,50.00,5\n"));
                payments.Append(FormattableString.Invariant($"o{c:0000},card,2,55.00\n"));
                reviews.Append(FormattableString.Invariant($"o{c:0000},5,2024-12-31\n"));
            }
            _folder.Write("orders.csv", orders.ToString());
            _folder.Write("items.csv", items.ToString());
            _folder.Write("payments.csv", payments.ToString());
            _folder.Write("reviews.csv", reviews.ToString());
        }

        public Task<Transactions> LoadAsync() => TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = _folder.Path,
            Mapping = MappingFile.Parse(string.Join("\n", Data.SmallShop.MappingText.Split("\n").Where(line => !line.Contains("exclude", StringComparison.Ordinal) && !line.Contains("rule:", StringComparison.Ordinal))), "alike.yaml"),
        }, cancellationToken: Token);

        public void Dispose() => _folder.Dispose();
    }
}
