using System.IO.Compression;
using System.Text;
using Clientele.Data;
using Clientele.Data.Guessing;
using Clientele.Features;

namespace Clientele.Tests.Data;

/// <summary>Shops that nobody has seen: the mapping is guessed and read as it is.</summary>
public sealed class NewcomerTests
{
    [Fact]
    public async Task A_German_one_file_shop_in_Latin_1_is_guessed_and_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("Umsätze 2023.csv"), Encoding.Latin1.GetBytes(
            "Rechnungsnr;Rechnungsdatum;Kundennr;Artikel;Warengruppe;Menge;Einzelpreis;Gesamtpreis;Zahlungsart\r\n"
            + "1001;13.02.2023 10:15;K1;Glühbirne;Licht;2;2,50;5,00;Kreditkarte\r\n1001;13.02.2023 10:15;K1;Teppich;Textil;1;1.240,00;1.240,00;Kreditkarte\r\n"
            + "1001;13.02.2023 10:15;K1;Versand;;1;4,90;4,90;Kreditkarte\r\nC1002;14.02.2023 09:00;K1;Teppich;Textil;-1;1.240,00;-1.240,00;Kreditkarte\r\n"
            + "1003;15.02.2023 09:00;;Lampe;Licht;1;39,00;39,00;PayPal\r\n1004;16.02.2023 09:00;K2;Lampe;Licht;-1;39,00;-39,00;Rechnung\r\n1004;16.02.2023 09:00;K2;Lampe;Licht;3;39,00;117,00;Rechnung\r\n"));
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Snapshot.Matches(template.Yaml, "template-german");
        Assert.Empty(template.Missing);
        using var transactions = await LoadAsync(folder, template);
        var file = Assert.Single(transactions.Files);
        Assert.Equal((7, 3, 0), (file.Rows, file.Accepted, file.Rejected));
        Assert.Equal(["anonymous 1", "cancelled 1", "postage 1", "returned 1"], file.Excluded.Select(pair => $"{pair.Key} {pair.Value}"));
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1245, 117], orders.Amount);
        Assert.Equal([PaymentMethod.CreditCard, PaymentMethod.Transfer], orders.Method);
    }

    [Fact]
    public async Task Files_with_odd_names_and_formats_of_their_own_are_guessed_by_parts_of_names_and_by_what_refers_to_what()
    {
        using var folder = new TemporaryFolder();
        folder.Write("headers.csv", "sales_doc,sold_to_party,doc_date,doc_state,ship_region,pay_means,instalment_count\n70001,201,2024-05-03T10:15:00,closed,North,VISA CREDIT,6\n"
            + "70002,202,2024-05-04T11:00:00,void,South,BANK SLIP,1\n70003,203,2024-05-05T12:00:00,closed,South,BANK SLIP,1\n");
        using (var gzip = new GZipStream(File.Create(folder.File("positions.csv.gz")), CompressionLevel.Fastest))
            gzip.Write("doc_ref|matnr|mat_class|qty_sold|net_value\n70001|M1|A|1|$1,250.00\n70001|M2|B|2|$30.00\n70002|M1|A|1|$1,250.00\n70003|M2|B|1|$15.00\n"u8);
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Snapshot.Matches(template.Yaml, "template-odd");
        Assert.Empty(template.Missing);
        using var transactions = await LoadAsync(folder, template);
        Assert.Equal((2, 0), (transactions.Orders, transactions.Rejected.Count));
        var matrix = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([6, 1], matrix.Columns[matrix.Features.ToList().FindIndex(feature => feature.Name == "avg_installments")]);
        Assert.Equal([1280, 15], matrix.Columns[matrix.Features.ToList().FindIndex(feature => feature.Name == "monetary_total")]);
    }

    [Fact]
    public void The_arrival_at_the_customer_is_guessed_rather_than_the_handover_to_the_carrier()
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders.csv", "order_id,customer_id,order_date,delivered_carrier_date,delivered_customer_date,price\n1,A,2024-05-01,2024-05-02,2024-05-04,10\n2,B,2024-05-01,2024-05-02,2024-05-04,10\n");
        Assert.Contains("orders.delivered_at: delivered_customer_date (guessed from the name)", MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken).Guesses);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_named_with_its_line()
    {
        using var shop = new SmallShop();
        shop.Append("items.csv", "o1,\"never closed,toys,3,1\no2,p1,toys,4,1\n");
        var failure = await shop.FailureAsync();
        Assert.Equal("items.csv, line 7", failure.Where);
        Assert.Contains("a quoted value begins here that is never closed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(400)]
    public async Task A_gzip_that_breaks_off_is_refused_even_where_its_rows_could_be_read(int missing)
    {
        using var shop = new SmallShop { MaxRejectedShare = 1 };
        var rows = new StringBuilder(shop.Read("items.csv"));
        for (var row = 0; row < 400; row++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{1 + row % 3},p{row * 7919 % 1000},toys,{row * 31 % 97}.50,0\n");
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(rows.ToString()));
        shop.Delete("items.csv");
        shop.WriteBytes("items.csv.gz", bytes.ToArray());
        using (var whole = await shop.LoadAsync())
            Assert.Equal(405, whole.Files.Single(file => file.File == "items.csv.gz").Rows);
        shop.WriteBytes("items.csv.gz", bytes.ToArray()[..^missing]);
        Assert.Contains("the file is not whole gzip", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_named_for_what_they_are()
    {
        using var shop = new SmallShop();
        shop.Write("items.csv", "order,product,kind,price,freight\n");
        var empty = await shop.FailureAsync();
        Assert.Contains("items.csv: there is no row below the header", empty.Message, StringComparison.Ordinal);
        shop.Delete("items.csv");
        shop.Write("items.parquet", "no Parquet");
        Assert.Contains("the file is not readable as Parquet", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
        var one = await Assert.ThrowsAsync<ClienteleException>(() => TransactionLoader.LoadAsync(
            new TransactionSource { Path = Path.Combine(shop.Path, "orders.csv"), Mapping = MappingFile.Parse(shop.MappingYaml, "small.yaml") }, null, TestContext.Current.CancellationToken));
        Assert.Contains("this is one file, and the mapping small names 4", one.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantity", "9999999999")]
    [InlineData("quantity", "1000001")]
    [InlineData("price", "99999999999999")]
    public async Task Numbers_beyond_every_bound_reject_their_row(string column, string value)
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", $"order,who,day,quantity,price\n1,A,2024-05-01,{(column == "quantity" ? value : "1")},{(column == "price" ? value : "1")}\n2,B,2024-05-01,1,1\n");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = folder.Path,
            MaxRejectedShare = 1,
            Mapping = MappingFile.Parse("""
                schema: clientele/mapping/v1
                name: lines
                currency: EUR
                orders: { file: lines.csv, order_id: order, customer: who, ordered_at: day }
                items: { file: lines.csv, order_id: order, quantity: quantity, unit_price: price }
                """, "lines.yaml"),
        }, null, TestContext.Current.CancellationToken);
        Assert.Equal((2, column, value), (Assert.Single(transactions.Rejected).Line, transactions.Rejected[0].Column, transactions.Rejected[0].Value));
    }

    private static Task<Transactions> LoadAsync(TemporaryFolder folder, MappingTemplate template) => TransactionLoader.LoadAsync(
        new TransactionSource { Path = folder.Path, Mapping = MappingFile.Parse(Guessing.Sampled.Answered(template), "guess.yaml") }, null, TestContext.Current.CancellationToken);
}
