using System.Globalization;
using System.Text.Json;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Tests.Personas;

public sealed class PersonaProfilerTests
{
    [Fact]
    public void The_archetypes_of_the_reference_are_recovered_on_its_own_segments()
    {
        var (features, segmentation) = Customers.Reference();
        var set = PersonaProfiler.Describe(features, segmentation, "BRL");
        Assert.Equal(
            ["Mainstream shopper", "Loyal explorer", "Bulk buyer", "Cash customer", "High-value financing customer", "Weekend shopper", "Critical customer"],
            set.Personas.Select(persona => persona.Name));
    }

    [Fact]
    public void Sizes_means_and_z_scores_are_those_of_the_reference()
    {
        var (features, segmentation) = Customers.Reference();
        var set = PersonaProfiler.Describe(features, segmentation, "BRL");
        using var summary = JsonDocument.Parse(File.ReadAllText(TestData.Shared("reference/olist-subset/summary.json")));
        Assert.Equal(summary.RootElement.GetProperty("customers").GetInt32(), set.Customers);
        for (var j = 0; j < set.Features.Count; j++)
        {
            Near(summary.RootElement.GetProperty("feature_mean"), set.Features[j].Name, set.Population[j].Mean);
            Near(summary.RootElement.GetProperty("feature_std_ddof1"), set.Features[j].Name, set.Population[j].StandardDeviation);
            Near(summary.RootElement.GetProperty("feature_median"), set.Features[j].Name, set.Population[j].Median);
        }
        foreach (var persona in summary.RootElement.GetProperty("personas").EnumerateArray())
        {
            var own = set.Personas[persona.GetProperty("cluster_id").GetInt32()];
            Assert.Equal(persona.GetProperty("size").GetInt32(), own.Size);
            Assert.Equal(persona.GetProperty("percentage").GetDouble(), 100 * own.Share, 1e-9);
            for (var j = 0; j < set.Features.Count; j++)
            {
                var statistic = persona.GetProperty("raw_statistics").GetProperty(set.Features[j].Name);
                Near(statistic, "value", own.Features[j].Mean);
                Near(statistic, "zscore", own.Features[j].ZScore);
            }
        }

        static void Near(JsonElement parent, string name, double actual)
        {
            var expected = parent.GetProperty(name).GetDouble();
            Assert.InRange(actual, expected - 1e-8 * (1 + Math.Abs(expected)), expected + 1e-8 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void The_prompt_of_the_financing_persona_reads_as_written()
    {
        var (features, segmentation) = Customers.Reference();
        var set = PersonaProfiler.Describe(features, segmentation, "BRL");
        Snapshot.Matches(set.Personas.Single(persona => persona.Id.Contains("financing")).SystemPrompt, "financing_prompt");
    }

    [Fact]
    public void A_shop_without_payments_reviews_or_categories_gets_personas_from_what_it_has()
    {
        IReadOnlyList<FeatureDefinition> features = [.. Customers.Nine.Where(feature => feature.Trait is FeatureTrait.Frequency or FeatureTrait.Spend or FeatureTrait.ItemPrice or FeatureTrait.Basket or FeatureTrait.Weekend)];
        var labels = Enumerable.Range(0, 300).Select(i => i % 3).ToArray();
        var matrix = Customers.Matrix(
            features,
            Column(i => i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 9 + i % 4),
            Column(i => i % 3 == 0 ? 12.5 : i % 3 == 1 ? 60 : 900 + i),
            Column(i => 15 + i % 3),
            Column(i => i % 3 == 0 ? 1 : 2.4),
            Column(i => i % 7 == 0 ? 1 : 0));
        var set = PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "USD");
        Snapshot.Matches(string.Join("\n\n", set.Personas.Select(persona => persona.Name + "\n" + string.Join('\n', persona.Profile.Concat(persona.Heuristics).Select(statement => "  " + statement.Text)))), "shop_without_payments");
    }

    [Fact]
    public void A_feature_of_the_users_own_names_and_describes_a_persona()
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Feature("return_rate", "share", FeatureTrait.Other), Customers.Feature("days_since_order", "days", FeatureTrait.Other)];
        var labels = Enumerable.Range(0, 100).Select(i => i < 90 ? 0 : 1).ToArray();
        var matrix = Customers.Matrix(features, [.. labels.Select(label => label == 0 ? .01 : .5)], [.. labels.Select((label, i) => 100.0 + i % 10)]);
        var set = PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "EUR");
        Assert.Equal(["Mainstream shopper", "Shopper with high return rate"], set.Personas.Select(persona => persona.Name));
        Assert.Equal("Return rate is 50 % on average against 6 % overall: clearly higher.", set.Personas[1].Profile[0].Text);
        Assert.Single(set.Personas[1].Profile);
        Assert.Matches("- days since order: 10[45] days on average overall", set.Personas[1].SystemPrompt);
    }

    [Fact]
    public void Only_customers_like_everybody_are_mainstream_and_one_name_is_told_apart_by_a_fact()
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Nine[2], Customers.Nine[6], Customers.Nine[4]];
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i < 190 ? 0 : i < 380 ? 1 : i < 390 ? 2 : 3)];
        var matrix = Customers.Matrix(
            features,
            [.. labels.Select((label, i) => label == 3 ? 900.0 : 50 + i % 9)],
            [.. labels.Select(label => label == 2 ? 0.0 : 1)],
            [.. labels.Select((label, i) => (label == 0 ? 1.0 : label == 1 ? 1.8 : 1.4) + i % 7)]);
        var set = PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "USD");
        Assert.Equal(["Mainstream shopper with shorter plans", "Mainstream shopper with longer plans", "Shopper with few categories", "Shopper with dear items"], set.Personas.Select(persona => persona.Name));
    }

    [Theory]
    [InlineData("boleto 1", "Cash customer", "avoids_debt")]
    [InlineData("cash 1", "Cash customer", "avoids_debt")]
    [InlineData("cash .4 transfer .35", "Cash customer", "other_than_card")]
    [InlineData("transfer 1", "Transfer customer", "other_than_card")]
    [InlineData("transfer .6 cash .4", "Transfer customer", "other_than_card")]
    [InlineData("debit .7 boleto .3", "Debit customer", "avoids_debt")]
    [InlineData("voucher 1", "Voucher customer", "avoids_debt")]
    [InlineData("wallet .8 cash .2", "Wallet customer", "other_than_card")]
    [InlineData("pay_later .6 boleto .2", "Pay-later customer", "other_than_card")]
    [InlineData("wallet .5 pay_later .5", "Card-light customer", "other_than_card")]
    [InlineData("wallet .4 pay_later .3 cash .3", "Card-light customer", "other_than_card")]
    [InlineData("", "Card-light customer", "other_than_card")]
    public void A_persona_that_seldom_pays_by_card_is_named_by_what_it_pays_with(string paid, string name, string heuristic)
    {
        // Of every ten customers one pays otherwise; a tenth of the others' orders is not paid by card either.
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 10 == 0 ? 1 : 0)];
        double[] card = [.. labels.Select(label => label == 1 ? .1 : .9)];
        var words = paid.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shares = words.Chunk(2).ToDictionary(pair => PaymentWords.Ways.Single(way => PaymentWords.Word(way) == pair[0]),
            pair => card.Select(share => (1 - share) * double.Parse(pair[1], CultureInfo.InvariantCulture)).ToArray());
        var set = Describe(labels, card, shares);
        Assert.Equal(["Mainstream shopper", name], set.Personas.Select(persona => persona.Name));
        Assert.Equal([heuristic], set.Personas[1].Heuristics.Select(statement => statement.Kind));
    }

    [Fact]
    public void A_way_of_paying_that_is_no_more_frequent_than_elsewhere_names_nobody()
    {
        // All pay a third by wallet, but a few pay nothing by card: what sets them apart is that.
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 10 == 0 ? 1 : 0)];
        double[] card = [.. labels.Select(label => label == 1 ? .4 : .65)];
        var wallet = Array.ConvertAll(card, _ => .35);
        Assert.Equal("Card-light customer", Describe(labels, card, new() { [PaymentMethod.Wallet] = wallet }).Personas[1].Name);
        Assert.Throws<ArgumentException>(() => Describe(labels, card, new() { [PaymentMethod.Wallet] = [1] }));
    }

    private static PersonaSet Describe(int[] labels, double[] card, Dictionary<PaymentMethod, double[]> shares)
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Nine[5]];
        var matrix = Customers.Matrix(features, card) with { PaymentShares = shares };
        return PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "EUR");
    }

    [Fact]
    public void A_constant_feature_distinguishes_nobody()
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Nine[0], Customers.Nine[1]];
        var labels = Enumerable.Range(0, 30).Select(i => i % 2).ToArray();
        var matrix = Customers.Matrix(features, [.. labels.Select(_ => 1.1)], [.. labels.Select(label => 10.0 + 90 * label)]);
        var set = PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "USD");
        Assert.All(set.Personas, persona => Assert.Equal(0, persona.Features[0].ZScore));
        Assert.Equal(["Budget shopper", "High-value shopper"], set.Personas.Select(persona => persona.Name));
    }

    [Fact]
    public void Small_personas_are_shown_together_so_that_no_group_is_below_the_minimum()
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Nine[1]];
        int[] sizes = [100, 40, 15, 3];
        var labels = sizes.SelectMany((size, segment) => Enumerable.Repeat(segment, size)).ToArray();
        var set = PersonaProfiler.Describe(Customers.Matrix(features, [.. labels.Select((label, i) => label * 100.0 + i)]), Customers.Segments(labels, features), "USD");
        Assert.Equal([100, 40, 15, 3], set.Groups(1).Select(group => group.Size));
        Assert.Equal([100, 40, 18], set.Groups(16).Select(group => group.Size));
        Assert.Equal([100, 58], set.Groups(20).Select(group => group.Size));
        Assert.Equal(PersonaSet.OtherName, set.Groups(20)[^1].Name);
        Assert.Equal([158], set.Groups(1000).Select(group => group.Size));
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        var matrix = Customers.Matrix([Customers.Nine[0]], [1, 2, 3]);
        var segmentation = Customers.Segments([0, 1, 1], [Customers.Nine[0]]);
        Assert.Throws<ArgumentException>(() => PersonaProfiler.Describe(matrix, segmentation with { Labels = [0, 1] }, "USD"));
        Assert.Throws<ArgumentException>(() => PersonaProfiler.Describe(matrix, segmentation with { Labels = [0, 0, 1] }, "USD"));
        Assert.Throws<ArgumentException>(() => PersonaProfiler.Describe(matrix, segmentation with { Sizes = [1, 2, 0] }, "USD"));
    }

    private static double[] Column(Func<int, double> value) => [.. Enumerable.Range(0, 300).Select(value)];
}
