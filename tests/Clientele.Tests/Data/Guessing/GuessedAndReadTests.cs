using System.Globalization;
using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>What the guess takes for a time or a number, the loader reads as the same.</summary>
public sealed class GuessedAndReadTests
{
    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy-MM-dd HH:mm")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.fff")]
    [InlineData("yyyy-MM-dd'T'HH:mm'Z'")]
    [InlineData("yyyy-MM-dd HH:mm:ss' UTC'")]
    [InlineData("yyyy-MM-dd HH:mm:ss '+00'")]
    [InlineData("M/d/yyyy H:mm")]
    [InlineData("dd/MM/yy")]
    [InlineData("M/d/yy h:mm:ss tt")]
    [InlineData("M/d/yyyy h:mmtt")]
    [InlineData("dd.MM.yy HH:mm")]
    [InlineData("dd.MM.yyyy HH.mm")]
    [InlineData("dd.MM.yyyy HH:mm 'Uhr'")]
    [InlineData("yy-MM-dd HH:mm:ss")]
    [InlineData("yyyy/MM/dd HH:mm:ss")]
    [InlineData("yyyyMMdd")]
    [InlineData("yyyyMMddHHmmss")]
    [InlineData("dd-MMM-yy")]
    [InlineData("MMM-dd-yy")]
    [InlineData("d MMMM yyyy")]
    [InlineData("MMMM d yyyy HH:mm")]
    [InlineData("ddd dd MMM yyyy HH:mm:ss '+0000'")]
    [InlineData("MM/dd/yyyy HH:mm:ss '+0000'")]
    [InlineData("HH:mm:ss dd/MM/yyyy")]
    public async Task Times_in_any_form_are_read_as_they_were_written(string written)
    {
        var times = Enumerable.Range(0, 300).Select(day => new DateTime(2024, 2, 10, day % 24, day % 60, 0).AddDays(day)).ToList();
        var hasTime = written.Contains('H', StringComparison.Ordinal) || written.Contains('h', StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        folder.Write("shop.csv", "order_id|customer_id|order_date|amount\n"
            + string.Concat(times.Select((time, row) =>
            $"{row}|c{row % 9}|{time.ToString(written, CultureInfo.InvariantCulture)}|10.50\n")));
        var template = MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(template.Missing);
        Assert.DoesNotContain(template.Questions, question => question.Key is not ("currency" or "time_zone"));
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = folder.Path,
            Mapping = MappingFile.Parse(Sampled.Answered(template), "guess.yaml"),
            MaxRejectedShare = 0
        }, null, TestContext.Current.CancellationToken);
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal(times.Select(time => hasTime ? time : time.Date), orders.OrderedAt.Order());
    }

    [Theory]
    [InlineData("1.234,50", "12,00", 1246.5)]
    [InlineData("1,234.50", "12.00", 1246.5)]
    [InlineData("1 234,50", "12,00", 1246.5)]
    [InlineData("1'234.50", "12.00", 1246.5)]
    [InlineData("24,9900", "7,5000", 32.49)]
    [InlineData("$1,234.50", "$12", 1246.5)]
    [InlineData("1.234,50 €", "12,00 €", 1246.5)]
    [InlineData("R$ 1.234,50", "R$ 12,00", 1246.5)]
    [InlineData("1,23,456.00", "12.00", 123468)]
    [InlineData("0.354", "1.250", 1.604)]
    public async Task Numbers_in_any_form_are_read_as_they_were_written(string first, string second, double sum)
    {
        using var folder = new TemporaryFolder();
        folder.Write("shop.csv", $"order_id|customer_id|order_date|amount\n1|A|2024-05-03|{first}\n2|B|2024-05-04|{second}\n");
        var template = MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(template.Questions, question => question.Key is not ("currency" or "time_zone"));
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = folder.Path,
            Mapping = MappingFile.Parse(Sampled.Answered(template), "guess.yaml"),
            MaxRejectedShare = 0
        }, null, TestContext.Current.CancellationToken);
        Assert.Equal(sum, (double)transactions.Totals.Amount, 1e-9);
    }
}
