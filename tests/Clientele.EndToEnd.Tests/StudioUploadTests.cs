using System.Globalization;
using Microsoft.Playwright;

namespace Clientele.EndToEnd.Tests;

/// <summary>Uploads that go wrong in a real browser: far too many files, a page that is closed in the middle.</summary>
public sealed class StudioUploadTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Ten_thousand_files_get_a_sentence_and_the_page_lives_on()
    {
        using var folder = new Folder();
        var visited = await browser.NewPageAsync(1280);
        var page = visited.Page;
        await using var studio = await Studio.StartAsync(folder.At("study"));
        await VisitedPage.OpenAsync(page, studio, "");
        var tooMany = page.GetByText("More than 64 files cannot be uploaded at once");
        await Assertions.Expect(tooMany).ToBeHiddenAsync();
        await page.SetInputFilesAsync("#upload", Enumerable.Range(0, 10_000).Select(i => new FilePayload { Name = string.Create(CultureInfo.InvariantCulture, $"a-file-with-a-rather-long-name-{i}.csv"), MimeType = "text/csv", Buffer = "a,b\n"u8.ToArray() }));
        await Assertions.Expect(tooMany).ToBeVisibleAsync();
        visited.AssertQuiet();

        // The same page takes the files of one shop.
        await page.SetInputFilesAsync("#upload", [new FilePayload { Name = "notes.md", MimeType = "text/plain", Buffer = "a"u8.ToArray() }]);
        await Assertions.Expect(tooMany).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("this is not the name of a data file")).ToBeVisibleAsync();
        visited.AssertQuiet();
    }

    [Fact]
    public async Task A_page_that_is_closed_in_the_middle_of_an_upload_frees_the_job()
    {
        using var folder = new Folder();
        await using (var large = File.Create(folder.At("orders.csv")))
            large.SetLength(1_500_000_000);
        await using var studio = await Studio.StartAsync(folder.At("study"));
        var first = (await browser.NewPageAsync(1280)).Page;
        await VisitedPage.OpenAsync(first, studio, "");
        await first.SetInputFilesAsync("#upload", folder.At("orders.csv"));
        var second = (await browser.NewPageAsync(1280)).Page;
        await VisitedPage.OpenAsync(second, studio, "");
        await Assertions.Expect(second.GetByText("Taking in 1 file").First).ToBeVisibleAsync();
        await first.CloseAsync();
        // Well before the minute that the framework itself waits.
        await Assertions.Expect(second.GetByText("the browser's connection ended before the file was whole").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("study", "studio", "uploads")));
    }
}
