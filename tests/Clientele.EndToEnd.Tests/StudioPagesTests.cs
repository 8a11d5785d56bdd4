using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>Page by page, what each lets its user do and what it then shows: the real command, in a real browser.</summary>
public sealed partial class StudioPagesTests(DemoShop shop, Browser browser) : IClassFixture<DemoShop>, IClassFixture<Browser>
{
    [Fact]
    public async Task Uploaded_files_are_mapped_by_a_guess_and_read_again_when_the_mapping_is_changed()
    {
        using var folder = new Folder();
        var files = await WriteShopAsync(folder.At("shop"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"));
        await VisitedPage.OpenAsync(page, studio, "");
        await page.SetInputFilesAsync("#upload", files);

        // What was guessed is said, and the mapping shows it: days before months, two files that share an order's number.
        var guesses = page.Locator("details").Filter(new() { HasText = "Guessed, please check" });
        await Assertions.Expect(guesses).ToContainTextAsync("orders.ordered_at: order_date");
        await Assertions.Expect(guesses).ToContainTextAsync("items.amount: price_eur");
        await Assertions.Expect(page.GetByText("Not found, please fill in")).ToHaveCountAsync(0);
        var mapping = page.GetByTestId("mapping");
        await Assertions.Expect(mapping).ToHaveValueAsync(new Regex("currency: EUR .*amount_limit: 100000 .*file: orders.csv.*file: items.csv.gz", RegexOptions.Singleline));

        // Two rows cannot be read; each is accounted for and shown with its line. The item of the lost order and the order of the lost item are left out.
        await page.GetByTestId("check").ClickAsync();
        var read = page.GetByTestId("checked");
        var accounts = page.GetByRole(AriaRole.Region, new() { Name = "Rows of the input files" });
        await Assertions.Expect(read).ToContainTextAsync("amounts in EUR");
        await Assertions.Expect(Row(accounts, "items.csv.gz")).ToHaveTextAsync(new Regex(@"items\.csv\.gz\s*300\s*298\s*1 order rejected\s*1$"));
        await Assertions.Expect(Row(accounts, "orders.csv")).ToHaveTextAsync(new Regex(@"orders\.csv\s*300\s*298\s*1 no items\s*1$"));
        var rejected = page.GetByRole(AriaRole.Region, new() { Name = "Rejected rows" }).Locator("tbody tr");
        await Assertions.Expect(rejected).ToHaveCountAsync(2);
        await Assertions.Expect(rejected.Filter(new() { HasText = "orders.csv" })).ToContainTextAsync("299");
        await Assertions.Expect(rejected.Filter(new() { HasText = "many" })).ToContainTextAsync("301");
        await Assertions.Expect(page.GetByTestId("to-segments")).ToBeVisibleAsync();

        // A mistake is said and cannot be applied; a change counts once it is applied and the rows are read again.
        var text = await mapping.InputValueAsync();
        var apply = page.GetByRole(AriaRole.Button, new() { Name = "Apply the change" });
        await Assertions.Expect(apply).ToBeDisabledAsync();
        await mapping.FillAsync(text.Replace("currency:", "curency:", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByText("curency")).ToBeVisibleAsync();
        await Assertions.Expect(apply).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByTestId("check")).ToBeDisabledAsync();
        await mapping.FillAsync(text.Replace("currency: EUR", "currency: BRL", StringComparison.Ordinal).Replace("amount_limit: 100000", "amount_limit: 50", StringComparison.Ordinal));
        await apply.ClickAsync();
        await Assertions.Expect(read).ToHaveCountAsync(0);
        await page.GetByTestId("check").ClickAsync();
        await Assertions.Expect(read).ToContainTextAsync("amounts in BRL");
        // One in ten of the prices is above the new limit, and nothing is learned from files of which so much is rejected.
        await Assertions.Expect(read).ToContainTextAsync("More than 1 % of the rows of items.csv.gz are rejected");
        await Assertions.Expect(Row(accounts, "items.csv.gz")).ToHaveTextAsync(new Regex(@"items\.csv\.gz\s*300\s*268\s*1 order rejected\s*31$"));
        await Assertions.Expect(rejected).ToHaveCountAsync(32);
        await Assertions.Expect(page.GetByTestId("to-segments")).ToHaveCountAsync(0);
        visited.AssertQuiet();
    }

    [Fact]
    public async Task Numbers_of_segments_are_compared_then_learned_and_personas_open_their_evidence()
    {
        using var folder = new Folder();
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"), "--data", shop.Store);
        await VisitedPage.OpenAsync(page, studio, "");
        await page.SelectOptionAsync("#mapping-name", "olist");
        await page.GetByTestId("choose").ClickAsync();
        await Assertions.Expect(page.GetByTestId("mapping")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Segments", Exact = true }).ClickAsync();
        await page.FillAsync("#to", "3");
        await page.GetByLabel("with stability").UncheckAsync();
        await page.GetByTestId("compare").ClickAsync();
        var evidence = page.GetByRole(AriaRole.Region, new() { Name = "Numbers of segments" }).Locator("tbody tr");
        await Assertions.Expect(evidence).ToHaveCountAsync(2);
        // A number of segments is a row: its k, what it keeps, then a silhouette of three decimals.
        await Assertions.Expect(evidence.Nth(0)).ToHaveTextAsync(new Regex(@"^\s*2\s*\d+\.\d %\s*0\.\d{3}"));
        await Assertions.Expect(evidence.Nth(1)).ToHaveTextAsync(new Regex(@"^\s*3\s*\d+\.\d %\s*0\.\d{3}"));
        await Assertions.Expect(page.GetByText(new Regex(@"Recommended: [23]\."))).ToBeVisibleAsync();
        // What is recommended is what would be learned.
        var recommended = Regex.Match(await page.GetByTestId("recommended").InnerTextAsync(), @"Recommended: (\d)\.").Groups[1].Value;
        await Assertions.Expect(page.GetByTestId("k")).ToHaveValueAsync(recommended);
        await Assertions.Expect(page.Locator("main img.figure")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Take 3" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("k")).ToHaveValueAsync("3");
        await page.GetByTestId("learn").ClickAsync();
        var segments = page.GetByTestId("segments");
        await Assertions.Expect(segments).ToContainTextAsync("3 segments of");
        var sizes = page.GetByRole(AriaRole.Region, new() { Name = "Sizes of the segments" }).Locator("tbody tr");
        await Assertions.Expect(sizes).ToHaveCountAsync(3);
        var customers = Count(await segments.GetByRole(AriaRole.Heading).InnerTextAsync(), "of ");
        Assert.Equal(customers, (await sizes.Locator("td.number").AllInnerTextsAsync()).Sum(size => Count(size)));
        // The map of customers and the scores of segments, each a picture that was really drawn, with words for who cannot see it.
        var figures = segments.Locator("img.figure");
        await Assertions.Expect(figures).ToHaveCountAsync(2);
        foreach (var figure in await figures.AllAsync())
        {
            Assert.True(await figure.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 100; }"));
            Assert.NotEmpty(await figure.GetAttributeAsync("alt") ?? "");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Who are they?" }).ClickAsync();
        var sentence = page.GetByTestId("personas").Locator("article details").First;
        await Assertions.Expect(sentence).ToBeVisibleAsync();
        await Assertions.Expect(sentence.Locator("table")).ToBeHiddenAsync();
        await sentence.Locator("summary").ClickAsync();
        await Assertions.Expect(sentence.Locator("table")).ToBeVisibleAsync();
        // A feature, its mean in the persona and in all, and the signed difference.
        await Assertions.Expect(sentence.Locator("tbody tr").First).ToHaveTextAsync(new Regex(@"[a-z_]+\s*[\d.,]+\s*[\d.,]+\s*[+−-]"));

        // Another server has the segments and not the features: it draws the map once it has read the data again.
        await using var next = await studio.RestartAsync();
        await VisitedPage.OpenAsync(page, next, "segments");
        await Assertions.Expect(figures).ToHaveCountAsync(1);
        await page.GetByTestId("draw-map").ClickAsync();
        await Assertions.Expect(figures).ToHaveCountAsync(2);

        // Nothing was held against real orders yet, which the page says; then it is.
        await VisitedPage.OpenAsync(page, next, "fidelity");
        var fidelity = page.GetByTestId("fidelity");
        await Assertions.Expect(fidelity).ToContainTextAsync("NOT VALIDATED");
        await page.GetByRole(AriaRole.Button, new() { Name = "Measure it" }).ClickAsync();
        await Assertions.Expect(fidelity.GetByRole(AriaRole.Heading, new() { Name = "How far to trust this" })).ToBeVisibleAsync();
        await Assertions.Expect(fidelity).ToContainTextAsync("whether people buy at all");

        // Pages are fullest now: on a phone they are still as wide as the screen.
        foreach (var width in (int[])[1280, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var path in (string[])["", "segments", "fidelity"])
            {
                await VisitedPage.OpenAsync(page, next, path);
                await visited.AssertUsableAsync();
            }
        }
        visited.AssertQuiet(allowed: VisitedPage.ServerGone);
    }

    [Fact]
    public async Task Two_prices_typed_into_the_form_make_two_runs_that_are_compared_and_read_row_by_row()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"));
        await VisitedPage.OpenAsync(page, studio, "lab");
        var promised = Count(await page.GetByText(new Regex(@"^[\d,]+ decisions\.$")).InnerTextAsync());
        var first = await AskAtAsync(page, "800");
        var second = await AskAtAsync(page, "1450", first);
        await page.SetViewportSizeAsync(390, 900);
        await visited.AssertUsableAsync();
        await page.SetViewportSizeAsync(1280, 900);
        await visited.AssertUsableAsync();
        // What was typed last is there again, on a page that is opened anew and after the server was.
        await VisitedPage.OpenAsync(page, studio, "lab");
        await Assertions.Expect(page.Locator("input[name=price]")).ToHaveValueAsync("1450");

        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        var compare = page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true });
        await Assertions.Expect(compare).ToBeDisabledAsync();
        // Chosen the newer first: the page puts the older first all the same.
        foreach (var run in (string[])[second, first])
            await page.GetByLabel($"Compare the run {run}").CheckAsync();
        await compare.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/runs/{first}/against/{second}$"));
        await Assertions.Expect(page.Locator("dl.manifest a")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("dl.manifest a").Nth(0)).ToHaveAttributeAsync("href", $"/runs/{first}");
        await Assertions.Expect(page.Locator("dl.manifest a").Nth(1)).ToHaveAttributeAsync("href", $"/runs/{second}");
        await Assertions.Expect(Row(page.GetByTestId("diff"), "offer.price")).ToHaveTextAsync(new Regex(@"offer\.price\s*800\s*1450$"));
        await Assertions.Expect(Row(page.GetByTestId("diff"), "All customers")).ToHaveTextAsync(new Regex(@"All customers\s*[\d.]+ ?%.*[\d.]+ ?%.*\d$", RegexOptions.Singleline));

        await page.GotoAsync($"{studio.Address}runs/{first}/decisions");
        await VisitedPage.ReadyAsync(page);
        var count = page.Locator("main p[aria-live=polite]");
        var rows = page.GetByTestId("decisions").Locator("tbody tr[aria-rowindex]");
        await Assertions.Expect(rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        var (all, words) = (Count(await count.InnerTextAsync()), await count.InnerTextAsync());
        Assert.InRange(all, 1_000, DemoShop.Orders);
        Assert.Equal(promised, all);

        // A region of rows that are read as they come into sight: in its middle stand rows from the middle, and the first are gone.
        await page.GetByTestId("decisions").EvaluateAsync("region => { region.scrollTop = region.scrollHeight / 2; }");
        await page.WaitForFunctionAsync(RowsInSight, new { from = all / 3, to = 2 * all / 3 });
        await Assertions.Expect(page.Locator("tr[aria-rowindex='2']")).ToHaveCountAsync(0);

        var persona = page.Locator("main form select").First;
        var name = (await persona.Locator("option").AllInnerTextsAsync())[1];
        await persona.SelectOptionAsync(new SelectOptionValue { Label = name });
        await Assertions.Expect(count).Not.ToHaveTextAsync(words);
        var some = Count(await count.InnerTextAsync());
        Assert.InRange(some, 1, all - 1);
        // Another filter is another list, from its top, and no row of anybody else is in it.
        await Assertions.Expect(rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        await Assertions.Expect(rows.Filter(new() { HasNotText = name })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("decisions").Locator("table")).ToHaveAttributeAsync("aria-rowcount", $"{some + 1}");
        visited.AssertQuiet();
    }

    [Fact]
    public async Task The_first_tab_stop_leads_past_the_menu_to_the_content_of_the_same_page()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var page = (await browser.NewPageAsync(1280)).Page;
        await using var studio = await Studio.StartAsync(folder.At("study"), "--data", shop.Store);
        await VisitedPage.OpenAsync(page, studio, "segments");
        await ToTheTopAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "To the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#content")).ToBeFocusedAsync();
        Assert.Equal("/segments", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Segments");
        // The next stop is in the content: the menu was passed, not only scrolled away.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("main :focus")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_scenario_is_typed_and_asked_without_a_mouse()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"));
        await VisitedPage.OpenAsync(page, studio, "lab");
        await page.Locator("input[name=price]").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("777");
        // Enter in a field asks nothing and loads no page anew.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("R$ 777");
        await Assertions.Expect(page).ToHaveURLAsync($"{studio.Address}lab");
        // What the shop knows of the level is kept to, and no longer said to be assumed.
        await page.Locator("input[name=anchor]").FocusAsync();
        await page.Keyboard.TypeAsync("30");
        await page.GetByTestId("run").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
        await Assertions.Expect(Row(page.GetByTestId("result"), "All customers")).ToContainTextAsync("30 %");
        await Assertions.Expect(page.GetByTestId("result")).Not.ToContainTextAsync("is assumed");
        await page.GetByRole(AriaRole.Link, new() { Name = "The run's page" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f]{16}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("How customers answer");
        visited.AssertQuiet();
    }

    /// <summary>Whether the rows that stand inside the region's own frame are numbered between two numbers.</summary>
    private const string RowsInSight = """
        ({ from, to }) => {
          const region = document.querySelector("[data-testid=decisions]"), frame = region.getBoundingClientRect();
          const seen = [...region.querySelectorAll("tbody tr[aria-rowindex]")].filter(row => { const box = row.getBoundingClientRect(); return box.bottom > frame.top && box.top < frame.bottom; });
          return seen.length > 5 && seen.every(row => from < row.ariaRowIndex && row.ariaRowIndex < to);
        }
        """;

    // Types a price as a person does, sees it in what an agent would read, asks, and gives the name of the run.
    private static async Task<string> AskAtAsync(IPage page, string price, string? previous = null)
    {
        var before = page.Url;
        var input = page.Locator("input[name=price]");
        await input.FillAsync("");
        await input.PressSequentiallyAsync(price);
        await Assertions.Expect(input).ToHaveValueAsync(price);
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("R$ " + int.Parse(price, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture));
        await page.GetByTestId("run").ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(before);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lab/[0-9a-f]+$"));
        // The address changes before the page does: the link of the run before may stand there for a moment.
        var run = page.GetByTestId("result").Locator($"a[href^='/runs/']:not([download], [href='/runs/{previous}'])");
        await Assertions.Expect(run).ToBeVisibleAsync();
        return (await run.GetAttributeAsync("href"))!["/runs/".Length..];
    }

    // A small shop in two files of 300 rows: forty customers, prices of 5 to 54.5 of which one in ten is above 50; one date and one price are none.
    private static async Task<string[]> WriteShopAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] files = [Path.Combine(folder, "orders.csv"), Path.Combine(folder, "items.csv.gz")];
        string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture) + "\n";
        await File.WriteAllTextAsync(files[0], "order_id,customer_id,order_date\n" + string.Concat(Enumerable.Range(1, 300).Select(i =>
            Line(i == 298 ? $"{i},c{i % 40},unknown" : (FormattableString)$"{i},c{i % 40},{1 + i % 28:00}/{1 + i % 12:00}/2024"))));
        await using var packed = new StreamWriter(new GZipStream(File.Create(files[1]), CompressionLevel.Fastest));
        await packed.WriteAsync("order_id,price_eur,category\n" + string.Concat(Enumerable.Range(1, 300).Select(i =>
            Line(i == 300 ? (FormattableString)$"{i},many,books" : $"{i},{5 + i % 10 * 5.05},books"))));
        return files;
    }

    private static ILocator Row(ILocator within, string header) => within.Locator("tr").Filter(new() { Has = within.Page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new Regex(Regex.Escape(header)) }) });

    private static int Count(string text, string after = "") => int.Parse(Number().Match(text, text.IndexOf(after, StringComparison.Ordinal)).Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Number();

    // The heading of a page is given focus when it opens; a keyboard begins at the document.
    private static Task ToTheTopAsync(IPage page) => page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }");
}
