using Clientele.Data;
using Clientele.Data.Guessing;
using Clientele.Features;

namespace Clientele.Tests.Data;

/// <summary>Payments and reviews that stand in the file of the orders or items.</summary>
public sealed class SharedFileTests
{
    // As Shopify exports: what belongs to the order stands on its first line alone.
    private const string Export = """
        Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Payment Method,Notes
        #1001,ann@example.org,paid,2024-03-01 10:15:22 +0100,EUR,35.00,4.00,39.00,2024-03-01 10:15:20 +0100,2,Mug,7.50,,Shopify Payments,"please
        ring, twice"
        #1001,ann@example.org,,,,,,,2024-03-01 10:15:20 +0100,1,Teapot,20.00,,,
        #1002,bob@example.org,paid,2024-03-02 09:00:00 +0100,EUR,7.50,0,7.50,2024-03-02 08:59:00 +0100,1,Mug,7.50,,Bank Transfer,
        #1003,ann@example.org,refunded,2024-03-03 09:00:00 +0100,EUR,20.00,0,20.00,2024-03-03 08:59:00 +0100,1,Teapot,20.00,,Shopify Payments,
        #1004,cy@example.org,paid,2024-03-04 23:30:00 +0100,EUR,50.00,0,50.00,2024-03-04 23:30:00 +0100,1,Lamp,30.00,,PayPal,
        #1004,cy@example.org,,,,,,,2024-03-04 23:30:00 +0100,1,Teapot,20.00,,,
        #1005,bob@example.org,paid,2024-03-05 10:00:00 +0100,EUR,60.00,0,60.00,2024-03-05 10:00:00 +0100,2,Lamp,30.00,2024-03-06 10:00:00 +0100,Shopify Payments,

        """;

