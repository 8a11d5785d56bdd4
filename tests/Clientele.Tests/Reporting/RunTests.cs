using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Reporting;
using NJsonSchema;

namespace Clientele.Tests.Reporting;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_is_written_with_its_decisions_and_figures_and_equal_runs_give_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        var personas = Runs.Personas(3);
        var record = RunRecord.From(Runs.Manifest(personas), Runs.Run(personas, 2, 20), Runs.Sweep(4, margin: true, null));
        RunFolder[] folders = [.. ((string[])["first", "second"]).Select(name =>
        {
            var study = new StudyFolder(folder.File(name));
            ReportWriter.Write(study, record, Runs.Run(personas, 2, 20), new RunTiming(DateTimeOffset.UnixEpoch, [new StageTime("Simulate", .25)], 2), null, TestContext.Current.CancellationToken);
            return study.Run(record.PlanHash);
        })];
        var files = Directory.GetFiles(folders[0].Root).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["checksums.json", "decision_heatmap.png", "decision_heatmap.svg", "decisions.csv", "decisions.parquet", "run.json", "sweep.csv", "sweep.png", "sweep.svg", "timing.json"], files);
        foreach (var file in files.Where(file => file != "timing.json"))
            Assert.Equal(File.ReadAllBytes(Path.Combine(folders[0].Root, file)), File.ReadAllBytes(Path.Combine(folders[1].Root, file)));

        var text = File.ReadAllText(folders[0].RunFile);
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/run.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("\"banner\"", "\"flag\"")));
        Assert.Contains(RunRecord.SimulatedBanner, text);
        Assert.Contains("Not validated", text);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folders[0].DecisionsCsv))), (string?)JsonNode.Parse(text)!["decisions_sha256"]);

        var loaded = RunRecord.Load(folders[0].RunFile);
        loaded.Save(folder.File("again.json"));
        Assert.Equal(text, File.ReadAllText(folder.File("again.json")));
        Assert.Contains(RunRecord.SimulatedBanner, File.ReadAllText(folders[0].HeatmapSvg));
        Assert.Contains(RunRecord.SimulatedBanner, File.ReadAllText(folders[0].SweepSvg));
    }

    [Fact]
    public void Decisions_stand_one_in_a_row_with_their_probabilities()
    {
        using var folder = new TemporaryFolder();
        var personas = Runs.Personas(2);
        var run = Runs.Run(personas, 2);
        run.Decisions.Decision[3] = -1;
        DecisionFile.Write(new RunFolder(folder.Path), run, null, null, TestContext.Current.CancellationToken);
        Snapshot.Matches(File.ReadAllText(folder.File("decisions.csv")), "decisions");
    }

    [Fact]
    public void Rows_out_of_order_are_refused()
    {
        using var folder = new TemporaryFolder();
        var run = Runs.Run(Runs.Personas(2), 2);
        Array.Reverse(run.Decisions.Situation);
        Assert.Throws<ArgumentException>(() => DecisionFile.Write(new RunFolder(folder.Path), run, null, null, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_plan_hash_changes_with_all_that_decides_the_result_and_with_nothing_else()
    {
        var personas = Runs.Personas(2);
        var manifest = Runs.Manifest(personas);
        var run = Runs.Run(personas, 2);
        var hash = RunRecord.From(manifest, run).PlanHash;
        Assert.Equal(hash, RunRecord.From(manifest with { GitRevision = "other", PriceDate = new DateOnly(2026, 11, 1) }, Runs.Run(personas, 2)).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest, run, Runs.Sweep(2, margin: false, null)).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest, run with { Seed = 2 }).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest, run with { Population = "all" }).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest, run with { Agent = "script" }).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest with { CallPlan = new string('a', 64) }, run).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest with { Settings = new Dictionary<string, string> { ["anchor"] = "conversion=0.021" } }, run).PlanHash);
        Assert.NotEqual(hash, RunRecord.From(manifest with { Model = manifest.Model with { Sha256 = new string('d', 64) } }, run).PlanHash);
        var cheaper = run.Situations[0] with { Scenario = run.Situations[0].Scenario with { Offer = run.Situations[0].Scenario.Offer with { Price = 99 } } };
        Assert.NotEqual(hash, RunRecord.From(manifest, run with { Situations = [cheaper, run.Situations[1]] }).PlanHash);
    }

    [Fact]
    public void The_record_holds_no_clock_path_or_thread_count()
    {
        using var folder = new TemporaryFolder();
        var personas = Runs.Personas(2);
        RunRecord.From(Runs.Manifest(personas), Runs.Run(personas, 2)).Save(folder.File("run.json"));
        var text = File.ReadAllText(folder.File("run.json"));
        Assert.DoesNotContain(folder.Path, text);
        foreach (var word in (string[])["thread", "started", "seconds", "latency", "duration"])
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("model").ValueKind);
    }
}
