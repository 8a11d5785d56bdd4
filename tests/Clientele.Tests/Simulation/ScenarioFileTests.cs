using Clientele.Data;
using Clientele.Simulation;
using CsCheck;

namespace Clientele.Tests.Simulation;

public sealed class ScenarioFileTests
{
    private const string Valid = """
        schema: clientele/scenario/v1
        name: kettle
        offer: { price: 80, rating: 4.1, freight: 5 }
        options:
          - { id: buy_now, pay: { method: credit_card, instalments: 4 } }
          - { id: two, quantity: 2, price: 0.9 * offer.price }
          - { id: walk_away, buys: false }
        text: |
          A kettle for {{ offer.price | money }}, {{ offer.rating }} stars, plus {{ offer.freight | money }} freight.
          {{ options }}
        variants:
          control: {}
          cheaper: { offer.price: 70, options.two.quantity: 3 }
        """;

    [Fact]
    public void A_file_gives_each_variant_with_its_overrides()
    {
        var definition = Assert.Single(ScenarioFile.Parse(Valid, "kettle.yaml"));
        Assert.Equal(["control", "cheaper"], definition.Variants);
        var (control, cheaper) = (definition.Resolve("control"), definition.Resolve("cheaper"));
        Assert.Equal((80, 70), (control.Offer.Price, cheaper.Offer.Price));
        Assert.Equal((2, 3), (control.Options[1].Quantity, cheaper.Options[1].Quantity));
        Assert.Equal(63, cheaper.Options[1].Price);
        Assert.Equal(new PaymentTerms(PaymentMethod.CreditCard, 4, 75), cheaper.Options[0].Pay);
        Assert.True(control.Options[0].Buys);
        Assert.Equal(149, control.Total(control.Options[1]));
        Assert.Equal(80, control.UnitPrice(control.Options[0]));
    }

    [Fact]
    public void Without_a_reference_price_customers_compare_a_changed_price_with_the_one_in_the_file()
    {
        var definition = ScenarioFile.Parse(Valid, "kettle.yaml")[0];
        Assert.Null(definition.Resolve("control").Offer.ReferencePrice);
        Assert.Equal(80, definition.Resolve("cheaper").Offer.ReferencePrice);
        Assert.Equal(80, definition.With("offer.price", 200).Resolve("control").Offer.ReferencePrice);
    }

    [Fact]
    public void One_file_can_hold_several_documents_or_a_list()
    {
        var other = Valid.Replace("name: kettle", "name: other", StringComparison.Ordinal);
        Assert.Equal(["kettle", "other"], ScenarioFile.Parse(Valid + "\n---\n" + other, "x").Select(definition => definition.Name));
        static string Item(string yaml) => "- " + yaml.Replace("\n", "\n  ", StringComparison.Ordinal);
        Assert.Equal(["kettle", "other"], ScenarioFile.Parse(Item(Valid) + "\n" + Item(other) + "\n", "x").Select(definition => definition.Name));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("kettle.yaml");
        File.WriteAllText(path, Valid.Replace("\n", "\r\n", StringComparison.Ordinal), new System.Text.UTF8Encoding(true));
        Assert.Equal(ScenarioText.Render(ScenarioFile.Parse(Valid, "x")[0].Scenarios[0], "EUR"), ScenarioText.Render(ScenarioFile.Load(path)[0].Scenarios[0], "EUR"));
    }

    [Fact]
    public void A_sweep_evaluates_formulas_again_and_keeps_what_is_fixed()
    {
        var definition = BuiltInScenarios.Get("financing_offer");
        Gen.Double[1, 1e6].Sample(price =>
        {
            var scenario = definition.With("offer.price", price).Resolve("base");
            Assert.Equal(price, scenario.Options[0].Pay!.Total, 1e-6);
            Assert.Equal(0.9 * price, scenario.Options[1].Pay!.Total, 1e-6);
        });
        var twice = definition.With("offer.price", 5).With("offer.rating", 3).With("offer.price", 7).Resolve("base");
        Assert.Equal((7, 3.0), (twice.Offer.Price, twice.Offer.Rating));
        Assert.Equal(1200, definition.Scenarios[0].Offer.Price);
    }

