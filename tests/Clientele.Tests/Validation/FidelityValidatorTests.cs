using System.Text.Json;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Reporting;
using Clientele.Simulation.Agents;
using Clientele.Validation;

namespace Clientele.Tests.Validation;

public sealed class FidelityValidatorTests
{
    [Fact]
    public async Task A_made_up_shop_is_validated_and_its_report_survives_the_file()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 3_000, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 40 }))
        {
            Segmentation = new SegmentationOptions { K = 4 },
            Bootstraps = 100,
            Cache = new BaselineCache(Path.Combine(folder.Path, "study", "cache")),
        };
        var report = await FidelityValidator.ValidateAsync(transactions, plan, cancellationToken: token);

        Assert.Equal(["individuals", "population", "effects", "personas", "trust"], report.Blocks.Select(block => block.Name));
        var plans = report.Find("individuals.skill.installments")!;
        Assert.True(plans.Value > .5, $"{plans}");
        Assert.True(plans.Low < plans.Value && plans.Value < plans.High);
        // A shop of 3,000 orders cannot carry everything: what it cannot is said, never left out.
        foreach (var id in new[] { "individuals.skill.median", "individuals.ece", "individuals.next.payment", "population.nf.median", "population.c2st", "population.sdratio", "effects.ne1.r", "effects.ne2.r", "effects.controls", "personas.jaccard.min" })
            Assert.NotNull(report.Find(id));
        Assert.All(report.Metrics.Where(metric => metric.Verdict == FidelityVerdict.NotScored), metric => Assert.NotNull(metric.Note));
        // An order is in several pairs and counts once; the note says how many pairs and customers there are.
        var median = report.Find("population.nf.median")!;
        Assert.InRange(median.N, 1, report.Sizes["test_orders"]);
        Assert.Matches("^[1-4] of 4 pairs scored, [0-9,]+ orders of [0-9,]+ customers", median.Note);
        Assert.Contains("pairs scored the one farthest from reality", report.Find("population.nf.min")!.Note, StringComparison.Ordinal);
        // A curve that is flat within its noise is not scored: a correlation with it would be chance.
        var curve = report.Find("effects.ne2.r")!;
        Assert.True(curve.Verdict == FidelityVerdict.NotScored || curve.Ceiling >= Math.Sqrt(.8), $"{curve}");
        Assert.Contains(report.Claims.NotValidated, claim => claim.Contains("absolute conversion", StringComparison.Ordinal));
        Assert.Equal(64, report.ProtocolSha256.Length);

        // The next run finds the baselines and says the same, to the last bit.
        Assert.Equal(8, Directory.GetFiles(plan.Cache.Folder).Length); // four attributes, in two splits
        var again = await FidelityValidator.ValidateAsync(transactions, plan, cancellationToken: token);
        Assert.Equal(JsonSerializer.Serialize(report, RunFormat.Options), JsonSerializer.Serialize(again, RunFormat.Options));

        var study = new StudyFolder(Path.Combine(folder.Path, "study"));
        Assert.Null(FidelityFile.Find(study));
        FidelityFile.Write(study, report);
        var read = FidelityFile.Find(study)!;
        Assert.Equal(report.ShortVerdict, read.ShortVerdict);
        Assert.Equal(report.Metrics.Select(metric => (metric.Id, metric.Value, metric.Verdict)), read.Metrics.Select(metric => (metric.Id, metric.Value, metric.Verdict)));
    }

    [Fact]
    public async Task Features_of_another_name_that_stand_for_the_masked_answer_are_dropped_too()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 600, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var held = await HeldOut.OfAsync(transactions, null, FeatureSet.Load("behaviour"), new SegmentationOptions { K = 3 }, null, token);
        foreach (var task in Clientele.Validation.Experiments.ExperimentProtocol.Shipped.Tasks.Where(task => task.Kind is "plan" or "ticket_decile"))
        {
            var told = held.Personas(task.Dropped.Concat(task.Hidden), token).Features.FirstOrDefault()?.Features.Select(feature => feature.Trait) ?? [];
            Assert.DoesNotContain(task.Kind == "plan" ? FeatureTrait.Instalments : FeatureTrait.Spend, told);
        }
    }
}
