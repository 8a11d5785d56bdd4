using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;
using Clientele.Validation;

namespace Clientele.Tests.Validation;

public sealed class LanguageModelValidationTests
{
    // Even answers; those who buy at all hear nothing but the words.
    private static string Say(string user)
    {
        var line = user.Split('\n').First(one => one.Contains("\"probabilities\": an object", StringComparison.Ordinal));
        string[] ids = line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(", ");
        var second = user.Contains("What you are faced with", StringComparison.Ordinal);
        var shares = ids.Select(id => (id, Share: id == "walk_away" ? second ? 3.0 : .5 : 1)).ToList();
        return "{\"probabilities\": {" + string.Join(", ", shares.Select(one => FormattableString.Invariant($"\"{one.id}\": {one.Share / shares.Sum(other => other.Share):0.######}"))) + "}, \"reason\": \"So.\", \"key_factors\": [\"order value\"]}";
    }

    [Fact]
    public async Task Every_question_is_planned_before_anything_is_sent_and_asked_once()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 1_500, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var client = new ScriptedChatClient((_, user) => Say(user));
        var endpoint = new ModelEndpoint { Model = "scripted", Address = "test", Client = client, Price = new ModelPrice(1, 5) };
        var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 1 })) { Segmentation = new SegmentationOptions { K = 3 }, Bootstraps = 50 };
        using var journal = Journal.Open(Path.Combine(folder.Path, "journal.db"));
        var prepared = await LanguageModelValidation.PrepareAsync(transactions, plan, endpoint, 20, journal, new CallOptions(), cancellationToken: token);
        Assert.Equal(0, client.Calls);
        Assert.True(prepared.Plan is { Known: 0, WorstCost: > 0, ToSend: > 300 });

        var report = await prepared.RunAsync(journal, cancellationToken: token);
        Assert.Equal(prepared.Plan.ToSend, client.Calls);
        Assert.Equal((prepared.Plan.ToSend, prepared.Plan.ToSend), (prepared.Account!.Planned, prepared.Account.Answered));
        Assert.Equal("scripted", report.Agent);
        // One wording in three says walk away; order, chance and persona say nothing.
        Assert.InRange(report.Find("trust.paraphrase_flips")!.Value, .4, .67);
        Assert.Equal((0.0, 1.0), (report.Find("trust.order_flips")!.Value, report.Find("trust.retest")!.Value));
        Assert.InRange(report.Find("trust.persona_icc")!.Value, 0, 1e-9);
        Assert.InRange(report.Find("trust.contamination")!.Value, -1e-9, 1e-9);
        Assert.Equal(0, report.Find("trust.reason_faithfulness")!.Value);
        // Both persona prompts are measured, on the same orders; what hears nothing of either answers them alike.
        var (own, facts) = (report.Find("trust.persona_prompt.logloss.own")!, report.Find("trust.persona_prompt.logloss.facts")!);
        Assert.True(own.Value > 0 && own.N > 0 && own.N == facts.N);
        Assert.Equal(own.Value, facts.Value, 1e-9);
        Assert.InRange(report.Find("trust.persona_prompt.difference")!.Value, -1e-9, 1e-9);
        Assert.InRange(report.Find("trust.persona_prompt.icc.facts")!.Value, 0, 1e-9);
        Assert.Equal(FidelityVerdict.Fail, report.Blocks.First(block => block.Name == "trust").Verdict);
        Assert.Contains("individuals.ece.calibrated", report.Blocks[0].Metrics);

        var again = await LanguageModelValidation.PrepareAsync(transactions, plan, endpoint, 20, journal, new CallOptions(), cancellationToken: token);
        Assert.Equal((prepared.Plan.Id, 0), (again.Plan.Id, again.Plan.ToSend));
        var replayed = await again.ReplayAsync(journal, cancellationToken: token);
        Assert.Equal(prepared.Plan.ToSend, client.Calls);
        Assert.Equal(report.Metrics.Select(metric => (metric.Id, metric.Value, metric.Low, metric.Note)), replayed.Metrics.Select(metric => (metric.Id, metric.Value, metric.Low, metric.Note)));
    }

    // With few answers, or none, most of it cannot be scored; what was paid for is reported all the same.
    [Theory]
    [InlineData(5, true, 100)]
    [InlineData(5, false, 100)]
    [InlineData(5, false, 1e-9)]
    public async Task Few_answers_or_none_end_in_a_report(int questions, bool answers, double maxCost)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 1_500, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var endpoint = new ModelEndpoint { Model = "scripted", Address = "test", Client = new ScriptedChatClient((_, user) => answers ? Say(user) : "{}"), Price = new ModelPrice(1, 5) };
        var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 1 })) { Segmentation = new SegmentationOptions { K = 3 }, Bootstraps = 50 };
        using var journal = Journal.Open(Path.Combine(folder.Path, "journal.db"));
        var prepared = await LanguageModelValidation.PrepareAsync(transactions, plan, endpoint, questions, journal, new CallOptions { MaxCost = maxCost }, cancellationToken: token);
        var report = await prepared.RunAsync(journal, cancellationToken: token);
        var test = report.Find("population.c2st")!;
        Assert.Equal(FidelityVerdict.NotScored, test.Verdict);
        Assert.Contains(answers ? "orders are too few" : "is asked", test.Note, StringComparison.Ordinal);
        Assert.Equal(answers ? prepared.Plan.ToSend : 0, prepared.Account!.Answered);
        // What depends on answers is not asked for again when there are none.
        Assert.Equal(maxCost < 1 ? prepared.Account.Planned : 0, prepared.Account.OverBudget);
        Assert.True(prepared.Account.Planned > 0);
    }
}
