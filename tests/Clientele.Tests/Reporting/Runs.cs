using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Tests.Reporting;

/// <summary>Made-up studies and runs of any size, as the simulator would hand them over.</summary>
internal static class Runs
{
    public static readonly string[] Archetypes =
    [
        "Mainstream shopper", "Cash customer", "High-value financing customer", "Weekend shopper", "Critical customer", "Bulk buyer", "Loyal explorer",
        "Budget critical customer", "Premium financing customer with longer plans", "Satisfied weekend shopper", "Mainstream shopper with smaller baskets and fewer orders", "Loyal bulk buyer",
    ];

    private static readonly string[] Situations =
        ["financing_offer", "flash_sale", "bundle_deal", "new_category", "mixed_reviews", "weekend_promo", "free_returns", "late_delivery", "gift_voucher_for_friends", "price_increase"];

    public static PersonaSet Personas(int k)
    {
        IReadOnlyList<FeatureDefinition> features = [Personas_.Spend];
        var labels = Enumerable.Range(0, k).SelectMany(s => Enumerable.Repeat(s, 40 * (k - s))).ToArray();
        var matrix = Matrix(features, labels);
        var set = PersonaProfiler.Describe(matrix, Segmentation(features, labels, k), "BRL");
        return set with { Personas = [.. set.Personas.Select((persona, s) => persona with { Name = Archetypes[s], Id = Archetypes[s].ToLowerInvariant().Replace(' ', '_').Replace('-', '_') })] };
    }

    public static FeatureMatrix Matrix(IReadOnlyList<FeatureDefinition> features, int[] labels) => new(
        "test", [.. Enumerable.Range(0, labels.Length).Select(i => $"customer{i:D5}")], features, [.. features.Select((_, j) => labels.Select((label, i) => 20.0 + 90 * label + i / 7.0 + j).ToArray())]);

    public static Segmentation Segmentation(IReadOnlyList<FeatureDefinition> features, int[] labels, int k) => new()
    {
        Features = features,
        Labels = labels,
        Sizes = [.. Enumerable.Range(0, k).Select(s => labels.Count(label => label == s))],
        Scaler = new StandardScaler([.. features.Select((_, j) => 4.5 + j)], [.. features.Select((_, j) => .8 + j)]),
        Centroids = [.. Enumerable.Range(0, k).Select(s => (IReadOnlyList<double>)[.. features.Select((_, j) => s / 3.0 - 1 + j)])],
        Inertia = 123.456,
        Silhouette = new SilhouetteScore(.31, [.. Enumerable.Range(0, k).Select(s => .3 + s / 100.0)], labels.Length, null),
        Seed = 42,
    };

    public static SimulationRun Run(PersonaSet personas, int situations, int agentsAPersona = 1, string? assumed = null, int seed = 1, double level = 1)
    {
        var random = new Random(seed);
        var agents = personas.Personas.SelectMany(persona => Enumerable.Range(0, agentsAPersona).Select(a => new AgentProfile(
            agentsAPersona == 1 ? "persona:" + persona.Id : $"{persona.Segment:x4}{a:x12}", persona, (double)persona.Size / agentsAPersona, [1.0], PaymentHistory.None))).ToList();
        var results = Enumerable.Range(0, situations).Select(s => Situation(Scenario(s), personas, agentsAPersona, random, level)).Select(result => assumed is null ? result : Relative(result)).ToList();
        var widths = results.Select(result => result.Scenario.Options.Count).ToArray();
        var rows = agents.Count * situations;
        var table = new DecisionTable
        {
            Situation = [.. Enumerable.Range(0, rows).Select(row => row / agents.Count)],
            Agent = [.. Enumerable.Range(0, rows).Select(row => row % agents.Count)],
            Replicate = new int[rows],
            Decision = [.. Enumerable.Range(0, rows).Select(row => (sbyte)random.Next(widths[row / agents.Count]))],
            Probabilities = [.. Enumerable.Range(0, rows).SelectMany(row => Shares(widths[row / agents.Count], random))],
        };
        return new SimulationRun
        {
            Agent = "choice",
            Population = agentsAPersona == 1 ? "personas" : "sample:" + agents.Count,
            Seed = seed,
            Agents = agents,
            Situations = results,
            Decisions = table,
            Account = new RunAccount(rows, rows, 0, 0, 0, 0, 0),
            AssumedLevel = assumed,
        };
    }

    public static SavedModel Model(PersonaSet personas) => new(
        new StudyRecord
        {
            EngineVersion = "0.1.0",
            Inputs = [new FileAccount("orders.csv", new string('a', 64), 1234, 100, 97, new SortedDictionary<string, long> { ["status"] = 2 }, 1)],
            Mapping = "olist",
            MappingSha256 = new string('b', 64),
            Currency = "BRL",
            FeatureSet = "reference",
            Customers = personas.Customers,
            K = personas.Personas.Count,
            Seed = 42,
        },
        personas, Segmentation(personas.Features, [], personas.Personas.Count), new string('c', 64), []);

