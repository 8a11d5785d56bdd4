using System.Text.Json;

namespace Clientele.EndToEnd.Tests;

public sealed class FiguresTests(DemoShop shop) : IClassFixture<DemoShop>
{
    [Fact]
    public async Task Figures_of_a_store_and_its_study_are_written_and_listed()
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync("figures", "--data", shop.Store, "--study", shop.Study, "--out", folder.At("figures"), "--theme", "light", "--format", "svg");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var listed = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(listed.Prepend(folder.At("figures", ".clientele.lock")).Order(StringComparer.Ordinal), Directory.EnumerateFileSystemEntries(folder.At("figures")).Order(StringComparer.Ordinal));
        foreach (var name in new[] { "prices", "review-scores", "delay-ratings", "segment-map", "persona-cards", "decisions" })
            Assert.Contains(folder.At("figures", name + ".svg"), listed);
        Assert.Contains("Left out: segment-count, because numbers of segments were not compared", outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"\d+ figures in \d+ files, drawn and written in \d+\.\d s\.", outcome.Error);
        Assert.Contains("Simulated, not human data.", await File.ReadAllTextAsync(folder.At("figures", "decisions.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_of_segment_counts_is_kept_and_drawn_without_the_data()
    {
        using var folder = new Folder();
        var compared = await Tool.RunAsync("segments", "choose-k", "--data", shop.Store, "--k", "2..4", "--no-stability", "--out", folder.At("study"), "-q");
        Assert.True(compared.ExitCode == 0, compared.Error);
        var outcome = await Tool.RunAsync("figures", "--study", folder.At("study"), "--out", folder.At("figures"), "--only", "segment-count", "--theme", "dark", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(["segment-count-dark.svg", "segment-count-dark.png"], json.RootElement.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString())));
    }

    [Fact]
    public async Task Another_shop_than_the_studys_is_refused()
    {
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "500", "--seed", "9", "--out", folder.At("other"), "-q")).ExitCode);
        var outcome = await Tool.RunAsync("figures", "--data", folder.At("other"), "--study", shop.Study, "--out", folder.At("figures"), "-q");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("the study was made from other files", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("figures")));
    }

    [Fact]
    public async Task Without_data_and_study_it_says_what_is_needed()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("empty"));
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.At("empty") }, "figures");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--data", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Tool.RunAsync(new ToolStart { Folder = folder.At("empty") }, "figures", "--theme", "blue")).ExitCode);

        // A study that holds nothing yet is no success without files.
        Directory.CreateDirectory(folder.At("empty", "study"));
        var nothing = await Tool.RunAsync(new ToolStart { Folder = folder.At("empty") }, "figures", "--study", "study");
        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("holds no study", nothing.Error, StringComparison.Ordinal);
        Assert.Equal("", nothing.Output);
    }
}
