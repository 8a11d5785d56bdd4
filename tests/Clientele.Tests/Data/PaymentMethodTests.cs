using Clientele.Data;
using Clientele.Reporting.Statistics;
using NJsonSchema;

namespace Clientele.Tests.Data;

public sealed class PaymentMethodTests
{
    private const string Methods = "methods: { credit_card: visa, boleto: oxxo, debit: ec, voucher: gift, wallet: [PayPal, Apple Pay], "
        + "pay_later: klarna, transfer: sepa, cash: cod, unknown: other }";

    private static readonly (string Word, PaymentMethod Kind)[] Words =
    [
        ("visa", PaymentMethod.CreditCard), ("oxxo", PaymentMethod.Boleto), ("ec", PaymentMethod.Debit), ("gift", PaymentMethod.Voucher),
        ("PayPal", PaymentMethod.Wallet), ("Apple Pay", PaymentMethod.Wallet), ("klarna", PaymentMethod.PayLater),
        ("sepa", PaymentMethod.Transfer), ("cod", PaymentMethod.Cash),
        ("other", PaymentMethod.Unknown), ("never listed", PaymentMethod.Unknown),
    ];

    private static readonly string Mapping = SmallShop.MappingText.Replace(
        "methods: { credit_card: card, boleto: slip }", Methods, StringComparison.Ordinal);

    [Fact]
    public async Task Every_word_of_a_mapping_reaches_the_orders_as_its_kind()
    {
        var path = TestData.Repository("docs/schemas/mapping.schema.json");
        var schema = await JsonSchema.FromFileAsync(path, TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(YamlJson.Read(Mapping).ToJsonString()));
        var orders = await OrdersAsync(Mapping, [.. Words.Select(word => new[] { word.Word })]);
        Assert.Equal(Words.Select(word => word.Kind), orders.Method);
    }

    [Fact]
    public async Task Two_ways_of_one_order_are_mixed_and_two_words_of_one_way_are_not()
    {
        var orders = await OrdersAsync(Mapping, [["PayPal", "gift"], ["PayPal", "Apple Pay"], ["sepa", "sepa"], ["cod", "visa"]]);
        Assert.Equal([PaymentMethod.Mixed, PaymentMethod.Wallet, PaymentMethod.Transfer, PaymentMethod.Mixed], orders.Method);
    }

    [Fact]
    public void A_word_that_is_no_kind_is_refused_with_all_kinds()
    {
        var yaml = Mapping.Replace("wallet:", "wallets:", StringComparison.Ordinal);
        var wrong = Assert.Throws<ClienteleException>(() => MappingFile.Parse(yaml, "small.yaml"));
        var said = wrong.Message + wrong.Hint;
        Assert.Contains("`wallets` is not a payment method", said, StringComparison.Ordinal);
        Assert.Contains("credit_card, boleto, debit, voucher, wallet, pay_later, transfer, cash, unknown", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_name_every_kind_and_a_slip_is_no_transfer_where_transfers_are_known()
    {
        async Task<IEnumerable<string>> NamesAsync(IEnumerable<string[]> ways)
        {
            var orders = await OrdersAsync(Mapping, [.. ways.SelectMany(way => Enumerable.Repeat(way, SmallCells.Least))]);
            return OrderCounts.Methods(orders).Cells.Select(cell => cell.Name).Order(StringComparer.Ordinal);
        }
        Assert.Equal(
            [
                "bank slip", "bank transfer", "cash", "credit card", "debit card",
                "digital wallet", "more than one way", "not recorded", "pay later", "voucher",
            ],
            await NamesAsync([.. Words.Select(word => new[] { word.Word }), ["visa", "gift"]]));
        Assert.Equal(["bank slip or transfer"], await NamesAsync([["oxxo"]]));
    }

    // One order a row, each of a customer of its own, with these payments.
    private static async Task<OrderTable> OrdersAsync(string mapping, string[][] paid)
    {
        using var shop = new SmallShop { MappingYaml = mapping };
        string Lines(string header, Func<int, string> line) => header + "\n" + string.Concat(paid.Select((_, i) => line(i) + "\n"));
        shop.Write("orders.csv", Lines("order,customer,placed,status", i => $"o{i:D3},c{i:D3},2024-01-06 10:00:00,done"));
        shop.Write("items.csv", Lines("order,product,kind,price,freight", i => $"o{i:D3},p1,toys,10.50,2"));
        shop.Write("payments.csv", Lines("order,how,plan,paid", i => string.Join('\n', paid[i].Select(word => $"o{i:D3},{word},1,12.50"))));
        shop.Write("reviews.csv", "order,stars,asked,comment\n");
        using var transactions = await shop.LoadAsync();
        return await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
    }
}
