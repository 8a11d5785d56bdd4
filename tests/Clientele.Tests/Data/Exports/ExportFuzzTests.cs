using Clientele.Tests.Data.Exports.Fuzz;

namespace Clientele.Tests.Data.Exports;

/// <summary>Changed exports. `dotnet run -c Release --project bench/Clientele.Benchmarks -- exports` runs as many as one likes.</summary>
public sealed class ExportFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_change_can_be_made_to_a_format_and_is_the_same_for_a_seed()
    {
        var formats = Wardrobe.All.Where(dress => dress.Columns is not null && dress.Lacks is null)
            .Select(dress => (Dress: dress, Shop: MadeUpShop.Create(1, dress.Profile)))
            .Select(format => new ExportCase(format.Dress, format.Shop, format.Dress.Files(format.Shop).Single())).ToList();
        Assert.All(Mutation.All, mutation =>
        {
            var changes = formats.Select(format =>
                (Once: mutation.Apply(format, new SeededRandom(3)), Again: mutation.Apply(format, new SeededRandom(3)), format.File))
                .Where(change => change.Once is not null).ToList();
            Assert.NotEmpty(changes);
            Assert.All(changes, change =>
            {
                Assert.Equal(change.Once!.Files.Select(file => Convert.ToBase64String(file.Bytes)),
                    change.Again!.Files.Select(file => Convert.ToBase64String(file.Bytes)));
                Assert.False(change.Once.Files is [var (name, bytes)] && name == change.File.Name && bytes.AsSpan()
                    .SequenceEqual(change.File.Bytes()), mutation.Name);
            });
        });
    }

    [Fact]
    public async Task A_changed_export_is_right_or_refused_or_asked_about_and_never_wrong_in_silence()
    {
        var fuzz = new ExportFuzz(seed: 14);
        var results = new List<FuzzResult>();
        for (var index = 0; index < 100; index++)
            results.Add(await fuzz.RunAsync(index, TestContext.Current.CancellationToken));
        output.WriteLine(FuzzTable.Of(results));
        Assert.True(!results.Exists(result => result.IsViolation), FuzzTable.Of(results));
    }

    /// <summary>Changes that longer runs found to be wrong in silence.</summary>
    [Theory]
    [InlineData("a line twice", "etsy_sold_items", 1)]
    [InlineData("ids shortened by a spreadsheet", "etsy_sold_items", 3)]
    [InlineData("ids shortened by a spreadsheet", "chilean_sales", 3)]
    [InlineData("ids shortened by a spreadsheet", "excel_csv_utf8", 3)]
    [InlineData("ids shortened by a spreadsheet", "excel_unicode_text", 3)]
    [InlineData("a date garbled", "excel_csv_utf8", 2)]
    [InlineData("a date garbled", "german_till", 2)]
    [InlineData("a cell twice", "woocommerce_lines", 9)]
    [InlineData("a cell twice", "woocommerce_advanced", 3)]
    [InlineData("header once more", "shopify_usd", 1)]
    public async Task A_fault_that_was_found_stays_away(string mutation, string dress, int change)
    {
        var result = await new ExportFuzz(seed: 14).RunAsync(mutation, dress, change, TestContext.Current.CancellationToken);
        Assert.False(result.IsViolation || result.Outcome == FuzzOutcome.NotRun, result.ToString());
    }
}
