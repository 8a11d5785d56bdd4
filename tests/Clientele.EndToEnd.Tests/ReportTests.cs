using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>The report as a colleague gets it: one file, opened from disk.</summary>
public sealed class ReportTests(DemoShop shop, Browser browser) : IClassFixture<DemoShop>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_run_becomes_one_file_that_says_how_far_to_trust_it()
    {
        using var folder = new Folder();
        var file = folder.At("report.html");
        var outcome = await Tool.RunAsync("report", "--study", shop.Study, "--out", file);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(file, outcome.Output.Trim());
        Assert.Contains("Simulated, not human data.", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(file).Length, 20_000, 5_000_000);
        var first = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        var again = await Tool.RunAsync("report", "--study", shop.Study, "--out", file, "--json");
        Assert.Equal(file, JsonDocument.Parse(again.Output).RootElement.GetProperty("file").GetString());
        Assert.Equal(first, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task What_cannot_be_written_or_found_is_said_with_a_next_step()
    {
        using var folder = new Folder();
        foreach (var (arguments, words) in new (string[], string)[]
        {
            (["report", "--study", shop.Study, "--out", folder.Path], "this is a folder"),
            (["report", "--study", shop.Study, "--run", "zzz"], "no run begins with"),
            (["report", "--study", folder.At("none")], "none"),
        })
        {
            var outcome = await Tool.RunAsync(arguments);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task In_a_browser_it_is_readable_accessible_silent_and_alone(int width, ColorScheme scheme)
    {
        using var folder = new Folder();
        var file = folder.At("report.html");
        Assert.Equal(0, (await Tool.RunAsync("report", "--study", shop.Study, "--out", file)).ExitCode);
        var visited = await browser.NewPageAsync(width, scheme);
        await visited.Page.GotoAsync(new Uri(file).AbsoluteUri);
        // Everything that opens is opened, so that it is looked at too.
        foreach (var details in await visited.Page.QuerySelectorAllAsync("details"))
            await details.EvaluateAsync("element => element.setAttribute('open', '')");

        var found = await visited.Page.RunAxe();
        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.Empty(visited.Complaints);
        Assert.All(visited.Requests, url => Assert.True(url.StartsWith("data:", StringComparison.Ordinal) || url == new Uri(file).AbsoluteUri, url));
        // Nothing sticks out of the page: wide tables scroll in themselves.
        Assert.True(await visited.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task How_far_to_trust_it_stands_within_the_first_screen()
    {
        using var folder = new Folder();
        var file = folder.At("report.html");
        Assert.Equal(0, (await Tool.RunAsync("report", "--study", shop.Study, "--out", file)).ExitCode);
        foreach (var width in new[] { 1280, 390 })
        {
            var visited = await browser.NewPageAsync(width);
            await visited.Page.GotoAsync(new Uri(file).AbsoluteUri);
            foreach (var selector in new[] { "#verdict .chip", "#answers h2" })
                Assert.InRange((await visited.Page.Locator(selector).First.BoundingBoxAsync())!.Y, 0, 900);
        }
    }
}
