using System.Text.Json;
using System.Text.RegularExpressions;
using Clientele.Stub;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>The studio as a product manager uses it: the real command, in a real browser.</summary>
public sealed class StudioTests(DemoShop shop, Browser browser) : IClassFixture<DemoShop>, IClassFixture<Browser>
{
    [Fact]
    public async Task From_an_empty_folder_to_a_report_that_can_be_sent()
    {
        using var folder = new Folder();
        var visited = await browser.NewPageAsync(1280);
        await using var studio = await Studio.StartAsync(folder.At("study"));
        var page = visited.Page;
        await page.GotoAsync(studio.Address.ToString());
        await VisitedPage.ReadyAsync(page);
        await page.FillAsync("#orders", "1000");
        await page.GetByTestId("make-store").ClickAsync();
        await Assertions.Expect(page.GetByTestId("checked")).ToBeVisibleAsync();
        await page.GetByTestId("to-segments").ClickAsync();
        await page.FillAsync("#k", "3");
        await page.Locator("#k").BlurAsync();
        await page.GetByTestId("learn").ClickAsync();
        await Assertions.Expect(page.GetByTestId("segments")).ToContainTextAsync("3 segments of");
        await page.GetByRole(AriaRole.Link, new() { Name = "Personas", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("personas").Locator("article")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Link, new() { Name = "Scenario lab" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("preview")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "YAML", Exact = true }).ClickAsync();
        // A mistake is said while it is typed, with its line.
        await page.GetByTestId("yaml").FillAsync(TwoPrices.Replace("price: 120", "price: minus"));
        await Assertions.Expect(page.GetByTestId("problems")).ToContainTextAsync("line 5");
        await Assertions.Expect(page.GetByTestId("run")).ToBeDisabledAsync();
        await page.GetByTestId("yaml").FillAsync(TwoPrices);
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("R$ 120");
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("cheaper against dear");
        await Assertions.Expect(page.GetByTestId("result")).ToContainTextAsync("points");

        var report = page.Locator("a[href$='/files/report.html']").First;
        await Assertions.Expect(report).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => report.ClickAsync());
        var file = folder.At("report.html");
        await download.SaveAsAsync(file);
        var html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("Simulated, not human data.", html, StringComparison.Ordinal);
        Assert.Contains("phone case", html, StringComparison.Ordinal);

        // Another server on the same study knows the run.
        await using var next = await studio.RestartAsync();
        await page.GotoAsync(next.Address + "runs");
        await Assertions.Expect(page.GetByTestId("runs")).ToContainTextAsync("phone case");
        visited.AssertQuiet(allowed: VisitedPage.ServerGone);
        Assert.Equal([folder.At("report.html"), folder.At("study")], Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_stream_in_survive_a_reload_and_can_be_stopped_and_gone_on_with()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        using var gate = new SemaphoreSlim(40);
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7, Gate = gate }, TestContext.Current.CancellationToken);
        await using var studio = await Studio.StartAsync(new StudioStart(folder.At("study"))
        {
            Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "sk-only-for-the-stub", ["ANTHROPIC_BASE_URL"] = stub.Address.ToString().TrimEnd('/') },
        });
        await page.GotoAsync(studio.Address + "lab");
        await VisitedPage.ReadyAsync(page);
        await page.Locator("select[name=model]").SelectOptionAsync(new SelectOptionValue { Value = "claude-haiku-5-5" });
        await page.Locator("select[name=population]").SelectOptionAsync(new SelectOptionValue { Value = "sample" });
        await page.FillAsync("input[name=sample]", "150");
        await page.Locator("input[name=sample]").BlurAsync();
        // What it will cost stands there before anything can be asked.
        await Assertions.Expect(page.GetByTestId("run")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "What will it cost?" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("estimate")).ToContainTextAsync("$");
        Assert.Equal(0, stub.Log.Summary().Received);
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
        var state = page.GetByTestId("progress-live");
        await Assertions.Expect(state).ToContainTextAsync("40 of 150 answered so far");
        await Assertions.Expect(page.GetByTestId("result")).ToBeVisibleAsync();

        await VisitedPage.ReloadAsync(page);
        await Assertions.Expect(state).ToContainTextAsync("40 of 150 answered so far");
        await visited.AssertUsableAsync();
        gate.Release(20);
        await Assertions.Expect(state).ToContainTextAsync("60 of 150 answered so far");
        // Calls that are under way are paid, so that a cancelled run waits for their answers and keeps them.
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stopping…" })).ToBeVisibleAsync();
        gate.Release(150);
        var goOn = page.GetByRole(AriaRole.Button, new() { Name = "Go on with it" });
        await Assertions.Expect(goOn).ToBeEnabledAsync();
        while (gate.Wait(0, TestContext.Current.CancellationToken))
            continue;
        var kept = stub.Log.Summary().Answered;
        Assert.InRange(kept, 61, 149);
        await Assertions.Expect(state).ToContainTextAsync($"Stopped before its end. {kept} of 150 answered so far");
        await goOn.ClickAsync();
        gate.Release(10);
        await Assertions.Expect(state).ToContainTextAsync($"{kept + 10} of 150 answered so far");

        // The server is killed in the middle and another is started: what was answered is there, shown, and not asked again.
        await using var next = await studio.RestartAsync(killed: true);
        await VisitedPage.ReloadAsync(page);
        await Assertions.Expect(state).ToContainTextAsync($"Stopped before its end. {kept + 10} of 150 answered so far");
        await Assertions.Expect(page.GetByTestId("result")).ToBeVisibleAsync();
        await goOn.ClickAsync();
        gate.Release(1000);
        await Assertions.Expect(page.Locator("a[href$='/files/report.html']").First).ToBeVisibleAsync();
        await Assertions.Expect(state).ToContainTextAsync("150 of 150 answered");
        Assert.Equal(150, stub.Log.Summary().Answered);
        visited.AssertQuiet(allowed: VisitedPage.ServerGone);
        Assert.DoesNotContain("sk-only-for-the-stub", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Every_page_is_accessible_quiet_and_as_wide_as_the_screen(int width, ColorScheme scheme)
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(width, scheme);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"), "--data", shop.Store);
        var run = Path.GetFileName(Directory.GetDirectories(folder.At("study", "runs"))[0]);
        foreach (var path in (string[])["", "segments", "personas", "lab", "fidelity", "runs", $"runs/{run}", $"runs/{run}/decisions", $"runs/{run}/against/{run}", "nothing-here"])
        {
            await page.GotoAsync(studio.Address + path);
            if (path != "nothing-here")
                await VisitedPage.ReadyAsync(page);
            await visited.AssertUsableAsync();
        }
        visited.AssertQuiet(allowed: "404");
        Assert.All(visited.Requests, request => Assert.True(request.StartsWith("data:", StringComparison.Ordinal) || new Uri(request).Authority == studio.Address.Authority, request));
    }

    [Fact]
    public async Task A_hostile_shop_is_shown_as_text()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        const string Attack = "<img src=x onerror=alert(1)>";
        await File.WriteAllTextAsync(folder.At("shop", "orders.csv"),
            "order_id,customer_id,order_date,amount_eur,category\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"{i},c{i % 17},2024-01-{1 + i % 28:00},{i * 3},\"{Attack}\"\n")) + $"41,\"{Attack}\",\"{Attack}\",7,x\n",
            TestContext.Current.CancellationToken);
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        page.Dialog += (_, dialog) => visited.Complaints.Add("a dialog opened: " + dialog.Message);
        await using var studio = await Studio.StartAsync(folder.At("study"), "--data", folder.At("shop"));
        await page.GotoAsync(studio.Address.ToString());
        await VisitedPage.ReadyAsync(page);
        await page.GetByTestId("choose").ClickAsync();
        await page.GetByTestId("check").ClickAsync();
        await Assertions.Expect(page.GetByTestId("checked")).ToContainTextAsync(Attack);
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        visited.AssertQuiet();
    }

    [Fact]
    public async Task A_hostile_study_and_scenario_are_shown_as_text_on_every_page()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        const string Attack = "<img src=x onerror=alert(1)>";
        var personas = folder.At("study", "model", "personas.json");
        var name = JsonDocument.Parse(await File.ReadAllTextAsync(personas, TestContext.Current.CancellationToken)).RootElement.GetProperty("personas")[0].GetProperty("persona_name").GetString()!;
        await File.WriteAllTextAsync(personas, (await File.ReadAllTextAsync(personas, TestContext.Current.CancellationToken)).Replace(name, Attack, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        page.Dialog += (_, dialog) => visited.Complaints.Add("a dialog opened: " + dialog.Message);
        await using var studio = await Studio.StartAsync(folder.At("study"));
        await VisitedPage.OpenAsync(page, studio, "lab");
        await page.GetByRole(AriaRole.Button, new() { Name = "YAML", Exact = true }).ClickAsync();
        await page.GetByTestId("yaml").FillAsync(TwoPrices.Replace("telephony", $"'{Attack}'", StringComparison.Ordinal).Replace("A phone case costs", Attack, StringComparison.Ordinal));
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync(Attack);
        await page.GetByTestId("run").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The run's page" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f]{16}$"));
        var run = new Uri(page.Url).AbsolutePath[1..];
        foreach (var path in (string[])["segments", "personas", "lab", "runs", run, run + "/decisions", $"{run}/against/{run["runs/".Length..]}"])
        {
            await VisitedPage.OpenAsync(page, studio, path);
            if (path is not "runs" && !path.Contains("against", StringComparison.Ordinal))
                await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Attack);
            Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        }
        visited.AssertQuiet();
    }

    /// <summary>A scenario in two variants.</summary>
    private const string TwoPrices = """
        schema: clientele/scenario/v1
        name: phone_case
        offer:
          category: telephony
          price: 120
          rating: 4.2
          delivery_days: 5
        options:
          - { id: take_it }
          - { id: walk_away, buys: false }
        text: |
          A phone case costs {{ offer.price | money }}.
          {{ options }}
        variants:
          dear: {}
          cheaper: { offer.price: 90 }
        """;
}
