using System.IO.Compression;
using System.Text;
using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data;

public sealed class TransactionLoaderTests
{
    [Fact]
    public async Task Large_data_are_worked_on_in_the_folder_that_was_named_and_leave_nothing_there()
    {
        using var shop = new SmallShop();
        using var scratch = new TemporaryFolder();
        var source = new TransactionSource { Path = shop.Path, Mapping = MappingFile.Parse(Guessing.Sampled.Answered(MappingTemplate.Guess(shop.Path, cancellationToken: TestContext.Current.CancellationToken)), "guess.yaml"), Memory = 1, Scratch = scratch.Path };
        using (var transactions = await TransactionLoader.LoadAsync(source, null, TestContext.Current.CancellationToken))
        {
            Assert.NotEmpty(Directory.GetFiles(scratch.Path, "transactions.duckdb*", SearchOption.AllDirectories));
            Assert.Equal(3, transactions.Orders);
        }
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Path));
    }

    [Fact]
    public async Task A_clean_shop_is_read_and_every_row_accounted_for()
    {
        using var shop = new SmallShop();
        using var transactions = await shop.LoadAsync();
        Assert.Equal((3, 2), (transactions.Orders, transactions.Customers));
        Assert.Empty(transactions.Rejected);
        var orders = transactions.Files.Single(file => file.File == "orders.csv");
        Assert.Equal((4, 3, 1, 0), (orders.Rows, orders.Accepted, orders.Excluded["status"], orders.Rejected));
        Assert.Equal(1, transactions.Files.Single(file => file.File == "items.csv").Excluded["status"]);
        Assert.Equal(2, transactions.Files.Single(file => file.File == "reviews.csv").Accepted);
        Assert.Equal(new DateTime(2024, 1, 6, 10, 0, 0), transactions.FirstOrder);
    }

    [Fact]
    public async Task Order_level_context_survives()
    {
        using var shop = new SmallShop();
        using var transactions = await shop.LoadAsync();
        var orders = (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["anna", "ben"], orders.CustomerIds);
        Assert.Equal([0, 0, 1], orders.Customer);
        Assert.Equal([30.5, 99.9, 10.5], orders.Amount);
        Assert.Equal([PaymentMethod.CreditCard, PaymentMethod.CreditCard, PaymentMethod.Boleto], orders.Method);
        Assert.Equal([3, 10, 1], orders.Instalments);
        Assert.Equal([5, 0, 2], orders.Stars);
        Assert.Equal("books", orders.Categories[orders.Category[0]]);   // of the most expensive item
    }

    [Fact]
    public async Task Gzipped_and_Parquet_files_of_the_same_name_are_read_alike()
    {
        using var shop = new SmallShop();
        using (var gzip = new GZipStream(File.Create(Path.Combine(shop.Path, "items.csv.gz")), CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(Path.Combine(shop.Path, "items.csv")));
        shop.Delete("items.csv");
        using (var database = DuckDb.OpenInMemory())
            database.Execute($"COPY (SELECT * FROM read_csv({DuckDb.Literal(Path.Combine(shop.Path, "orders.csv"))})) TO {DuckDb.Literal(Path.Combine(shop.Path, "orders.parquet"))}");
        shop.Delete("orders.csv");
        using var transactions = await shop.LoadAsync();
        Assert.Equal(3, transactions.Orders);
        Assert.Equal(30.5, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Amount[0]);
    }

    [Theory]
    [InlineData("orders.csv", "o5,dora,yesterday,done\n", 6, "placed", "yesterday", "is not a time (of the form 2024-05-03 or 2024-05-03 10:15:00)")]
    [InlineData("orders.csv", "o1,dora,2024-03-01,done\n", 6, "order", "o1", "stands in an earlier row already")]
    [InlineData("items.csv", "o9,p1,toys,1,1\n", 7, "order", "o9", "names an order that orders.csv does not have")]
    [InlineData("items.csv", "o1,p1,toys,free,1\n", 7, "price", "free", "is not an amount")]
    [InlineData("items.csv", "o1,p1,toys,-5,1\n", 7, "price", "-5", "is a negative amount (returns are left out with an `exclude` rule)")]
    [InlineData("items.csv", "o1,p1,toys,9999999,1\n", 7, "price", "9999999", "is more than the amount_limit of 100000")]
    [InlineData("payments.csv", "o9,card,1,5\n", 6, "order", "o9", "names an order that orders.csv does not have")]
    [InlineData("payments.csv", "o1,card,2.5,5\n", 6, "plan", "2.5", "is not a number of instalments (0 to 120)")]
    [InlineData("reviews.csv", "o9,5,,\n", 5, "order", "o9", "names an order that orders.csv does not have")]
    [InlineData("reviews.csv", "o3,6,,\n", 5, "stars", "6", "is not a number of stars (1 to 5)")]
    [InlineData("items.csv", "o1,p1\n", 7, "kind", "o1,p1", "fewer columns than the header")]
    public async Task A_rejected_row_is_kept_with_file_line_column_value_and_reason(string file, string row, int line, string column, string value, string reason)
    {
        using var shop = new SmallShop();
        shop.Append(file, row);
        using var transactions = await shop.LoadAsync();
        var rejected = Assert.Single(transactions.Rejected);
        Assert.Equal(new RejectedRow(file, line, column, value, reason), rejected);
        var account = transactions.Files.Single(entry => entry.File == file);
        Assert.Equal(1, account.Rejected);
        Assert.Equal(account.Rows, account.Accepted + account.Excluded.Values.Sum() + account.Rejected);
    }

    [Fact]
    public async Task Too_many_rejected_rows_stop_the_load_with_examples()
    {
        using var shop = new SmallShop { MaxRejectedShare = 0.01 };
        shop.Append("items.csv", "o9,p1,toys,1,1\n");
        var failure = await shop.FailureAsync();
        Assert.Contains("1 of 6 rows (16.67 %)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("items.csv, line 7: \"o9\" names an order", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public async Task A_missing_folder_a_missing_file_an_empty_file_and_a_header_alone_are_told_apart()
    {
        using var shop = new SmallShop();
        await Assert.ThrowsAsync<ClienteleException>(() => TransactionLoader.LoadAsync(
            new TransactionSource { Path = shop.Path + "-none", Mapping = MappingFile.Load("olist") }, null, TestContext.Current.CancellationToken));
        shop.Write("orders.csv", "order,customer,placed,status\n");
        Assert.Contains("there is no row below the header", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
        shop.Write("orders.csv", "");
        Assert.Contains("the file is empty", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
        shop.Delete("orders.csv");
        Assert.Contains("there is no file orders.csv", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_column_is_named_with_the_nearest_one()
    {
        using var shop = new SmallShop();
        shop.Write("items.csv", shop.Read("items.csv").Replace("price", "prices", StringComparison.Ordinal));
        var failure = await shop.FailureAsync();
        Assert.Contains("items.csv, line 1: there is no column \"price\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"prices\"?", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_delimiter_is_recognised()
    {
        using var shop = new SmallShop();
        shop.Write("items.csv", shop.Read("items.csv").Replace(',', ';'));
        Assert.Contains("separated by semicolons", (await shop.FailureAsync()).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_and_Windows_line_ends_change_nothing()
    {
        using var shop = new SmallShop();
        foreach (var file in new[] { "orders.csv", "items.csv", "payments.csv", "reviews.csv" })
            shop.WriteBytes(file, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(shop.Read(file).ReplaceLineEndings("\r\n"))]);
        using var transactions = await shop.LoadAsync();
        Assert.Equal(3, transactions.Orders);
        Assert.Empty(transactions.Rejected);
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([5, 0, 2], orders.Stars);
    }

    [Fact]
    public async Task Latin_1_bytes_are_rejected_as_UTF_8_and_read_as_Latin_1()
    {
        byte[] bytes = [.. "order,product,kind,price,freight\no1,p1,caf"u8, 0xE9, .. ",10,0\no2,p1,toys,10,0\no3,p1,toys,10,0\n"u8];
        using var shop = new SmallShop();
        shop.WriteBytes("items.csv", bytes);
        using (var utf8 = await shop.LoadAsync())
            Assert.Contains("encoding: latin-1", Assert.Single(utf8.Rejected).Reason, StringComparison.Ordinal);
        using var latin = new SmallShop { MappingYaml = SmallShop.MappingText + "\nencoding: latin-1\n" };
        latin.WriteBytes("items.csv", bytes);
        using var transactions = await latin.LoadAsync();
        Assert.Empty(transactions.Rejected);
        Assert.Contains("café", (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Categories);
    }

    [Fact]
    public async Task Zero_delivered_orders_say_what_was_excluded()
    {
        using var shop = new SmallShop();
        shop.Write("orders.csv", shop.Read("orders.csv").Replace("done", "sent", StringComparison.Ordinal));
        var failure = await shop.FailureAsync();
        Assert.Contains("none of the 4 rows leaves an order", failure.Message, StringComparison.Ordinal);
        Assert.Contains("status 4.", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_file_shop_with_returns_cancellations_and_anonymous_lines_is_read()
    {
        using var shop = new SmallShop
        {
            MappingYaml = """
                schema: clientele/mapping/v1
                name: lines
                currency: GBP
                time_zone: Europe/London
                date_format: "%d/%m/%Y %H:%M"
                decimal: ","
                delimiter: ";"
                weekend_days: [sunday]
                orders:
                  file: lines.csv
                  order_id: Invoice
                  customer: Customer
                  ordered_at: Date
                  exclude:
                    - { rule: cancelled, column: Invoice, starts_with: C }
                items:
                  file: lines.csv
                  order_id: Invoice
                  product: Code
                  quantity: Qty
                  unit_price: Price
                  exclude:
                    - { rule: returned, column: Qty, is_negative: true }
                    - { rule: postage, column: Code, in: [POST] }
                """,
        };
        shop.Write("lines.csv", "Invoice;Code;Qty;Date;Price;Customer\n1;A;6;01/12/2010 08:26;2,55;17850\n1;B;1;01/12/2010 08:26;1.003,39;17850\n1;POST;1;01/12/2010 08:26;4;17850\n"
            + "C2;A;-6;02/12/2010 09:00;2,55;17850\n3;A;2;02/12/2010 09:30;2,55;\n4;A;-1;05/12/2010 10:00;2,55;13047\n4;B;2;05/12/2010 10:00;2,55;13047\n4;B;3;05/12/2010 10:00;2,55;99999\n");
        using var transactions = await shop.LoadAsync();
        var file = Assert.Single(transactions.Files);
        Assert.Equal((8, 3, 1), (file.Rows, file.Accepted, file.Rejected));
        Assert.Equal(["anonymous 1", "cancelled 1", "postage 1", "returned 1"], file.Excluded.Select(pair => $"{pair.Key} {pair.Value}"));
        var orders = (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, orders.Count);
        Assert.Contains(1018.69, orders.Amount);
        var rejected = Assert.Single(transactions.Rejected);
        Assert.Equal("is another customer than the same order's other lines have", rejected.Reason);
    }

    [Fact]
    public async Task Times_with_an_offset_are_brought_to_the_shops_zone()
    {
        using var shop = new SmallShop { MappingYaml = SmallShop.MappingText + "\ntime_zone: America/Sao_Paulo\n" };
        shop.Write("orders.csv", "order,customer,placed,status\no1,anna,2024-01-06T02:00:00Z,done\no2,ben,2024-01-08 11:00:00,done\no3,anna,2024-02-01T09:30:00+02:00,done\no4,cleo,2024-02-02 12:00:00,open\n");
        using var transactions = await shop.LoadAsync();
        var orders = (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken));
        Assert.Equal([new(2024, 1, 5, 23, 0, 0), new(2024, 2, 1, 4, 30, 0), new DateTime(2024, 1, 8, 11, 0, 0)], orders.OrderedAt);
    }

    [Fact]
    public async Task The_split_by_customer_is_disjoint_complete_and_near_60_20_20()
    {
        using var shop = new SmallShop();
        var orders = new StringBuilder("order,customer,placed,status\n");
        var items = new StringBuilder("order,product,kind,price,freight\n");
        for (var i = 0; i < 3000; i++)
        {
            orders.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{i},c{i % 2000},2024-01-01,done\n");
            items.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{i},p,toys,1,0\n");
        }
        shop.Write("orders.csv", orders.ToString());
        shop.Write("items.csv", items.ToString());
        shop.Write("payments.csv", "order,how,plan,paid\n");
        shop.Write("reviews.csv", "order,stars,asked,comment\n");
        using var all = await shop.LoadAsync();
        var parts = new[] { CustomerGroup.Fit, CustomerGroup.Calibrate, CustomerGroup.Test }.Select(all.For).ToList();
        var ids = new List<IReadOnlyList<string>>();
        foreach (var part in parts)
            ids.Add((await part.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
        Assert.Equal(2000, ids.SelectMany(list => list).Distinct().Count());
        Assert.Equal(2000, ids.Sum(list => list.Count));
        Assert.Equal(3000, parts.Sum(part => part.Orders));
        Assert.InRange(ids[0].Count, 1120, 1280);
        Assert.InRange(ids[1].Count, 330, 470);
        Assert.Equal(all.Orders, (await all.ReadOrdersAsync(TestContext.Current.CancellationToken)).Count);   // the whole is itself again
    }

    [Fact]
    public async Task The_result_does_not_depend_on_the_number_of_threads()
    {
        using var shop = new SmallShop();
        using var one = await shop.LoadAsync(threads: 1);
        using var two = await shop.LoadAsync(threads: 2);
        Assert.Equivalent((await one.ReadOrdersAsync(TestContext.Current.CancellationToken)), (await two.ReadOrdersAsync(TestContext.Current.CancellationToken)), strict: true);
        Assert.Equal(one.Files.Select(file => file.Sha256), two.Files.Select(file => file.Sha256));
    }
}
