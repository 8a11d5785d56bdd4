#:package Microsoft.Playwright

// How long a user of the studio waits, as the browser sees it. Needs a build of the command line, a study (best of a large shop) and Chromium.
//
//   dotnet publish src/Clientele.Cli -c Release -r linux-x64 -o PUBLISHED
//   dotnet run bench/studio/studio.cs -- PUBLISHED/Clientele.Cli.dll STUDY bench/results/PROCESSOR/studio.md
//
// The published command is what the packed tool holds: compiled ahead. The study is copied first: nothing is written into it. Each time begins with a fresh server.

using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

if (args is not [var dll, var study, var output])
    throw new ArgumentException("Give the command line's DLL, a study and the file for the results.");
const int Times = 5;
var copy = Directory.CreateTempSubdirectory("studio-bench-").FullName;
foreach (var file in Directory.EnumerateFiles(study, "*", SearchOption.AllDirectories))
{
    var target = Path.Combine(copy, Path.GetRelativePath(study, file));
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.Copy(file, target);
}
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
Dictionary<string, List<double>> seconds = [];
var rows = 0L;
for (var time = 0; time < Times; time++)
{
    var clock = Stopwatch.StartNew();
    using var server = Process.Start(new ProcessStartInfo("dotnet", [dll, "studio", "--no-browser", "--port", "0", "--study", copy]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    _ = server.StandardError.ReadToEndAsync();
    try
    {
        var address = (await server.StandardOutput.ReadLineAsync())!["Studio: ".Length..].TrimEnd('/');
        Note("Start of the command to an address that answers", clock);
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync("about:blank"); // a browser that is open: its own start is not the studio's
        clock.Restart();
        await page.GotoAsync(address + "/");
        await Ready(page);
        Note("First page of a fresh server, answering to clicks", clock);
        clock.Restart();
        await page.GotoAsync(address + "/personas");
        await Ready(page);
        Note("A further page, answering to clicks", clock);

        for (var again = 0; again < 2; again++)
        {
            await page.GotoAsync(address + "/lab");
            await Ready(page);
            var ask = page.GetByTestId("run");
            await Assertions.Expect(ask).ToBeEnabledAsync(new() { Timeout = 120_000 });
            clock.Restart();
            await ask.ClickAsync();
            await Assertions.Expect(page.GetByTestId("result")).ToBeVisibleAsync(new() { Timeout = 120_000 });
            Note(again == 0 ? "Ask every customer about one scenario, answers on the page: first time (the model is read)" : "The same, once more", clock);
            var report = page.Locator("a[href$='/files/report.html']").First;
            await Assertions.Expect(report).ToBeVisibleAsync(new() { Timeout = 120_000 });
            Note(again == 0 ? "… and every decision written to files: first time" : "… and every decision written to files: once more", clock);
            if (again == 1)
            {
                var run = (await report.GetAttributeAsync("href"))!.Split('/')[2];
                clock.Restart();
                await page.GotoAsync($"{address}/runs/{run}/decisions");
                await page.Locator("[data-testid=decisions] tbody th, [data-testid=decisions] tbody td").First.WaitForAsync();
                Note("Page of every decision, first rows shown", clock);
                var list = page.Locator("[data-testid=decisions] .scroll, .scroll[data-testid=decisions]").First;
                rows = await list.EvaluateAsync<long>("element => Math.round(element.scrollHeight / element.querySelector('tbody tr:nth-child(3)').offsetHeight)");
                clock.Restart();
                await list.EvaluateAsync("element => { element.scrollTop = element.scrollHeight / 2; }");
                await page.WaitForFunctionAsync("element => [...element.querySelectorAll('tbody tr')].some(row => row.cells.length > 2 && row.cells[2].textContent.trim() !== '' && row.getBoundingClientRect().top > element.getBoundingClientRect().top && row.getBoundingClientRect().top < element.getBoundingClientRect().bottom)", await list.ElementHandleAsync());
                Note("Scrolled to its middle, rows shown", clock);
            }
        }
    }
    finally
    {
        server.Kill();
        await server.WaitForExitAsync();
    }
}
Directory.Delete(copy, recursive: true);
var table = string.Concat(seconds.Select(row =>
{
    var sorted = row.Value.Order().ToArray();
    return string.Create(CultureInfo.InvariantCulture, $"| {row.Key} | {sorted[0]:0.00} | {sorted[sorted.Length / 2]:0.00} | {sorted[^1]:0.00} |\n");
}));
await File.WriteAllTextAsync(output, $"""
    # How long a user of the studio waits

    Seconds, {Times} times, as headless Chromium on the same machine sees them; server and browser share its {Environment.ProcessorCount} cores; the command as it is packed. The list of decisions held about {rows.ToString("#,0", CultureInfo.InvariantCulture)} rows.
    There is no peer here: no other tool does these things. Made by `bench/studio/studio.cs`.

    | what | least | median | most |
    |---|---|---|---|
    {table}
    """ + "\n");
Console.WriteLine(table);

void Note(string what, Stopwatch clock)
{
    if (!seconds.TryGetValue(what, out var list))
        seconds[what] = list = [];
    list.Add(clock.Elapsed.TotalSeconds);
}

static Task Ready(IPage page) => page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'", null, new() { PollingInterval = 10 });