    public static RunManifest Manifest(PersonaSet personas) => new() { EngineVersion = "0.1.0", GitRevision = "61ffc4f", Model = Model(personas) };

    public static SweepResult Sweep(int groups, bool margin, string? assumed)
    {
        var values = Enumerable.Range(0, 13).Select(i => 80.0 + 10 * i).ToList();
        var all = Archetypes.Take(groups - 1).Prepend("Population").Select((name, g) => Group(name, g)).ToList();
        return new SweepResult
        {
            Scenario = "flash_sale",
            Variant = "base",
            Sweep = new Sweep("offer.price", values),
            Currency = "BRL",
            Population = all[0],
            Personas = all[1..],
            AssumedLevel = assumed,
            Notices = [],
        };

        SweepGroup Group(string name, int g)
        {
            var points = values.Select(price => Point(price, .012 + g * .0015, g)).ToList();
            var best = points.MaxBy(point => point.Revenue.Value)!.Value;
            var bestMargin = margin ? points.MaxBy(point => point.Margin!.Value.Value)!.Value : double.NaN;
            return new SweepGroup(name, 100, points, new Interval(best, best, best), margin ? new Interval(bestMargin, bestMargin - 10, bestMargin + 10) : null, best == 80);
        }

        SweepPoint Point(double price, double level, int g)
        {
            var p = 1 / (1 + Math.Exp(.9 + .03 * (price - 110 + 6 * g) - 8 * level));
            return new SweepPoint(price, Around(p), Around(p), Around(1000 * price * p), margin ? Around(1000 * (price - 62) * p) : null);
        }

        static Interval Around(double value) => new(value, value * .85, value * 1.13);
    }

    private static Scenario Scenario(int s) => new()
    {
        Name = Situations[s],
        Offer = new Offer { Price = 100 + s, Rating = 4.2, DeliveryDays = 3, Needed = true },
        Options = s % 2 == 0
            ? [new ScenarioOption("card_10x", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, 10, 1200) }, new ScenarioOption("upfront", true), new ScenarioOption("walk_away", false)]
            : [new ScenarioOption("buy", true), new ScenarioOption("walk_away", false)],
        Text = "An offer.",
        Expectations = s == 0 ? [new Expectation(FeatureTrait.Instalments, true, "card_10x", true, true)] : [],
    };

    private static SituationResult Situation(Scenario scenario, PersonaSet personas, int agents, Random random, double level)
    {
        var population = Group("Population", agents * personas.Personas.Count, personas.Customers, scenario, random, level, 1);
        return new SituationResult(
            scenario,
            population,
            [.. personas.Personas.Select(persona => Group(persona.Name, agents, persona.Size, scenario, random, level, Math.Exp(random.NextDouble() * 2.4 - 1.2)))],
            [.. scenario.Expectations.Select(expectation => new ExpectationCheck(expectation, null, double.NaN, .3, null))]);
    }

    // What an assumed level leaves: no words, and odds against the usual situation.
    private static SituationResult Relative(SituationResult result)
    {
        static GroupResult Of(GroupResult group) => group with { View = null, AgainstUsual = group.OddsRatio };
        return result with { Population = Of(result.Population), Personas = [.. result.Personas.Select(Of)], OwnShare = .4 };
    }

    private static GroupResult Group(string name, int agents, double weight, Scenario scenario, Random random, double level, double odds)
    {
        var p = random.NextDouble() * level;
        var shares = Shares(scenario.Options.Count, random);
        return new GroupResult
        {
            Name = name,
            Agents = agents,
            Weight = weight,
            Options = [.. shares.Select(share => new Interval(share, share * .8, Math.Min(1, share * 1.2)))],
            Sampled = [.. shares.Select(share => (double)share)],
            Purchase = agents == 1 ? new Interval(p, double.NaN, double.NaN) : new Interval(p, p * .8, Math.Min(1, p * 1.2)),
            OddsRatio = new Interval(odds, odds * .8, odds * 1.2),
            View = p >= .6 ? "Yes" : p <= .4 ? "No" : "Maybe",
            Reasons = [new Reason("price", -.31, EvidenceGrade.C, "The price is high for them.")],
        };
    }

    private static float[] Shares(int options, Random random)
    {
        var shares = Enumerable.Range(0, options).Select(_ => random.NextSingle() + .01f).ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static class Personas_
    {
        public static readonly FeatureDefinition Spend = new("monetary_total", "currency", "Sum of item prices.", "test", FeatureTransform.Log1p, FeatureTrait.Spend);
    }
}
