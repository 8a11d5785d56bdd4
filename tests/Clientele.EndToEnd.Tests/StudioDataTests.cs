using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>A stranger's files in the studio: what they cannot decide is a button away.</summary>
public sealed class StudioDataTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_the_files_cannot_decide_is_set_by_a_click_and_the_account_is_shown()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "sales.csv"),
            "order,customer,date,sku,qty,unit_price,currency\n1,NULL,01/02/24,x,1,5,GBP\n2,B,02/03/24,y,2,7.50,GBP\n3,C,03/01/24,x,1,5,GBP\n4,A,05/06/24,z,2,9,GBP\n", TestContext.Current.CancellationToken);
        var visited = await browser.NewPageAsync(1280);
        await using var studio = await Studio.StartAsync(new StudioStart(folder.At("study")) { Arguments = ["--data", folder.At("shop")] });
        var page = visited.Page;
        await page.GotoAsync(studio.Address.ToString());
        await VisitedPage.ReadyAsync(page);
        await page.GetByTestId("choose").ClickAsync();
        var questions = page.GetByTestId("questions");
        await Assertions.Expect(questions).ToContainTextAsync("date_format, for column date of sales.csv");
        await Assertions.Expect(questions).ToContainTextAsync("first 2024-01-02");
        await Assertions.Expect(page.GetByTestId("check")).ToBeDisabledAsync();
        await visited.AssertUsableAsync();
        await questions.GetByRole(AriaRole.Button, new() { Name = "%m/%d/%y" }).ClickAsync();
        await Assertions.Expect(questions).ToContainTextAsync("set.");
        await page.GetByTestId("check").ClickAsync();
        await Assertions.Expect(page.GetByTestId("totals")).ToContainTextAsync("38.00 GBP: after discounts, before refunds, without freight, tax as in the file");
        await Assertions.Expect(page.GetByTestId("totals")).ToContainTextAsync("2024-02-03 00:00 to 2024-05-06 00:00");
        await visited.AssertUsableAsync();
        visited.AssertQuiet();
        if (Environment.GetEnvironmentVariable("CLIENTELE_PICTURES") is { Length: > 0 } pictures)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, "data.png"), FullPage = true });
    }
}