    [Fact]
    public void A_sweep_that_moves_nothing_is_an_error_and_one_that_moves_a_part_says_so()
    {
        var formula = BuiltInScenarios.Yaml("financing_offer");
        var half = formula.Replace("total: 0.9 * offer.price", "total: 1080", StringComparison.Ordinal);
        Assert.Equal(["offer.price does not move upfront, which states its own amount."], ScenarioFile.Parse(half, "x")[0].CheckSweep("offer.price"));
        var none = half.Replace("total: offer.price", "total: 1200", StringComparison.Ordinal);
        var exception = Assert.Throws<ClienteleException>(() => ScenarioFile.Parse(none, "x")[0].CheckSweep("offer.price"));
        Assert.Contains("card_10x, upfront", exception.Message, StringComparison.Ordinal);
        Assert.Contains("offer.price", exception.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_says_when_the_text_hides_it_and_when_a_variant_set_the_same_value()
    {
        var definition = ScenarioFile.Parse(Valid, "x")[0];
        Assert.Equal(["The sweep replaces the offer.price that cheaper sets."], definition.CheckSweep("offer.price"));
        var hidden = Assert.Single(definition.CheckSweep("offer.days_late"));
        Assert.Contains("does not show offer.days_late", hidden, StringComparison.Ordinal);
        Assert.Empty(definition.CheckSweep("offer.unit_cost"));
        Assert.Empty(definition.CheckSweep("options.two.wait_days"));
    }

    [Theory]
    [InlineData("offer.prise", 5, "Did you mean offer.price?")]
    [InlineData("options.too.quantity", 5, "Did you mean options.two.quantity?")]
    [InlineData("offer.price", -5, null)]
    [InlineData("offer.price", double.NaN, null)]
    [InlineData("offer.rating", 6, null)]
    [InlineData("options.two.quantity", 1.5, null)]
    [InlineData("offer.needed", 1, "Only numbers can be swept; write a variant for this field.")]
    [InlineData("", 1, null)]
    [InlineData("text", 1, null)]
    public void A_value_that_does_not_fit_cannot_be_swept(string path, double value, string? hint)
    {
        var definition = ScenarioFile.Parse(Valid, "x")[0];
        var exception = Assert.Throws<ClienteleException>(() => definition.With(path, value));
        if (hint is not null)
            Assert.Equal(hint, exception.Hint);
        Assert.StartsWith("kettle: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_the_text_leaves_out_is_noticed()
    {
        var yaml = Valid.Replace("{{ offer.rating }} stars", "good stars", StringComparison.Ordinal);
        Assert.Equal(["The text does not show offer.rating: the choice model uses it, a language model would not know it."], ScenarioFile.Parse(yaml, "x")[0].Notices);
    }

    [Fact]
    public void Free_delivery_in_the_text_counts_as_shown()
    {
        var definition = ScenarioFile.Parse(Valid.Replace("freight: 5", "freight: 0", StringComparison.Ordinal), "x")[0];
        Assert.Empty(definition.Notices);
        Assert.Empty(definition.CheckSweep("offer.freight"));
    }

    [Fact]
    public void A_formula_that_leaves_its_range_near_the_offer_does_not_stop_the_notices()
    {
        var definition = ScenarioFile.Parse(Valid.Replace("0.9 * offer.price", "90 - offer.price", StringComparison.Ordinal).Replace("offer.price: 70", "offer.price: 89", StringComparison.Ordinal), "x")[0];
        Assert.Empty(definition.Notices);
        Assert.Throws<ClienteleException>(() => definition.With("offer.price", 95));
    }
}
