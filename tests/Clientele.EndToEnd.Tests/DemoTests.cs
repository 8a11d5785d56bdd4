using System.Text.Json;

namespace Clientele.EndToEnd.Tests;

public sealed class DemoTests(DemoShop shop) : IClassFixture<DemoShop>
{
    [Fact]
    public void The_demo_prints_data_personas_decisions_and_where_the_files_are()
    {
        foreach (var part in (string[])["Data", "Personas", "Decisions", "Options", "Expectations", "Simulated, not human data.", "Not validated", "Saved in", "One page to send: clientele report --study", "Next: clientele"])
            Assert.Contains(part, shop.Output, StringComparison.Ordinal);
        // Tables fit a page; sentences with paths and commands in them are left whole.
        Assert.All(shop.Output.Split('\n').Where(line => line.Contains('─', StringComparison.Ordinal)), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Progress_goes_to_standard_error_one_plain_line_a_stage()
    {
        Assert.Contains("k-means: ", shop.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("k-means: ", shop.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', shop.Output + shop.Error);
    }

    [Fact]
    public void The_study_holds_the_files_that_the_output_names()
    {
        foreach (var file in (string[])["study.json", "model/personas.json", "model/choice-model.json", "model/customer_features.csv", "model/customer_features.parquet",
            "model/customer_segments.csv", "model/customer_segments.parquet", "model/scaler.json", "model/centroids.json", "model/rejected_rows.csv"])
            Assert.True(File.Exists(Path.Combine(shop.Study, file)), file);
        var run = Directory.GetDirectories(Path.Combine(shop.Study, "runs"))[0];
        foreach (var file in (string[])["run.json", "timing.json", "decisions.csv", "decisions.parquet", "decision_heatmap.svg", "decision_heatmap.png"])
            Assert.True(File.Exists(Path.Combine(run, file)), file);
        Assert.Contains("Simulated, not human data", File.ReadAllText(Path.Combine(run, "run.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task The_same_plan_gives_the_same_bytes_whatever_the_threads(string threads)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync("run", "--data", shop.Store, "--out", folder.At("study"), "--threads", threads, "--quiet");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        var expected = RunFile(shop.Study);
        var actual = RunFile(folder.At("study"));
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(expected)), Path.GetFileName(Path.GetDirectoryName(actual)));
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(actual));
        Assert.Equal(File.ReadAllBytes(Path.Combine(shop.Study, "study.json")), File.ReadAllBytes(folder.At("study", "study.json")));
    }

    [Fact]
    public async Task Simulate_needs_the_study_only_and_repeats_its_run()
    {
        var before = File.ReadAllBytes(RunFile(shop.Study));
        var outcome = await Tool.RunAsync("simulate", "--study", shop.Study);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(RunFile(shop.Study)));
    }

    [Fact]
    public async Task A_sweep_prints_a_demand_curve_and_says_that_levels_are_assumed()
    {
        var outcome = await Tool.RunAsync("simulate", "--study", shop.Study, "--sweep", "offer.price=80:200:20", "--no-save");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Sweep of offer.price in flash sale", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Levels are assumed", outcome.Output, StringComparison.Ordinal);
        var anchored = await Tool.RunAsync("simulate", "--study", shop.Study, "--sweep", "offer.price=80:200:20", "--anchor", "conversion=2.1%", "--no-save");
        Assert.DoesNotContain("ssumed", anchored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yes_and_no_need_a_known_level_or_are_marked_as_assumed()
    {
        Task<Outcome> Ask(params string[] more) => Tool.RunAsync(["simulate", "--study", shop.Study, "--no-save", "--scenarios", "flash_sale", "mixed_reviews", .. more]);
        var assumed = (await Ask()).Output;
        Assert.Contains("× odds of buying against those in the shop's usual situation", assumed, StringComparison.Ordinal);
        Assert.DoesNotContain("Yes/No/Maybe", assumed, StringComparison.Ordinal);
        Assert.Contains("flash sale 0 %", assumed, StringComparison.Ordinal);
        Assert.Contains("Yes/No/Maybe and probability of buying at the assumed level", (await Ask("--words", "assumed")).Output, StringComparison.Ordinal);
        Assert.Contains("Yes/No/Maybe and probability of buying;", (await Ask("--anchor", "conversion=2.1%")).Output, StringComparison.Ordinal);
        var wrong = await Ask("--words", "made-up");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("give assumed", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_without_instalments_and_categories_is_not_asked_about_them()
    {
        using var folder = new Folder();
        var lines = Enumerable.Range(0, 1_500).Select(i => $" {i / 3 % 450:00000} 1997{1 + (i % 6):00}{1 + (i * 7 % 28):00} {1 + (i % 4)} {9 + (i * 37 % 60)}.{i % 100:00}");
        File.WriteAllLines(folder.At("CDNOW_master.txt"), lines);
        var outcome = await Tool.RunAsync("run", "--data", folder.At("CDNOW_master.txt"), "--mapping", "cdnow", "--out", folder.At("study"), "--k", "3");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("Not asked: financing offer. It asks about instalments, and this shop's data show none.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Not asked: new category.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("flash sale", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("financing offer", outcome.Output, StringComparison.Ordinal);
        var named = await Tool.RunAsync("simulate", "--study", folder.At("study"), "--scenarios", "financing_offer", "--no-save");
        Assert.Equal(0, named.ExitCode);
        Assert.Contains("financing offer: Out of range: it asks about instalments", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_save_writes_nothing()
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, "run", "--data", shop.Store, "--no-save", "--quiet");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Decisions", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Saved in", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("pipeline")]
    public async Task K_auto_makes_as_many_segments_as_choose_k_recommends(string command)
    {
        var choice = await Tool.RunAsync("segments", "choose-k", "--data", shop.Store, "--json", "--quiet");
        using var document = JsonDocument.Parse(choice.Output);
        var recommended = document.RootElement.GetProperty("recommended").GetInt32();
        var outcome = await Tool.RunAsync(command, "--data", shop.Store, "--k", "auto", "--no-save", "--quiet");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains($"customers in {recommended} segments by the reference features", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data check --data STORE")]
    [InlineData("pipeline --data STORE --no-save")]
    [InlineData("segments choose-k --data STORE --k 2..4 --no-stability")]
    [InlineData("simulate --study STUDY --no-save")]
    [InlineData("run --data STORE --no-save --population sample:50")]
    [InlineData("scenario validate REPOSITORY/src/Clientele/Simulation/Scenarios/flash_sale.yaml")]
    public async Task Json_is_all_that_goes_to_standard_output(string line)
    {
        var words = line.Replace("STORE", shop.Store, StringComparison.Ordinal).Replace("STUDY", shop.Study, StringComparison.Ordinal)
            .Replace("REPOSITORY", Tool.Repository, StringComparison.Ordinal).Split(' ');
        var outcome = await Tool.RunAsync([.. words, "--json"]);
        Assert.Equal(0, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
    }

    [Fact]
    public async Task Every_simulated_result_says_that_it_is_simulated_and_not_validated()
    {
        foreach (var line in (string[][])[["pipeline", "--data", shop.Store, "--no-save"], ["simulate", "--study", shop.Study, "--no-save"]])
            foreach (var json in (string[][])[[], ["--json"]])
            {
                var outcome = await Tool.RunAsync([.. line, .. json]);
                Assert.Contains("Simulated, not human data", outcome.Output, StringComparison.Ordinal);
                Assert.Contains("Not validated", outcome.Output, StringComparison.Ordinal);
            }
    }

    private static string RunFile(string study) => Assert.Single(Directory.GetFiles(Path.Combine(study, "runs"), "run.json", SearchOption.AllDirectories));
}