    [Fact]
    public async Task An_export_with_the_payment_on_the_first_line_of_an_order_is_guessed_and_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders_export.csv", Export);
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        Snapshot.Matches(template.Yaml, "template-export");
        Assert.Empty(template.Missing);
        Assert.Contains(template.Guesses, guess => guess.StartsWith("payments.method: Payment Method", StringComparison.Ordinal));
        using var transactions = await LoadAsync(folder, Guessing.Sampled.Answered(template));
        Assert.Equal((3, 3), (transactions.Orders, transactions.Customers));
        var file = Assert.Single(transactions.Files);
        Assert.Equal((7, 5, 0), (file.Rows, file.Accepted, file.Rejected));
        Assert.Equal(["cancelled 1", "status 1"], file.Excluded.Select(pair => $"{pair.Key} {pair.Value}"));
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([35, 7.5, 50], orders.Amount);
        Assert.Equal([39, 7.5, 50], orders.PaymentValue);
        Assert.Equal([1, 1, 1], orders.PaymentRows);
        Assert.Equal([PaymentMethod.CreditCard, PaymentMethod.Transfer, PaymentMethod.Wallet], orders.Method);
        Assert.Equal(new DateTime(2024, 3, 1, 10, 15, 20), orders.OrderedAt[0]);
    }

    [Fact]
    public async Task A_payment_column_of_the_orders_file_gives_card_share_and_instalments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders.csv", "order_id,customer_id,order_date,payment_method,installments,order_total,rating\n"
            + "1,A,2024-05-01,credit card,3,30,5\n2,A,2024-05-02,voucher,1,10,\n3,B,2024-05-03,credit card,10,100,2\n4,B,2024-05-04,,,5,4\n");
        folder.Write("items.csv", "order_id,product_id,price\n1,x,10\n1,y,20\n2,x,10\n3,z,100\n4,x,5\n");
        var template = MappingTemplate.Guess(folder.Path, cancellationToken: TestContext.Current.CancellationToken);
        using var transactions = await LoadAsync(folder, Guessing.Sampled.Answered(template));
        Assert.All(transactions.Files, file => Assert.Equal(file.Rows, file.Accepted));
        Assert.Equal(["orders.csv", "items.csv"], transactions.Files.Select(file => file.File));
        var matrix = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["A", "B"], matrix.CustomerIds);
        Assert.Equal([0.5, 1], Column(matrix, "pct_credit_card"));
        Assert.Equal([2, 10], Column(matrix, "avg_installments"));
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([5, 0, 2, 4], orders.Stars);
        Assert.Equal(double.NaN, orders.PaymentValue[3]);
    }

    private const string Lines = """
        schema: clientele/mapping/v1
        name: lines
        currency: EUR
        orders: { file: lines.csv, order_id: order, customer: who, ordered_at: day }
        items:
          file: lines.csv
          order_id: order
          product: what
          amount: cost
          exclude: [{ rule: postage, column: what, in: [post] }]
        payments:
          file: lines.csv
          method: pay
          methods: { credit_card: card, voucher: gift }
          instalments: plan
          value: paid
        reviews:
          file: lines.csv
          stars: stars
          exclude: [{ rule: unrated, column: stars, in: ["0"] }]
        """;

    [Fact]
    public async Task Rows_of_an_order_that_repeat_a_payment_or_a_review_count_once_and_rows_that_differ_each()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", "order,who,day,what,cost,pay,plan,paid,stars\n"
            + "1,A,2024-05-01,mug,10,card,3,35,5\n1,A,2024-05-01,pot,20,card,3,35,5\n1,A,2024-05-01,post,5,card,3,35,5\n"   // one payment, one review
            + "2,A,2024-05-02,mug,10,card,1,20,4\n2,A,2024-05-02,pot,20,gift,1,10,1\n"                                      // two of each
            + "3,B,2024-05-03,post,5,card,2,15,3\n3,B,2024-05-03,mug,10,,,,0\n"                                             // said on a line that is left out
            + "4,B,2024-05-04,mug,10,card,,,\n4,B,2024-05-04,pot,20,card,4,30,\n"                                           // one line says less than the other
            + "5,C,2024-05-05,mug,10,card,,,\n5,C,2024-05-05,mug,10,card,,,\n");                                            // paid what the items cost
        using var transactions = await LoadAsync(folder, Lines);
        var file = Assert.Single(transactions.Files);
        Assert.Equal((11, 9, 2), (file.Rows, file.Accepted, file.Excluded["postage"]));
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 1, 1, 1], orders.PaymentRows);
        Assert.Equal([35, 30, 15, 30, 20], orders.PaymentValue);
        Assert.Equal([3, 1, 2, 4, 1], orders.Instalments);
        Assert.Equal([PaymentMethod.CreditCard, PaymentMethod.Mixed, PaymentMethod.CreditCard, PaymentMethod.CreditCard, PaymentMethod.CreditCard], orders.Method);
        Assert.Equal([5, 1, 3, 0, 0], orders.Stars);
    }

    [Fact]
    public async Task The_rows_own_amount_as_value_paid_is_added_up_over_the_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", "order,who,day,what,cost,pay,plan,paid,stars\n1,A,2024-05-01,mug,10,card,1,,\n1,A,2024-05-01,pot,10,card,1,,\n2,B,2024-05-01,pot,10,card,1,,\n");
        foreach (var value in new[] { "value: cost", "# value: not stated" })
        {
            using var transactions = await LoadAsync(folder, Lines.Replace("value: paid", value, StringComparison.Ordinal));
            var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
            Assert.Equal([20, 10], orders.PaymentValue);
        }
    }

    [Theory]
    [InlineData("1,A,2024-05-01,mug,10,card,3,lots,5", "paid", "lots", "is not an amount paid (0 to 100000)")]
    [InlineData("1,A,2024-05-01,mug,10,card,some,35,5", "plan", "some", "is not a number of instalments (0 to 120)")]
    [InlineData("1,A,2024-05-01,mug,10,card,3,35,six", "stars", "six", "is not a number of stars (1 to 5)")]
    public async Task An_unreadable_payment_or_review_rejects_its_row(string row, string column, string value, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", $"order,who,day,what,cost,pay,plan,paid,stars\n{row}\n2,B,2024-05-01,pot,10,card,1,10,\n");
        using var transactions = await LoadAsync(folder, Lines);
        Assert.Equal(new RejectedRow("lines.csv", 2, column, value, reason), Assert.Single(transactions.Rejected));
        Assert.Equal(1, transactions.Orders);
    }

    [Fact]
    public async Task Cells_of_an_order_that_its_first_line_alone_states_hold_for_all_its_lines()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", "order,who,day,what,cost,pay,plan,paid,stars\n1,A,2024-05-01,mug,10,,,,\n1,,,pot,20,,,,\n2,,2024-05-02,pot,20,,,,\n3,B,2024-05-03,pot,20,,,,\n3,C,,pot,20,,,,\n");
        using var transactions = await LoadAsync(folder, Lines);
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([30, 20], orders.Amount);
        Assert.Equal(1, Assert.Single(transactions.Files).Excluded["anonymous"]);
        Assert.Equal(6, Assert.Single(transactions.Rejected).Line);   // an order of two customers
    }

    [Fact]
    public async Task Payments_and_reviews_may_share_a_file_of_their_own()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.csv", "order,who,day,what,cost\n1,A,2024-05-01,mug,10\n2,B,2024-05-02,pot,20\n");
        folder.Write("more.csv", "order,pay,plan,paid,stars\n1,card,3,10,5\n2,gift,1,20,\n2,card,1,5,4\n");
        var mapping = Lines.Replace("payments:\n  file: lines.csv", "payments:\n  order_id: order\n  file: more.csv", StringComparison.Ordinal)
            .Replace("reviews:\n  file: lines.csv", "reviews:\n  file: more.csv", StringComparison.Ordinal);
        using var transactions = await LoadAsync(folder, mapping);
        Assert.Equal([(2L, 2L), (3L, 3L)], transactions.Files.Select(file => (file.Rows, file.Accepted)));
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([5, 4], orders.Stars);
        Assert.Equal([10, 25], orders.PaymentValue);
    }

    [Fact]
    public void Another_order_id_than_the_rows_own_is_refused()
    {
        var failure = Assert.Throws<ClienteleException>(() => MappingFile.Parse(Lines.Replace("method: pay", "order_id: invoice\n  method: pay", StringComparison.Ordinal), "lines.yaml"));
        Assert.Equal("lines.yaml, line 13, column 13: `order_id` is \"invoice\", but rows of lines.csv name their order in \"order\"", failure.Where + ": " + failure.Message.Split(": ", 2)[^1]);
    }

    private static IEnumerable<double> Column(FeatureMatrix matrix, string name) => matrix.Columns[matrix.Features.Select((feature, index) => (feature.Name, index)).First(pair => pair.Name == name).index];

    private static Task<Transactions> LoadAsync(TemporaryFolder folder, string mapping) => TransactionLoader.LoadAsync(
        new TransactionSource { Path = folder.Path, Mapping = MappingFile.Parse(mapping, "lines.yaml"), MaxRejectedShare = 0.5 }, null, TestContext.Current.CancellationToken);
}
