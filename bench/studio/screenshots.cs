#:package Microsoft.Playwright

// Pictures of every page of the studio, light, dark and on a phone, to be looked at. Needs a build of the command line, a demo (clientele demo) and Chromium.
//
//   dotnet run bench/studio/screenshots.cs -- artifacts/bin/Clientele.Cli/debug_linux-x64/Clientele.Cli.dll DEMO OUT

using System.Diagnostics;
using Microsoft.Playwright;

if (args is not [var dll, var demo, var output])
    throw new ArgumentException("Give the command line's DLL, the folder of a demo and a folder for the pictures.");
var copy = Directory.CreateTempSubdirectory("studio-pictures-").FullName;
foreach (var file in Directory.EnumerateFiles(Path.Combine(demo, "study"), "*", SearchOption.AllDirectories))
{
    var target = Path.Combine(copy, Path.GetRelativePath(Path.Combine(demo, "study"), file));
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.Copy(file, target);
}
using var server = Process.Start(new ProcessStartInfo("dotnet", [dll, "studio", "--no-browser", "--port", "0", "--study", copy, "--data", Path.Combine(demo, "store")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
_ = server.StandardError.ReadToEndAsync();
try
{
    var address = (await server.StandardOutput.ReadLineAsync())!["Studio: ".Length..].TrimEnd('/');
    using var playwright = await Playwright.CreateAsync();
    await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
    var work = await browser.NewPageAsync();
    work.SetDefaultTimeout(120_000);
    await Open(work, address + "/");
    await work.SelectOptionAsync("#mapping-name", "olist");
    await work.GetByTestId("choose").ClickAsync();
    await work.GetByTestId("check").ClickAsync();
    await work.GetByTestId("checked").WaitForAsync();
    await Open(work, address + "/segments");
    await work.FillAsync("#to", "8");
    await work.GetByTestId("compare").ClickAsync();
    await work.GetByText("Recommended:").WaitForAsync();
    await work.GetByTestId("learn").ClickAsync();
    await work.GetByText("done in").WaitForAsync();
    await Open(work, address + "/lab");
    await work.GetByLabel("Its name").FillAsync("cheaper");
    await work.GetByLabel("Its price").FillAsync("1050");
    await work.GetByLabel("Its price").BlurAsync();
    await work.GetByTestId("run").ClickAsync();
    await work.GetByTestId("result").WaitForAsync();
    await work.Locator("a[href$='/files/report.html']").First.WaitForAsync();
    var answered = new Uri(work.Url).AbsolutePath;
    var runs = Directory.GetDirectories(Path.Combine(copy, "runs")).OrderByDescending(Directory.GetLastWriteTimeUtc).Select(Path.GetFileName).ToList();
    Directory.CreateDirectory(output);
    foreach (var (look, width, scheme) in ((string, int, ColorScheme)[])[("light", 1280, ColorScheme.Light), ("dark", 1280, ColorScheme.Dark), ("phone", 390, ColorScheme.Light)])
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 860 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        foreach (var (name, path) in ((string, string)[])[("data", "/"), ("segments", "/segments"), ("personas", "/personas"), ("lab", "/lab"), ("answers", answered), ("fidelity", "/fidelity"), ("runs", "/runs"),
            ("run", $"/runs/{runs[0]}"), ("decisions", $"/runs/{runs[0]}/decisions"), ("against", $"/runs/{runs[0]}/against/{runs[^1]}")])
        {
            await Open(page, address + path);
            if (name == "decisions")
                await page.WaitForTimeoutAsync(1500);
            await page.ScreenshotAsync(new() { Path = Path.Combine(output, $"{name}-{look}.png") });
            if (look != "dark" && name != "decisions")
                await page.ScreenshotAsync(new() { Path = Path.Combine(output, $"{name}-{look}-whole.png"), FullPage = true, Timeout = 180_000 });
        }
    }
}
finally
{
    server.Kill();
    await server.WaitForExitAsync();
    Directory.Delete(copy, recursive: true);
}

static async Task Open(IPage page, string url)
{
    await page.GotoAsync(url);
    await page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");
}
