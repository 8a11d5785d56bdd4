using System.Text.RegularExpressions;
using Clientele.Stub;
using Clientele.Stub.Raw;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>Runs of a language model in the studio that do not simply succeed: killed, refused, stopped by their limit. The model is a stub on this machine.</summary>
public sealed class StudioLanguageModelTests(DemoShop shop, Browser browser) : IClassFixture<DemoShop>, IClassFixture<Browser>
{
    [Fact]
    public async Task What_a_killed_server_left_is_gone_on_with_from_the_page_of_runs()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        using var gate = new SemaphoreSlim(10);
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7, Gate = gate }, TestContext.Current.CancellationToken);
        await using var studio = await StartAsync(folder.At("study"), stub, "sk-only-for-the-stub");
        await VisitedPage.OpenAsync(page, studio, "lab");
        await ChooseModelAsync(page);
        await page.Locator("select[name=population]").SelectOptionAsync("sample");
        await page.FillAsync("input[name=sample]", "30");
        await page.Locator("input[name=sample]").BlurAsync();
        await AskAfterItsCostAsync(page);
        var state = page.GetByTestId("progress-live");
        await Assertions.Expect(state).ToContainTextAsync("10 of 30 answered so far");

        await using var next = await studio.RestartAsync(killed: true);
        await VisitedPage.OpenAsync(page, next, "runs");
        var open = page.GetByRole(AriaRole.Region, new() { Name = "Runs that are not finished" });
        await Assertions.Expect(open).ToContainTextAsync("The studio was ended before it had finished.");
        await open.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Go on with") }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
        // Either it is at work at once, or the lab has it open and wants its cost seen before anything is sent.
        var stopped = state.Filter(new() { HasText = "Stopped before its end" });
        await Assertions.Expect(stopped.Or(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }))).ToBeVisibleAsync();
        if (await stopped.IsVisibleAsync())
            await AskAfterItsCostAsync(page);
        gate.Release(1000);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "The run's page" })).ToBeVisibleAsync();
        await Assertions.Expect(state).ToContainTextAsync("30 of 30 answered");
        // What had been answered was not asked again.
        Assert.Equal(30, stub.Log.Summary().Answered);
        visited.AssertQuiet(allowed: VisitedPage.ServerGone);
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_everything_else_goes_on()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var stub = await MessagesStub.StartAsync(new StubOptions(), TestContext.Current.CancellationToken);
        // The one key that the stub does not take.
        await using var studio = await StartAsync(folder.At("study"), stub, "refused");
        await VisitedPage.OpenAsync(page, studio, "lab");
        await ChooseModelAsync(page);
        await AskAfterItsCostAsync(page);
        await Assertions.Expect(page.GetByTestId("progress-live")).ToContainTextAsync("Ended by a failure");
        await Assertions.Expect(page.GetByTestId("progress-live")).ToContainTextAsync("the key");
        await Assertions.Expect(page.Locator(".strip").GetByRole(AriaRole.Alert)).ToContainTextAsync("Check the key");
        Assert.Equal(0, stub.Log.Summary().Answered);

        foreach (var path in (string[])["/", "/segments", "/personas", "/runs"])
            Assert.Equal(200, (await studio.PageAsync(path)).Status);
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Runs that are not finished" })).ToContainTextAsync("refuses the key");
        await page.GetByRole(AriaRole.Link, new() { Name = "Scenario lab" }).ClickAsync();
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "The run's page" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".strip").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        visited.AssertQuiet();
    }

    [Fact]
    public async Task A_run_that_reaches_its_limit_says_what_is_missing_and_how_to_ask_the_rest()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7 }, TestContext.Current.CancellationToken);
        await using var studio = await StartAsync(folder.At("study"), stub, "sk-only-for-the-stub");
        await VisitedPage.OpenAsync(page, studio, "lab");
        await ChooseModelAsync(page);
        await page.Locator("select[name=population]").SelectOptionAsync("sample");
        await page.FillAsync("input[name=sample]", "60");
        await page.Locator("input[name=sample]").BlurAsync();
        await page.FillAsync("input[name=max-cost]", "0.01");
        await page.Locator("input[name=max-cost]").BlurAsync();
        await AskAfterItsCostAsync(page);
        await Assertions.Expect(page.GetByText("Not complete.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("progress-live")).ToContainTextAsync("over budget");
        await Assertions.Expect(page.Locator(".live [role=status]")).ToHaveTextAsync("It has ended with answers missing.");
        var before = stub.Log.Summary().Answered;
        Assert.InRange(before, 1, 59);

        // As the page says: a higher limit, its cost, and the same question; what was answered is not asked again.
        await page.FillAsync("input[name=max-cost]", "5");
        await page.Locator("input[name=max-cost]").BlurAsync();
        var url = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "What will it cost?" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("estimate")).ToContainTextAsync($"{before} answered already");
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(url);
        await Assertions.Expect(page.GetByTestId("progress-live")).ToContainTextAsync("60 of 60 answered");
        await Assertions.Expect(page.GetByText("Not complete.")).ToHaveCountAsync(0);
        Assert.Equal(60, stub.Log.Summary().Answered);
        visited.AssertQuiet();
    }

    [Fact]
    public async Task A_server_that_sends_no_answers_is_said_with_its_reason_and_a_key_that_it_sends_back_is_hidden()
    {
        const string Key = "sk-only-for-the-stub";
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        var wire = Faults.Wire.Anthropic;
        await using var server = RawServer.Start(request => request.Number switch
        {
            <= 4 => RawReply.Http($$$"""{"error": {"message": "no such deployment, {{{Key}}}"}}"""),
            _ => RawReply.Http(wire.Body(Faults.Wire.GoodText.Replace("It can wait", Key, StringComparison.Ordinal), body => body["usage"]!["input_tokens"] = -1_000_000)),
        });
        await using var studio = await Studio.StartAsync(new StudioStart(folder.At("study"))
        {
            Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = Key, ["ANTHROPIC_BASE_URL"] = server.Address },
        });
        await VisitedPage.OpenAsync(page, studio, "lab");
        await ChooseModelAsync(page);
        await AskAfterItsCostAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "The run's page" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByTestId("note").First).ToContainTextAsync("are missing or cannot be; they were counted here");
        Assert.DoesNotContain(Key, await page.ContentAsync(), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Key, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        visited.AssertQuiet();
    }

    private static Task ChooseModelAsync(IPage page) => page.Locator("select[name=model]").SelectOptionAsync("claude-haiku-5-5");

    private static async Task AskAfterItsCostAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "What will it cost?" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("estimate")).ToContainTextAsync("$");
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
    }

    private static Task<Studio> StartAsync(string study, MessagesStub stub, string key) => Studio.StartAsync(new StudioStart(study)
    {
        Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = key, ["ANTHROPIC_BASE_URL"] = stub.Address.ToString().TrimEnd('/') },
    });
}
