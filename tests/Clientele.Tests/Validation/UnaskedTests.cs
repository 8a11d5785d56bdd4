using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Validation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation;

/// <summary>What a shop's data cannot carry is in the report as not scored, with the reason; nothing drops out in silence.</summary>
public sealed class UnaskedTests
{
    private static readonly ExperimentProtocol Protocol = ExperimentProtocol.Shipped;
    private static readonly ValidatedAgent Even = new("coin", (_, _) => new EvenAgent());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_without_stars_and_instalments_has_a_row_for_each_thing_that_is_not_asked()
    {
        using var folder = new TemporaryFolder();
        using var data = await StoreAsync(folder.Path, 900, () =>
        {
            Rewrite(folder.Path, "olist_order_reviews_dataset.csv", (_, _) => null);
            Rewrite(folder.Path, "olist_order_payments_dataset.csv", (cells, _) => [cells[0], cells[1], "boleto", "1", cells[4]]);
        });
        var report = await FidelityValidator.ValidateAsync(data, new FidelityPlan(FeatureSet.Load("reference"), Even) { Segmentation = new SegmentationOptions { K = 3 }, Bootstraps = 20 }, cancellationToken: Token);

        // Every target that the plan can be held to has a row.
        Assert.All(Protocol.Targets.Keys.Where(id => id.Split('.') is ["individuals" or "population" or "personas", ..] || id.StartsWith("effects.ne", StringComparison.Ordinal) || id == "effects.controls"),
            id => Assert.NotNull(report.Find(id)));
        foreach (var (id, why) in new[]
        {
            ("individuals.skill.installments", "no order records it"), ("individuals.skill.stars", "no order records it"), ("population.nf.plan_category", "plan is not asked: no order records it"),
            ("population.nf.plan_value_decile", "plan is not asked"), ("population.nf.plan_state", "plan is not asked"), ("population.nf.stars_lateness", "stars is not asked"), ("population.sdratio", "neither"),
        })
        {
            var metric = report.Find(id)!;
            Assert.Equal(FidelityVerdict.NotScored, metric.Verdict);
            Assert.Contains(why, metric.Note, StringComparison.Ordinal);
        }
        Assert.Contains("how single customers pay in instalments", report.Claims.NotValidated);
        Assert.Contains(report.Claims.NotValidated, claim => claim.Contains("rate late parcels", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.StartsWith("stars is not asked: no order records it", StringComparison.Ordinal));
        // A verdict says what it rests on.
        foreach (var block in report.Blocks.Where(block => block.Metrics.Count > 0))
        {
            var wanted = report.Metrics.Where(metric => block.Metrics.Contains(metric.Id) && metric.Target is not null).ToList();
            Assert.Equal((wanted.Count, wanted.Count(metric => metric.Verdict != FidelityVerdict.NotScored)), (block.Targets, block.Scored));
            Assert.Equal($"({block.Scored} of {block.Targets} targets scored)", block.Reach);
            Assert.True(block.Name == "personas" || block.Scored < block.Targets, block.Name);
        }
    }

    [Fact]
    public async Task Orders_of_categories_that_nobody_learned_from_bought_are_counted()
    {
        using TemporaryFolder folder = new(), elsewhere = new();
        using var data = await StoreAsync(folder.Path, 900);
        using var other = await StoreAsync(elsewhere.Path, 600, () =>
        {
            var n = 0;
            Rewrite(elsewhere.Path, "product_category_name_translation.csv", (cells, _) => [cells[0], n++ % 3 == 0 ? "never_seen_" + cells[1] : cells[1]]);
        }, seed: 6);
        var held = await HeldOut.OfAsync(data, other, FeatureSet.Load("reference"), new SegmentationOptions { K = 3 }, null, Token);
        var attribute = MaskedOrder.Of(MaskedOrder.Category, held.Fit, held.Mapping.Instalments);
        var (unknown, known) = (0, 0);
        for (var i = 0; i < held.Test.Count; i++)
        {
            Assert.False(attribute.IsOffScale(held.Test, i) && attribute.Outcome(held.Test, i) >= 0);
            Assert.Equal(held.Test.Category[i] >= 0, attribute.IsOffScale(held.Test, i) || attribute.Outcome(held.Test, i) >= 0);
            (unknown, known) = attribute.IsOffScale(held.Test, i) ? (unknown + 1, known) : attribute.Outcome(held.Test, i) >= 0 ? (unknown, known + 1) : (unknown, known);
        }
        Assert.True(unknown > 30 && known > 100, $"{unknown}, {known}");

        var task = await HeldOutTask.OfAsync(held, Protocol.Tasks.Single(one => one.Kind == MaskedOrder.Category), Even, 1, null, new Workers(0, Token), _ => { }, Token);
        var block = IndividualsBlock.Measure(held, [task!], [], [], Protocol, new CustomerBootstrap(1, 20));
        Assert.Contains(FormattableString.Invariant($"category: {unknown:N0} test orders show a value that no fit order shows and are in no number; {known:N0} can be asked about."), block.Notes);
        Assert.Equal(known, block.Metrics.Single(metric => metric.Id == "individuals.skill.category").N);
    }

    [Fact]
    public async Task A_leak_fails_its_negative_control_and_controls_alone_pass_no_block()
    {
        using TemporaryFolder folder = new(), leaky = new();
        using var data = await StoreAsync(folder.Path, 1_500);
        // Weekend orders in the small hours, all others in the morning.
        using var leak = await StoreAsync(leaky.Path, 1_500, () => Rewrite(leaky.Path, "olist_orders_dataset.csv", (cells, _) =>
        {
            var at = DateTime.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture);
            return [.. cells.Take(3), at.Hour < 6 ? cells[3] : FormattableString.Invariant($"{at:yyyy-MM-dd} {(at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 5):00}:10:00"), .. cells.Skip(4)];
        }));
        async Task<Dictionary<string, FidelityMetric>> Controls(Transactions of) => IndividualsBlock.Controls(
            await HeldOut.OfAsync(of, null, FeatureSet.Load("reference"), new SegmentationOptions { K = 3 }, null, Token), Protocol, new CustomerBootstrap(1, 50, new Workers(0, Token))).ToDictionary(metric => metric.Id);
        var (sound, found) = (await Controls(data), await Controls(leak));
        Assert.All(sound.Values, metric => Assert.Equal(FidelityVerdict.Pass, metric.Verdict));
        Assert.Equal(FidelityVerdict.Fail, found["individuals.control.hour_block"].Verdict);

        Assert.Equal(FidelityVerdict.NotScored, FidelityBlock.Of("individuals", "", [.. sound.Values]).Verdict);
        var skill = FidelityMetric.Judge("individuals.skill.median", .95, .92, .99, 1, new FidelityTarget(AtLeast: .9));
        Assert.Equal(FidelityVerdict.Pass, FidelityBlock.Of("individuals", "", [skill, .. sound.Values]).Verdict);
        Assert.Equal(FidelityVerdict.Fail, FidelityBlock.Of("individuals", "", [skill, .. found.Values]).Verdict);
    }

    private static async Task<Transactions> StoreAsync(string path, int orders, Action? change = null, int seed = 5)
    {
        await SyntheticStore.WriteAsync(path, new SyntheticStoreOptions { Orders = orders, Seed = seed }, cancellationToken: Token);
        change?.Invoke();
        return await TransactionLoader.LoadAsync(new TransactionSource { Path = path, Mapping = MappingFile.Load("olist") }, cancellationToken: Token);
    }

    // The store's files have no quoted cells. A row becomes null when it is left out.
    private static void Rewrite(string folder, string file, Func<string[], int, string[]?> change)
    {
        var path = Path.Combine(folder, file);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], .. lines.Skip(1).Select((line, i) => change(line.Split(','), i)).OfType<string[]>().Select(cells => string.Join(',', cells))]);
    }
}
