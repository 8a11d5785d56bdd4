using System.Text.Json;
using System.Text.RegularExpressions;
using Clientele.Simulation;
using Clientele.Studio.Work;
using CsCheck;

namespace Clientele.EndToEnd.Tests;

public sealed class ScenarioFormTests
{
    public static TheoryData<string> BuiltIn => [.. BuiltInScenarios.Names];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_built_in_scenario_is_written_again_as_it_was(string name)
    {
        var definition = BuiltInScenarios.Get(name);
        if (ScenarioForm.From(definition) is { } form)
            Assert.Equal(Json(definition), Json(Read(form.ToYaml())));
    }

    [Fact]
    public void The_form_opens_what_a_newcomer_starts_from()
    {
        var form = ScenarioForm.From(BuiltInScenarios.Get("financing_offer"))!;
        Assert.Equal(["card_10x", "upfront", "walk_away"], form.Options.Select(option => option.Id));
        Assert.Equal("0.9 * offer.price", form.Options[1].Total);
        Assert.Contains(form.Kept, kept => kept.Contains("expectations"));
    }

    [Fact]
    public void A_second_variant_is_compared_with_the_first()
    {
        var form = ScenarioForm.From(BuiltInScenarios.Get("financing_offer"))!;
        (form.Second.Name, form.Second.Price) = ("cheaper", "900");
        var read = Read(form.ToYaml());
        Assert.Equal(["control", "cheaper"], read.Variants);
        Assert.Equal(810, read.Scenarios[1].Options[1].Pay!.Total, 1e-9);
        Assert.Equal(form.ToYaml(), ScenarioForm.From(read)!.ToYaml());
    }

    [Theory]
    [InlineData("variants: { a: {}, b: { offer.price: 5 }, c: { offer.price: 6 } }")]
    [InlineData("variants: { a: {}, b: { offer.reference_price: 50 } }")]
    [InlineData("variants: { a: {}, b: { text: other words } }")]
    public void What_the_form_cannot_hold_stays_in_yaml(string variants)
    {
        var definition = Read($"""
            schema: clientele/scenario/v1
            name: offer
            offer: {"{"} price: 10 {"}"}
            options: [{"{"} id: buy_now {"}"}, {"{"} id: walk_away, buys: false {"}"}]
            text: A thing.
            {variants}
            """);
        Assert.Null(ScenarioForm.From(definition));
    }

    [Fact]
    public void A_total_that_price_and_freight_make_is_left_to_them()
    {
        var form = ScenarioForm.From(Read("""
            schema: clientele/scenario/v1
            name: offer
            offer: { price: 10, freight: 3 }
            options: [{ id: card, pay: { method: credit_card, installments: 2 } }, { id: walk_away, buys: false }]
            text: A thing.
            """))!;
        Assert.Equal("", form.Options[0].Total);
        form.Price = "20";
        Assert.Equal(23, Read(form.ToYaml()).Scenarios[0].Options[0].Pay!.Total);
    }

    [Fact]
    public void Another_formula_than_a_share_of_the_price_stays_in_yaml()
    {
        var definition = Read("""
            schema: clientele/scenario/v1
            name: offer
            offer: { price: 10 }
            options: [{ id: buy_now, price: offer.price - 3 }, { id: walk_away, buys: false }]
            text: A thing.
            """);
        Assert.Null(ScenarioForm.From(definition));
    }

    [Theory]
    [InlineData("x\ntext: other\nname: evil")]
    [InlineData("\"]} # & * ! | > ' % @ `\\ \\n")]
    [InlineData("--- \n...\n- a\n\ttab: b")]
    [InlineData("   begins with spaces\n\n\n  and: goes on   \n# no comment")]
    [InlineData("\u202Eright to left\u2028line \uFEFF \U0001F600 é")]
    [InlineData("<script>alert(1)</script> ]]> &amp; ${x} {% x %}")]
    public void Hostile_text_is_only_text(string text)
    {
        var form = ScenarioForm.From(BuiltInScenarios.Get("mixed_reviews"))!;
        form.Text = text;
        var read = Read(form.ToYaml());
        Assert.Equal(text.ReplaceLineEndings("\n").TrimEnd(), read.Scenarios[0].Text);
        Assert.Equal("mixed_reviews", read.Name);
        Assert.Equal(form.ToYaml(), ScenarioForm.From(read)!.ToYaml());
    }

    [Fact]
    public void Any_text_is_only_text() => Gen.Char.Array[1, 60].Where(letters => letters.Any(letter => !char.IsWhiteSpace(letter))).Sample(letters =>
    {
        // Two braces are a template's, which is a text's right and another test's matter; replacing pairs would make two of three.
        var text = Braces.Replace(new string(letters), "$1");
        var form = ScenarioForm.From(BuiltInScenarios.Get("mixed_reviews"))!;
        form.Text = text;
        var file = ScenarioFile.InspectText(form.ToYaml(), "scenario.yaml");
        // What is no text at all is refused by the reader, as text.
        if (file.Problems.Count > 0)
            Assert.All(file.Problems, problem => Assert.Contains("The text", problem.Message));
        else
            Assert.Equal(Whole(text).ReplaceLineEndings("\n").TrimEnd(), file.Definitions[0].Scenarios[0].Text);
    }, iter: 2_000);

    [Fact]
    public void Braces_are_text_until_there_are_two()
    {
        var form = ScenarioForm.From(BuiltInScenarios.Get("mixed_reviews"))!;
        form.Text = "a { b } c }} d";
        Assert.Equal(form.Text, Read(form.ToYaml()).Scenarios[0].Text);
        form.Text = "a {{{ b";
        Assert.Contains("is not closed", Assert.Single(ScenarioFile.InspectText(form.ToYaml(), "scenario.yaml").Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,200")]
    [InlineData("12 } , freight: 3")]
    [InlineData("abc\nname: evil")]
    [InlineData("-1")]
    public void What_is_no_number_is_a_problem_of_its_field(string price)
    {
        var form = ScenarioForm.From(BuiltInScenarios.Get("mixed_reviews"))!;
        form.Price = price;
        var problem = Assert.Single(ScenarioFile.InspectText(form.ToYaml(), "scenario.yaml").Problems);
        Assert.StartsWith("price is ", problem.Message);
    }

    private static readonly Regex Braces = new(@"([{}])\1+", RegexOptions.CultureInvariant);

    private static ScenarioDefinition Read(string yaml) => Assert.Single(ScenarioFile.Parse(yaml, "scenario.yaml"));

    private static string Json(ScenarioDefinition definition) => JsonSerializer.Serialize(definition.Scenarios);

    // Half a surrogate pair is no character: it is written as the sign for that.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
