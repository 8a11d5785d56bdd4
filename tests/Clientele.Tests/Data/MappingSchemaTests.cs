using System.Text.Json.Nodes;
using Clientele.Data;
using NJsonSchema;

namespace Clientele.Tests.Data;

public sealed class MappingSchemaTests
{
    [Theory]
    [InlineData("olist")]
    [InlineData("cdnow")]
    public async Task The_shipped_mappings_fit_the_published_schema(string name)
    {
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/mapping.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Json(MappingFile.ReadShipped(name)).ToJsonString()));
    }

    [Fact]
    public async Task What_the_reader_refuses_as_unknown_the_schema_refuses_too()
    {
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/mapping.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Json(SmallShop.MappingText).ToJsonString()));
        Assert.NotEmpty(schema.Validate(Json(SmallShop.MappingText.Replace("freight: freight", "fright: freight", StringComparison.Ordinal)).ToJsonString()));
        Assert.NotEmpty(schema.Validate(Json(SmallShop.MappingText.Replace("currency: EUR", "currency: euro", StringComparison.Ordinal)).ToJsonString()));
    }

    [Fact]
    public async Task Every_key_is_read_and_fits_the_schema()
    {
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/mapping.schema.json"), TestContext.Current.CancellationToken);
        var mapping = MappingFile.Parse(Every, "every.yaml");
        Assert.Empty(schema.Validate(Json(Every).ToJsonString()));
        Assert.Equal(new DateRange(new DateOnly(1970, 1, 1), new DateOnly(2030, 12, 31)), mapping.OrderDates);
        Assert.Equal(new FileFormat { Encoding = "windows-1252", Skip = 2, Escape = '\\', LastCellsMayLack = true }, mapping.Format);
        Assert.Equal((',', '.', "excel", "iso"), (mapping.DecimalOf("lines_*.csv", "qty"), mapping.DecimalOf("lines_*.csv", "price"), mapping.DateFormatOf("orders.csv", "placed"), mapping.DateFormatOf("orders.csv", "came")));
        Assert.Equal(["a.csv", "b.csv"], mapping.PartsOf("a.csv + b.csv"));
        Assert.Equal((new MoneyColumn("off", MoneyPer.Unit), new MoneyColumn("ship", MoneyPer.Order), new MoneyColumn("back"), new MoneyColumn("vat"), true),
            (mapping.Items.Discount, mapping.Items.Freight, mapping.Items.Refund, mapping.Items.Tax, mapping.Items.PricesHoldTax));
        Assert.Equal(("discount_line", "order_off", "UTC"), (mapping.Items.DiscountLines[0].Rule, mapping.Orders.Discount, mapping.SourceZones["orders.csv"]));
        Assert.Equal(["time_zone", "items.decimal.weight"], mapping.Undecided);
    }

    private const string Every = """
        schema: clientele/mapping/v1
        name: every
        currency: EUR
        time_zone: ambiguous, please set
        order_dates: { from: 1970-01-01, to: 2030-12-31 }
        empty_values: [keine, "9999"]
        encoding: windows-1252
        skip: 2
        escape: "\\"
        missing_cells: empty
        orders:
          file: orders.csv
          date_format: { placed: excel }
          source_time_zone: UTC
          order_id: id
          customer: who
          anonymous: []
          normalise: email
          ordered_at: placed
          ordered_time: clock
          delivered_at: came
          discount: order_off
          tax: order_vat
        items:
          file: lines_*.csv
          decimal: { qty: ",", weight: "ambiguous, please set" }
          order_id: id
          unit_price: price
          quantity: qty
          discount: { column: off, per: unit }
          discount_lines: [{ column: what, in: [Coupon] }]
          freight: { column: ship, per: order }
          refund: back
          tax: { column: vat, included: true }
        payments:
          file: [a.csv, b.csv]
          order_id: id
          method: how
          methods: { credit_card: card }
          value: paid
        """;

    [Theory]
    [InlineData("tax: included", true)]
    [InlineData("tax: excluded", false)]
    [InlineData("tax: vat", null)]
    public void What_the_prices_hold_is_a_word_or_a_column(string key, bool? included)
    {
        var items = MappingFile.Parse(Every.Replace("tax: { column: vat, included: true }", key, StringComparison.Ordinal), "every.yaml").Items;
        Assert.Equal((included, included is null ? new MoneyColumn("vat") : null), (items.PricesHoldTax, items.Tax));
    }

    [Theory]
    [InlineData("per: unit }\n", "per: box }\n", "`per` is \"box\"")]
    [InlineData("from: 1970-01-01", "from: 01.01.1970", "which is not a day")]
    [InlineData("to: 2030-12-31", "to: 1960-12-31", "`order_dates` end before they begin")]
    [InlineData("skip: 2", "skip: many", "`skip` is \"many\", not a number")]
    [InlineData("source_time_zone: UTC", "source_time_zone: Moon", "which is no known zone")]
    [InlineData("lines_*.csv", "../lines.csv", "Write a file name without folders")]
    public void A_wrong_value_is_named(string right, string wrong, string message)
    {
        var failure = Assert.Throws<ClienteleException>(() => MappingFile.Parse(Every.Replace(right, wrong, StringComparison.Ordinal), "every.yaml"));
        Assert.Contains(message, $"{failure.Message} {failure.Hint}", StringComparison.Ordinal);
    }

    private static JsonNode Json(string yaml) => YamlJson.Read(yaml);
}
