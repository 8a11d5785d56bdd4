using System.Globalization;
using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>How times may be written, and which are believed.</summary>
public sealed class TimeTests
{
    [Theory]
    [InlineData("iso", "2024-05-03", "2024-05-03 00:00:00")]
    [InlineData("iso", "2024-05-03 10:15", "2024-05-03 10:15:00")]
    [InlineData("iso", "2024-05-03T10:15:30", "2024-05-03 10:15:30")]
    [InlineData("iso", "2024-05-03T10:15:30.250", "2024-05-03 10:15:30")]
    [InlineData("iso", "2025-06-07T03:30Z", "2025-06-06 20:30:00")]
    [InlineData("iso", "2025-06-07 03:30:00+00", "2025-06-06 20:30:00")]
    [InlineData("iso", "2025-06-07 03:30:00 UTC", "2025-06-06 20:30:00")]
    [InlineData("iso", "2025-06-07T03:30:00.123+02:00", "2025-06-06 18:30:00")]
    [InlineData("iso", "2025-06-07 03:30:00 +0530", "2025-06-06 15:00:00")]
    [InlineData("iso", "2025-06-07 03:30:00 -0330", "2025-06-07 00:00:00")]
    [InlineData("iso", "2025-06-07 03:30:00 CET", "2025-06-06 19:30:00")]
    [InlineData("iso", "01/05/24", null)]
    [InlineData("iso", "2024/05/03", null)]
    [InlineData("iso", "2024-5-3", null)]
    [InlineData("iso", "20240503", null)]
    [InlineData("iso", "epoch", null)]
    [InlineData("iso", "infinity", null)]
    [InlineData("iso", "2024-05-03 foo", null)]
    [InlineData("iso", "2024-02-30", null)]
    [InlineData("iso", "2025-06-07 03:30:00 IST", null)]
    [InlineData("%d/%m/%y", "01/05/24", "2024-05-01 00:00:00")]
    [InlineData("%m/%d/%y", "01/05/24", "2024-01-05 00:00:00")]
    [InlineData("%d.%m.%y %H:%M", "1.5.24 7:05", "2024-05-01 07:05:00")]
    [InlineData("%m/%d/%Y", "01/05/24", null)]
    [InlineData("%m/%d/%Y", "1/5/2024", "2024-01-05 00:00:00")]
    [InlineData("%b %d, %Y %I:%M:%S %p %Z", "Sep 1, 2025 1:05:07 AM PDT", "2025-09-01 01:05:07")]
    [InlineData("%b %d, %Y %I:%M:%S %p %Z", "Sep 1, 2025 1:05:07 PM CET", "2025-09-01 05:05:07")]
    [InlineData("%b %d, %Y %I:%M:%S %p %Z", "Sep 1, 2025 1:05:07 AM", null)]
    [InlineData("%m/%d/%Y %H:%M:%S %z", "07/06/2025 03:30:00 +0000", "2025-07-05 20:30:00")]
    [InlineData("%m/%d/%Y %H:%M:%S%z", "07/06/2025 03:30:00Z", "2025-07-05 20:30:00")]
    [InlineData("excel", "45384.34375", "2024-04-02 08:15:00")]
    [InlineData("excel", "45384", "2024-04-02 00:00:00")]
    [InlineData("excel", "45384,34375", "2024-04-02 08:15:00")]
    [InlineData("excel", "2024-04-02", null)]
    [InlineData("unix", "1717236000", "2024-06-01 03:00:00")]
    [InlineData("unix", "1717236000000", "2024-06-01 03:00:00")]
    [InlineData("unix", "soon", null)]
    public void A_time_is_read_as_it_is_meant_or_not_at_all(string format, string text, string? expected)
    {
        using var database = DuckDb.OpenInMemory(1);
        var sql = new TimeSql("America/Los_Angeles").Time("v", format, typed: false);
        DateTime? found = null;
        database.Query($"SELECT date_trunc('second', {sql}) FROM (SELECT {DuckDb.Literal(text)} AS v)", row => found = row.IsDBNull(0) ? null : row.GetDateTime(0));
        Assert.Equal(expected, found?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1970-01-01", "is before 1990-01-01, the first day that is believed (`order_dates`)")]
    [InlineData("2024-06-03", "is after 2024-06-02, the last day that is believed (`order_dates`)")]
    [InlineData("2567-05-03", "is a year of the Buddhist calendar, it seems (2567 is 2024): write the dates in the Gregorian calendar")]
    [InlineData("1403-02-14", "is a year of the Persian or the Islamic calendar, it seems: write the dates in the Gregorian calendar")]
    public async Task A_day_that_no_order_can_have_is_rejected_with_the_reason(string day, string reason)
    {
        using var shop = new LineShop($"order,who,at,what,n,price\n1,A,2024-06-02 23:59,x,1,5\n2,B,{day},x,1,5\n") { ReadOn = new DateOnly(2024, 6, 1) };
        using var transactions = await shop.LoadAsync();
        Assert.Equal(new RejectedRow("lines.csv", 3, "at", day, reason), Assert.Single(transactions.Rejected));
        Assert.Equal(new DateOnly(2024, 6, 1), transactions.ReadOn);
    }

    [Fact]
    public async Task The_mapping_may_believe_other_days()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,1970-01-01,x,1,5\n2,B,2031-01-01,x,1,5\n")
        {
            Top = "order_dates: { from: 1970-01-01, to: 2031-12-31 }",
            ReadOn = new DateOnly(2024, 6, 1),
        };
        using var transactions = await shop.LoadAsync();
        Assert.Equal((2, 0), (transactions.Orders, transactions.Rejected.Count));
    }

    [Fact]
    public async Task A_date_and_a_time_in_two_columns_are_one_time()
    {
        using var shop = new LineShop("order,who,at,clock,what,n,price\n1,A,6/7/25,3:30 PM,x,1,5\n2,B,6/8/25,11:05 AM,x,1,5\n")
        {
            Top = "date_format: \"%m/%d/%y %I:%M %p\"",
            Orders = "ordered_time: clock",
        };
        using var transactions = await shop.LoadAsync();
        Assert.Equal((new DateTime(2025, 6, 7, 15, 30, 0), new DateTime(2025, 6, 8, 11, 5, 0)), (transactions.FirstOrder, transactions.LastOrder));
    }

    [Theory]
    [InlineData("UTC", "2025-06-06 20:30:00")]
    [InlineData("Europe/Berlin", "2025-06-06 18:30:00")]
    public async Task Times_without_an_offset_may_be_written_in_another_zone_than_the_shop_s(string source, string local)
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,2025-06-07 03:30:00,x,1,5\n") { Top = "time_zone: America/Los_Angeles", Orders = $"source_time_zone: {source}" };
        using var transactions = await shop.LoadAsync();
        Assert.Equal(local, transactions.FirstOrder.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Times_with_an_offset_in_a_shop_without_a_zone_are_named()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,2025-06-07 03:30:00 +0200,x,1,5\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal("time_zone", Assert.Single(transactions.Warnings).Name);
    }

    [Fact]
    public async Task Columns_may_be_written_in_different_forms()
    {
        using var shop = new LineShop("order,who,at,promise,came,what,n,price\n1,A,03.05.2024,2024-05-09,45420,x,1,5\n")
        {
            Top = "date_format: \"%d.%m.%Y\"",
            Orders = "promised_at: promise, delivered_at: came, date_format: { promise: iso, came: excel }",
        };
        using var transactions = await shop.LoadAsync();
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal((new DateTime(2024, 5, 3), new DateTime(2024, 5, 9), new DateTime(2024, 5, 8)), (orders.OrderedAt[0], orders.PromisedAt[0], orders.DeliveredAt[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("NULL")]
    [InlineData("\\N")]
    [InlineData("NaT")]
    [InlineData("not yet")]
    public async Task An_optional_time_that_says_nothing_rejects_no_order(string nothing)
    {
        using var shop = new LineShop($"order,who,at,came,what,n,price\n1,A,2024-05-03,{nothing},x,1,5\n") { Top = "empty_values: [not yet]", Orders = "delivered_at: came" };
        using var transactions = await shop.LoadAsync();
        Assert.Equal((1, 0), (transactions.Orders, transactions.Rejected.Count));
        Assert.Equal(DateTime.MinValue, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).DeliveredAt[0]);
    }
}
