using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>The machine's own Chromium, headless, and what a page did in it. Without one the tests are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Milliseconds that a test waits for what a busy machine does late.</summary>
    private const float Patience = 120_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } chromium)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A new page of a given width; everything that it asks for and complains about is kept.</summary>
    public async Task<VisitedPage> NewPageAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null)
            Assert.Skip($"There is no browser in {string.Join(", ", Places)}: install Debian's chromium to run this test.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        context.SetDefaultTimeout(Patience);
        return new VisitedPage(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A page with what it asked for and what it complained about.</summary>
public sealed class VisitedPage
{
    public VisitedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") Complaints.Add(message.Text); };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>What a browser complains about when its server ends.</summary>
    public const string ServerGone = "WebSocket|Cannot send data|net::ERR_(CONNECTION|EMPTY_RESPONSE|SOCKET)|Failed to fetch|_blazor";

    /// <summary>Waits until Blazor has taken a page over: from then on it answers to clicks.</summary>
    public static Task ReadyAsync(IPage page) => page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");

    /// <summary>Opens a page of a studio and waits until it answers.</summary>
    internal static async Task OpenAsync(IPage page, Studio studio, string path)
    {
        await page.GotoAsync(studio.Address + path);
        await ReadyAsync(page);
    }

    /// <summary>Loads a page again, as a user does, and waits until it answers.</summary>
    /// <remarks>
    /// A page whose connection is lost loads itself again when its server is another (studio.js), and two loads at once abort one of them.
    /// Which one wins is the machine's choice; either way the page is loaded again, which is what is waited for.
    /// </remarks>
    internal static async Task ReloadAsync(IPage page)
    {
        try
        {
            // A mark of the document of before: it goes with it, whoever loads the page.
            await page.EvaluateAsync("() => { document.documentElement.dataset.before = 'yes'; }");
            await page.ReloadAsync();
        }
        catch (PlaywrightException itself) when (Regex.IsMatch(itself.Message, "ERR_ABORTED|Execution context was destroyed"))
        {
            // The page's own load has won; it is waited for below.
        }
        await page.WaitForFunctionAsync(
            "() => document.documentElement.dataset.ready === 'yes' && document.documentElement.dataset.before !== 'yes'");
    }

    /// <summary>One heading, no serious finding of axe, and nothing wider than the screen.</summary>
    public async Task AssertUsableAsync()
    {
        Assert.Equal(1, await Page.Locator("h1").CountAsync());
        var serious = (await Page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))})").ToList();
        Assert.True(serious.Count == 0, $"{Page.Url}: {string.Join("; ", serious)}");
        Assert.True(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Page.ViewportSize!.Width, $"{Page.Url} is wider than {Page.ViewportSize.Width} pixels.");
    }

    /// <summary>Nothing was complained about but what a pattern allows.</summary>
    public void AssertQuiet(string? allowed = null) => Assert.DoesNotContain(Complaints, complaint => allowed is null || !Regex.IsMatch(complaint, allowed));
}
