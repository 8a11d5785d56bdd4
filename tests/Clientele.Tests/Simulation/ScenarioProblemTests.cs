using Clientele.Simulation;
using CsCheck;

namespace Clientele.Tests.Simulation;

public sealed class ScenarioProblemTests
{
    // Line numbers in the cases below count from the schema line.
    private const string Valid = """
        schema: clientele/scenario/v1
        name: kettle
        offer: { price: 80, rating: 4.1 }
        options:
          - { id: buy_now, pay: { method: credit_card, installments: 4 } }
          - { id: walk_away, buys: false }
        text: |
          A kettle for {{ offer.price | money }}, {{ offer.rating }} stars.
          {{ options }}
        variants:
          cheaper: { offer.price: 70 }
        """;

    private static readonly string[] Damage = ["", "{", "}", "[", "]", ":", "\n", "\t", "|", "&x ", "*x", "!t ", "{{", "\"", "'", "-", "#", "\u0000", "%", "\uD800", "offer"];

    [Theory]
    [InlineData("rating: 4.1", "ratng: 4.1", 3, 21, "Unknown parameter \"ratng\" of the offer.", "Did you mean rating?")]
    [InlineData("name: kettle", "naem: kettle", 2, 1, "Unknown parameter \"naem\" of a scenario.", "Did you mean name?")]
    [InlineData("name: kettle", "name: Big Kettle", 2, 7, "\"Big Kettle\" is not a name.", "Use lower case")]
    [InlineData("id: buy_now, ", "", 5, 5, "An option has no id.", "id: buy_now")]
    [InlineData("id: walk_away", "id: buy_now", 6, 11, "Two options have the id buy_now; the first is in line 5.", "differ")]
    [InlineData("id: buy_now", "id: buy", 5, 11, "No option can have the id buy", "buy_now")]
    [InlineData("buys: false", "buys: true", 5, 3, "No option is to walk away.", "walk_away")]
    [InlineData("id: buy_now, pay", "id: buy_now, buys: false, pay", 5, 33, "Walking away (buy_now) has pay", "buys: true")]
    [InlineData("{ id: buy_now, pay: { method: credit_card, installments: 4 } }", "{ id: nothing, buys: false }", 5, 3, "2 options are to walk away (nothing, walk_away)", "buys: true")]
    [InlineData("buys: false", "buys: no", 6, 28, "buys is \"no\", not true or false.", "true or false")]
    [InlineData("buys: false", "buys: false, wait_days: 3", 6, 28 + 7, "Walking away (walk_away) has wait_days", "Remove it")]
    [InlineData("{{ offer.rating }}", "{{ offer.freight }}", 8, 43, "offer.freight has no value: the offer does not state freight.", "Add freight:")]
    [InlineData("{{ offer.rating }}", "{{ offer.ratin }}", 8, 43, "\"offer.ratin\" is no template variable.", "Did you mean rating?")]
    [InlineData("{{ offer.rating }}", "{{ offer.rating | euros }}", 8, 43, "Unknown format \"euros\".", "money")]
    [InlineData("{{ offer.rating }}", "{{ offer.rating ", 8, 43, "not closed", "{{ offer.price | money }}")]
    [InlineData("{{ offer.rating }}", "{{ options.by_now.total }}", 8, 43, "is no option that buys", "Did you mean buy_now?")]
    [InlineData("{{ offer.rating }}", "{{ 1 + 1 }}", 8, 43, "is no template variable", "offer.FIELD")]
    [InlineData("price: 80", "price: cheap", 3, 17, "price is \"cheap\", not a number.", "digits")]
    [InlineData("price: 80", "price: \"80\"", 3, 17, "price is \"80\", not a number.", "without quotes")]
    [InlineData("price: 80", "price: 1_200", 3, 17, "price is \"1_200\", not a number.", "thousands")]
    [InlineData("price: 80", "price: NaN", 3, 17, "price is \"NaN\", not a number.", "digits")]
    [InlineData("price: 80", "price: 1e400", 3, 17, "price is \"1e400\", not a number.", "digits")]
    [InlineData("price: 80", "price:", 3, 16, "price is nothing, not a number.", "Give a value")]
    [InlineData("price: 80", "price: 0", 3, 17, "price is 0 and has to be above 0", null)]
    [InlineData("price: 80", "price: [80]", 3, 17, "price is a list, not a number.", "digits")]
    [InlineData("rating: 4.1", "rating: 41", 3, 29, "rating is 41 and has to be between 1 and 5 (stars).", null)]
    [InlineData("price: 80, ", "", 3, 8, "The offer has no price.", "price:")]
    [InlineData("installments: 4", "installments: 2.5", 5, 62, "installments is 2.5, not a whole number.", null)]
    [InlineData("method: credit_card", "method: boleto", 5, 57, "4 instalments by boleto: only a credit card has instalments.", "credit_card")]
    [InlineData("method: credit_card", "method: credit_cart", 5, 35, "method is \"credit_cart\" and has to be one of", "Did you mean credit_card?")]
    [InlineData("method: credit_card, ", "", 5, 25, "method is missing.", "credit_card")]
    [InlineData("installments: 4", "total: 2 x offer.price", 5, 55, "none of * / + -", "0.9 * offer.price")]
    [InlineData("installments: 4", "total: 2 * offer.prize", 5, 55, "offer.prize is no number of the offer; did you mean offer.price?", "0.9 * offer.price")]
    [InlineData("installments: 4", "total: offer.price / offer.freight", 5, 55, "does not state freight", "0.9 * offer.price")]
    [InlineData("installments: 4", "total: offer.price - 80", 5, 55, "total is 0 and has to be above 0", null)]
    [InlineData("installments: 4", "total: offer.price / 0", 5, 55, "total is", null)]
    [InlineData("offer.price: 70", "offer.prise: 70", 11, 14, "Nothing can be overridden at \"offer.prise\".", "Did you mean offer.price?")]
    [InlineData("offer.price: 70", "options.by_now.price: 70", 11, 14, "names no option", "Did you mean options.buy_now.price?")]
    [InlineData("offer.price: 70", "offer.price: -70", 11, 27, "price is -70 and has to be above 0", null)]
    [InlineData("offer.price: 70", "offer: { price: 70 }", 11, 21, "offer is overridden with a mapping", "offer.price")]
    [InlineData("offer.price: 70", "offer.price: { a: 1 }", 11, 27, "only single values can be", "dotted path")]
    [InlineData("{ offer.price: 70 }", "70", 11, 12, "The variant cheaper is \"70\"", "offer.price")]
    [InlineData("schema: clientele/scenario/v1\n", "", 1, 1, "The scenario has no schema line.", "schema: clientele/scenario/v1")]
    [InlineData("scenario/v1", "scenario/v9", 1, 9, "schema is \"clientele/scenario/v9\"", "newer")]
    [InlineData("name: kettle", "name: &a kettle", 2, 7, "Anchors and aliases", "Write the value out.")]
    [InlineData("name: kettle", "name: !!str kettle", 2, 7, "The tag", "Leave it out.")]
    [InlineData("name: kettle", "name: kettle\nname: pot", 3, 1, "\"name\" is given twice; the first is in line 2.", "Keep one.")]
    [InlineData("rating: 4.1 }", "rating: 4.1", 3, 21, "This is not YAML", "")]
    [InlineData("name: kettle", "name: a: b", 2, 8, "This is not YAML", "colon")]
    [InlineData("variants:", "variants: [1]\nx:", 10, 11, "variants is a list, not a mapping.", "control")]
    [InlineData("variants:", "expectations: [{ trait: wekend, level: high, option: buy, direction: lower }]\nvariants:", 10, 25, "trait is \"wekend\"", "Did you mean weekend?")]
    [InlineData("variants:", "expectations: [{ trait: weekend, level: high, option: by_now, direction: lower }]\nvariants:", 10, 55, "which is no option", "Did you mean buy_now?")]
    [InlineData("variants:", "expectations: [{ trait: weekend, level: high, option: buy, direction: lower, given_purchase: true }]\nvariants:", 10, 55, "always 1", "given_purchase")]
    public void A_problem_is_found_where_it_stands_and_said_with_what_to_do(string right, string wrong, int line, int column, string message, string? hint)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        var problems = ScenarioFile.InspectText(Valid.Replace(right, wrong, StringComparison.Ordinal), "kettle.yaml").Problems;
        var problem = problems.FirstOrDefault(p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', problems));
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(hint ?? "", problem.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_that_the_cases_change_has_no_problem() => Assert.Empty(ScenarioFile.InspectText(Valid, "kettle.yaml").Problems);

    [Fact]
    public void All_problems_of_a_file_are_told_at_once_and_those_that_variants_share_once()
    {
        var exception = Assert.Throws<ClienteleException>(() => ScenarioFile.Parse("""
            schema: clientele/scenario/v1
            name: kettle
            offer: { prise: 80, rating: 41 }
            options:
              - { id: buy_now, pay: { method: boleto, installments: 3 } }
              - { id: wait, wait_days: -1 }
            text: A kettle.
            variants:
              control: {}
              cheaper: { offer.prise: 70 }
            """, "kettle.yaml"));
        Snapshot.Matches($"{exception.Message}\n{exception.Hint}", "scenario_problems");
    }

    [Fact]
    public void Scenarios_without_a_problem_are_read_beside_those_with_one()
    {
        var file = ScenarioFile.InspectText(Valid + "\n---\n" + Valid + "\n---\n" + Valid.Replace("name: kettle", "name: pot", StringComparison.Ordinal), "x");
        Assert.Equal(["kettle", "pot"], file.Definitions.Select(definition => definition.Name));
        Assert.Contains("Two scenarios are called kettle; the first is in line 2.", Assert.Single(file.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no scenario")]
    [InlineData("# nothing\n", "holds no scenario")]
    [InlineData("just words", "A scenario is a mapping")]
    [InlineData("- 1\n- 2\n", "A scenario is a mapping")]
    [InlineData("schema: clientele/scenario/v1\n", "The scenario has no name.")]
    public void A_file_without_a_scenario_is_a_problem(string yaml, string message) =>
        Assert.Contains(message, ScenarioFile.InspectText(yaml, "x").Problems[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_and_alias_bombs_end_as_problems()
    {
        Assert.NotEmpty(ScenarioFile.InspectText(new string('[', 500_000), "x").Problems);
        Assert.NotEmpty(ScenarioFile.InspectText(string.Concat(Enumerable.Repeat("- ", 500_000)), "x").Problems);
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)}]\n"));
        Assert.Contains(ScenarioFile.InspectText(bomb, "x").Problems, problem => problem.Message.Contains("Anchors", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_damage_to_a_file_ends_as_a_scenario_or_as_problems_and_never_as_another_exception() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 12], Gen.Int[0, Damage.Length - 1])
            .Sample((at, remove, insert) =>
            {
                var yaml = Valid.Remove(at, Math.Min(remove, Valid.Length - at)).Insert(at, Damage[insert]);
                var file = ScenarioFile.InspectText(yaml, "x");
                Assert.True(file.Definitions.Count + file.Problems.Count > 0);
                foreach (var definition in file.Definitions)
                    _ = ScenarioText.Render(definition.Scenarios[0], "BRL") + definition.Notices.Count;
            }, iter: 1_000);

    [Fact]
    public void A_file_that_cannot_be_read_is_told_with_its_path()
    {
        using var folder = new TemporaryFolder();
        string Message(string path) => Assert.Throws<ClienteleException>(() => ScenarioFile.Load(path)).Message;
        Assert.Contains("no such file", Message(folder.File("none.yaml")), StringComparison.Ordinal);
        Assert.Contains("folder", Message(folder.Path), StringComparison.Ordinal);
        var big = folder.Write("big.yaml", new string('#', ScenarioFile.MaxBytes + 1));
        Assert.Contains("larger", Message(big), StringComparison.Ordinal);
        var latin = folder.File("latin.yaml");
        File.WriteAllBytes(latin, [0x61, 0x3A, 0x20, 0xE9]);
        Assert.Contains("UTF-8", Message(latin), StringComparison.Ordinal);
    }
}
