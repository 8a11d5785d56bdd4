using System.Text.RegularExpressions;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using CsCheck;

namespace Clientele.Tests.Personas;

/// <summary>Laws over made-up shops: any size, any segments, any subset of the features, one of the user's own among them.</summary>
public sealed partial class PersonaLawsTests
{
    private static readonly IReadOnlyList<FeatureDefinition> All = [.. Customers.Nine, Customers.Feature("return_rate", "share", FeatureTrait.Other), Customers.Feature("second_spend", "currency", FeatureTrait.Spend)];

    /// <summary>Segments with random means a feature, so that every level and every coincidence of names occurs.</summary>
    private static readonly Gen<(FeatureMatrix Features, Segmentation Segmentation)> Shops =
        from k in Gen.Int[1, 9]
        from sizes in Gen.Int[1, 30].Array[k]
        from subset in Gen.Bool.Array[All.Count]
        from positions in Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 2].Select(i => i / 2.0)).Array[k * All.Count]
        from noise in Gen.Int[0, 2].Select(i => i * i * 0.12)
        from seed in Gen.Int[0, 1000]
        select Shop(sizes, subset, positions, noise, seed);

    /// <summary>What each heuristic says of a trait: +1 high, −1 low.</summary>
    private static readonly (string Kind, FeatureTrait Trait, int Direction)[] Claims =
    [
        ("thinks_in_monthly_payments", FeatureTrait.Instalments, 1), ("avoids_debt", FeatureTrait.CardShare, -1), ("other_than_card", FeatureTrait.CardShare, -1), ("card_by_default", FeatureTrait.CardShare, 1),
        ("quality_over_price", FeatureTrait.Spend, 1), ("quality_over_price", FeatureTrait.ItemPrice, 1), ("price_conscious", FeatureTrait.Spend, -1),
        ("price_conscious", FeatureTrait.ItemPrice, -1), ("deliberate_single_purchase", FeatureTrait.Basket, -1), ("bundles", FeatureTrait.Basket, 1),
        ("satisfied", FeatureTrait.Satisfaction, 1), ("critical", FeatureTrait.Satisfaction, -1), ("leisure_shopper", FeatureTrait.Weekend, 1),
        ("workweek_shopper", FeatureTrait.Weekend, -1), ("returns", FeatureTrait.Frequency, 1), ("transactional", FeatureTrait.Frequency, -1),
        ("one_stop", FeatureTrait.Variety, 1), ("focused", FeatureTrait.Variety, -1),
    ];

    private static readonly (string Word, FeatureTrait Trait, int Direction)[] NameWords =
    [
        ("premium", FeatureTrait.Spend, 1), ("high-value", FeatureTrait.Spend, 1), ("budget", FeatureTrait.Spend, -1), ("financing", FeatureTrait.Instalments, 1),
        ("cash", FeatureTrait.CardShare, -1), ("transfer", FeatureTrait.CardShare, -1), ("debit", FeatureTrait.CardShare, -1),
        ("voucher", FeatureTrait.CardShare, -1), ("wallet", FeatureTrait.CardShare, -1), ("pay-later", FeatureTrait.CardShare, -1),
        ("card-light", FeatureTrait.CardShare, -1), ("satisfied", FeatureTrait.Satisfaction, 1), ("critical", FeatureTrait.Satisfaction, -1), ("weekend shopper", FeatureTrait.Weekend, 1),
        ("loyal", FeatureTrait.Frequency, 1), ("bulk", FeatureTrait.Basket, 1), ("explorer", FeatureTrait.Variety, 1),
        ("more orders", FeatureTrait.Frequency, 1), ("fewer orders", FeatureTrait.Frequency, -1), ("larger baskets", FeatureTrait.Basket, 1), ("smaller baskets", FeatureTrait.Basket, -1),
        ("better reviews", FeatureTrait.Satisfaction, 1), ("poorer reviews", FeatureTrait.Satisfaction, -1), ("longer plans", FeatureTrait.Instalments, 1), ("shorter plans", FeatureTrait.Instalments, -1),
        ("dearer items", FeatureTrait.ItemPrice, 1), ("cheaper items", FeatureTrait.ItemPrice, -1), ("dear items", FeatureTrait.ItemPrice, 1), ("cheap items", FeatureTrait.ItemPrice, -1),
        ("workday", FeatureTrait.Weekend, -1), ("one-time", FeatureTrait.Frequency, -1), ("higher spending", FeatureTrait.Spend, 1), ("lower spending", FeatureTrait.Spend, -1),
    ];

    [Fact]
    public void Names_and_ids_are_unique_whatever_the_segments() => Shops.Sample(
        shop =>
        {
            var set = PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL");
            Assert.Equal(set.Personas.Count, set.Personas.Select(persona => persona.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.Equal(set.Personas.Count, set.Personas.Select(persona => persona.Id).Distinct().Count());
            Assert.All(set.Personas, persona => Assert.Matches("^[a-z0-9_]+$", persona.Id));
            Assert.All(set.Personas, persona => Assert.NotEqual(PersonaSet.OtherName, persona.Name));
            Assert.All(set.Personas, persona => Assert.False(persona.Name.Contains("smaller baskets") && persona.Name.Contains("larger baskets"), persona.Name));
            Assert.All(set.Personas, persona => Assert.True(persona.Name.Split(" and ").Length <= 2, persona.Name));
        },
        iter: 150);

    [Fact]
    public void Segment_numbers_do_not_matter_to_what_is_said() => Gen.Select(Shops, Gen.Int[1, 1000]).Sample(
        (shop, seed) =>
        {
            var k = shop.Segmentation.K;
            var order = Enumerable.Range(0, k).ToArray();
            new Random(seed).Shuffle(order);
            var renumbered = Customers.Segments([.. shop.Segmentation.Labels.Select(label => order[label])], shop.Features.Features);
            var before = PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL");
            var after = PersonaProfiler.Describe(shop.Features, renumbered, "BRL");
            // Segments that are equal in every number are interchangeable: compare as sets of what is said.
            Assert.Equal(
                before.Personas.Select(persona => (persona.Name, persona.Id, persona.SystemPrompt)).Order(),
                after.Personas.Select(persona => (persona.Name, persona.Id, persona.SystemPrompt)).Order());
        },
        iter: 100);

    [Fact]
    public void No_name_and_no_heuristic_contradicts_the_profile() => Shops.Sample(
        shop =>
        {
            var set = PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL");
            foreach (var persona in set.Personas)
            {
                foreach (var (kind, trait, direction) in Claims.Where(claim => persona.Heuristics.Any(statement => statement.Kind == claim.Kind)))
                    Assert.False(Direction(set, persona, trait) == -direction, $"{persona.Name}: {kind} against {Said(persona, trait)}");
                foreach (var (word, trait, direction) in NameWords.Where(word => persona.Name.Contains(word.Word, StringComparison.OrdinalIgnoreCase)))
                    Assert.False(Direction(set, persona, trait) == -direction, $"{persona.Name} against {Said(persona, trait)}");
                string[] kinds = [.. persona.Heuristics.Select(statement => statement.Kind)];
                foreach (string[] rivals in (string[][])[["leisure_shopper", "workweek_shopper"], ["satisfied", "critical"], ["returns", "transactional"], ["one_stop", "focused"], ["quality_over_price", "price_conscious"], ["bundles", "deliberate_single_purchase"], ["thinks_in_monthly_payments", "avoids_debt"], ["avoids_debt", "other_than_card", "card_by_default"]])
                    Assert.True(kinds.Intersect(rivals).Count() <= 1, string.Join(", ", kinds));
            }
        },
        iter: 250);

    [Fact]
    public void Every_sentence_has_evidence_from_the_statistics_and_stands_in_the_prompt() => Shops.Sample(
        shop =>
        {
            var set = PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL");
            var index = set.Features.Select((feature, j) => (feature.Name, j)).ToDictionary(pair => pair.Name, pair => pair.j);
            foreach (var persona in set.Personas)
            {
                foreach (var statement in persona.Profile.Concat(persona.Heuristics))
                {
                    Assert.Contains("- " + statement.Text, persona.SystemPrompt);
                    Assert.NotEmpty(statement.Evidence);
                    foreach (var evidence in statement.Evidence)
                    {
                        var j = index[evidence.Feature];
                        Assert.Equal(new Evidence(evidence.Feature, persona.Features[j].Mean, set.Population[j].Mean, persona.Features[j].ZScore), evidence);
                    }
                }
            }
        },
        iter: 100);

    [Fact]
    public void No_sentence_rests_on_a_figure_that_is_about_the_same_as_overall() => Shops.Sample(
        shop =>
        {
            var set = PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL");
            var share = set.Features.ToDictionary(feature => feature.Name, feature => feature.Unit is "share" or "0/1");
            foreach (var persona in set.Personas)
            {
                foreach (var statement in persona.Profile.Concat(persona.Heuristics))
                {
                    Assert.All(statement.Evidence, one => Assert.True(
                        Math.Abs(one.Value - one.PopulationValue) >= (share[one.Feature] ? .02 : .05 * Math.Abs(one.PopulationValue)) && one.Value != one.PopulationValue, statement.Text));
                    Assert.DoesNotMatch("about the same|as overall|the same as", statement.Text);
                }
                // The prompt's rule: where a figure is not unusual, little follows from it.
                foreach (var one in persona.Heuristics.SelectMany(statement => statement.Evidence))
                    Assert.DoesNotContain(persona.Profile, statement => statement.Evidence[0].Feature == one.Feature && statement.Text.Contains("not unusually so", StringComparison.Ordinal));
                // Left out of the sentences, its level is told apart from them, as one of all customers.
                foreach (var feature in set.Features.Where(feature => persona.Profile.All(statement => statement.Evidence[0].Feature != feature.Name)))
                    Assert.True(persona.SystemPrompt.Contains($"- {feature.Name.Replace('_', ' ')}: ", StringComparison.Ordinal), feature.Name);
            }
        },
        iter: 200);

    [Fact]
    public void No_raw_float_reaches_a_reader() => Shops.Sample(
        shop =>
        {
            foreach (var persona in PersonaProfiler.Describe(shop.Features, shop.Segmentation, "BRL").Personas)
            {
                Assert.DoesNotMatch(RawFloat(), persona.SystemPrompt);
                Assert.DoesNotContain("NaN", persona.SystemPrompt);
                Assert.DoesNotContain("{{", persona.SystemPrompt);
            }
        },
        iter: 100);

    [GeneratedRegex(@"\d\.\d{4,}|E[+-]\d")]
    private static partial Regex RawFloat();

    /// <summary>What the profile says of a trait, read from its words: +1 more than overall, −1 less, 0 about the same.</summary>
    private static int Direction(PersonaSet set, Persona persona, FeatureTrait trait)
    {
        if (set.Features.All(feature => feature.Trait != trait))
            return 0;
        var said = Said(persona, trait);
        return Regex.IsMatch(said, ": (clearly |somewhat )?(more|dearer|higher)") ? 1 : Regex.IsMatch(said, ": (clearly |somewhat )?(fewer|less|cheaper|lower)") ? -1 : 0;
    }

    private static string Said(Persona persona, FeatureTrait trait) =>
        persona.Profile.SingleOrDefault(statement => statement.Kind == System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(trait.ToString()))?.Text ?? "";

    private static (FeatureMatrix, Segmentation) Shop(int[] sizes, bool[] subset, double[] positions, double noise, int seed)
    {
        var chosen = Enumerable.Range(0, All.Count).Where(j => subset[j]).DefaultIfEmpty(0).ToArray();
        IReadOnlyList<FeatureDefinition> features = [.. chosen.Select(j => All[j])];
        var labels = sizes.SelectMany((size, segment) => Enumerable.Repeat(segment, size)).ToArray();
        var random = new Random(seed);
        var columns = chosen.Select(j => labels.Select(label => Value(All[j], positions[label * All.Count + j], noise, random)).ToArray()).ToArray();
        // What was not paid by card was paid in one way a segment for the most part.
        var card = Array.IndexOf(chosen, 5);
        var ways = PaymentWords.Ways.Where(way => way != PaymentMethod.CreditCard).ToArray();
        double Share(int customer, int way) => (1 - columns[card][customer]) * (labels[customer] * seed % 8 == way ? .8 : .02);
        double[] Shares(int way) => [.. Enumerable.Range(0, labels.Length).Select(i => Share(i, way))];
        var shares = card < 0 ? [] : ways.Index().ToDictionary(way => way.Item, way => Shares(way.Index));
        return (Customers.Matrix(features, columns) with { PaymentShares = shares }, Customers.Segments(labels, features));
    }

    private static double Value(FeatureDefinition feature, double position, double noise, Random random)
    {
        var value = Math.Clamp(position + noise * (random.NextDouble() - .5), 0, 1);
        return feature.Unit switch
        {
            "0/1" => random.NextDouble() < value ? 1 : 0,
            "share" => value,
            "currency" => Math.Exp(7 * value),
            _ => feature.Trait == FeatureTrait.Variety ? Math.Round(3 * value) : 1 + 9 * value * value,
        };
    }
}
