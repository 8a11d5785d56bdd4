using System.Globalization;
using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data;

public sealed class MappingTemplateTests
{
    [Fact]
    public async Task A_guess_is_stopped_in_the_middle_of_a_long_file()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        // A few bytes, packed, of which every row is looked at; stopped as soon as the work has begun.
        var path = Path.Combine(folder.Path, "orders.csv.gz");
        await using (var file = new StreamWriter(new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest)))
        {
            await file.WriteLineAsync("order_id,customer_id,date,total");
            for (var i = 0; i < 400_000; i++)
                await file.WriteLineAsync($"{i},{i},2026-01-02 10:00:00,{i % 90}.50");
        }
        stop.CancelAfter(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => MappingTemplate.Guess(folder.Path, null, stop.Token), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_shop_of_four_files_is_guessed_and_can_be_read()
    {
        using var shop = new SmallShop();
        var template = MappingTemplate.Guess(shop.Path, cancellationToken: TestContext.Current.CancellationToken);
        Snapshot.Matches(template.Yaml, "template-four-files");
        Assert.Empty(template.Missing);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = shop.Path, Mapping = MappingFile.Parse(Guessing.Sampled.Answered(template), "guess.yaml") }, null, TestContext.Current.CancellationToken);
        Assert.Equal(3, transactions.Orders);
        Assert.Equal(2, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Stars[2]);
    }

    [Fact]
    public async Task A_one_file_shop_with_returns_and_cancellations_is_guessed_and_can_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("retail.csv", "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n536365;85123A;LANTERN;6;13/12/2010 08:26;2,55;17850;United Kingdom\n"
            + "C536379;D;Discount;-1;14/12/2010 09:41;27,50;14527;United Kingdom\n536380;22961;JAM;24;14/12/2010 09:41;1,45;17809;France\n");
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Snapshot.Matches(template.Yaml, "template-one-file");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Parse(Guessing.Sampled.Answered(template), "guess.yaml") }, null, TestContext.Current.CancellationToken);
        Assert.Equal(2, transactions.Orders);
        Assert.Equal(34.8, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Amount[0], 1e-9);
        Assert.Equal(1, transactions.Files[0].Excluded["cancelled"]);
    }

    [Theory]
    [InlineData("%d/%m/%Y", "{0:dd/MM/yyyy}")]
    [InlineData("%m/%d/%Y", "{0:MM/dd/yyyy}")]
    [InlineData("iso", "{0:yyyy-MM-dd}")]
    public void One_unreadable_date_does_not_hide_the_others(string format, string written)
    {
        using var folder = new TemporaryFolder();
        var days = Enumerable.Range(0, 40).Select(i => i == 7 ? "unknown" : string.Format(CultureInfo.InvariantCulture, written, new DateTime(2024, 1, 1).AddDays(i)));
        folder.Write("orders.csv", "order_id,customer_id,order_date,amount\n" + string.Concat(days.Select((day, i) => $"{i + 1},c{i % 9},{day},{10 + i}\n")));
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(template.Missing);
        var mapping = MappingFile.Parse(Guessing.Sampled.Answered(template), "guess.yaml");
        Assert.Equal(format, mapping.DateFormat);
        Assert.Contains("ordered_at: order_date", template.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_found_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("colours.csv", "colour,shade\nred,dark\nblue,light\n");
        Assert.NotEmpty(MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken).Missing);
        using var empty = new TemporaryFolder();
        Assert.Throws<ClienteleException>(() => MappingTemplate.Guess(empty.Path, cancellationToken: TestContext.Current.CancellationToken));
    }
}
