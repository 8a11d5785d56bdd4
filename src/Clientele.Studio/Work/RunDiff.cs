using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Studio.Work;

/// <summary>Two runs against each other: how they were made, and what they found where both asked the same.</summary>
/// <param name="Made">What differs in how they were made; empty when nothing does.</param>
/// <param name="Situations">Scenarios with their variants that both asked.</param>
/// <param name="OnlyFirst">Those that the first alone asked.</param>
/// <param name="OnlySecond">Those that the second alone asked.</param>
internal sealed record RunDiff(IReadOnlyList<MadeDifference> Made, IReadOnlyList<SituationDiff> Situations, IReadOnlyList<string> OnlyFirst, IReadOnlyList<string> OnlySecond)
{
    private const string NotStated = "not stated";

    /// <summary>Compares.</summary>
    public static RunDiff Of(RunRecord first, RunRecord second)
    {
        var both = (from one in first.Situations
                    join other in second.Situations on Key(one) equals Key(other)
                    select (One: one, Other: other)).ToList();
        return new RunDiff(
            [.. Manifest(first, second), .. both.SelectMany(pair => Fields(pair.One.Scenario, pair.Other.Scenario))],
            [.. both.Select(pair => new SituationDiff(pair.One.Scenario.Name, pair.One.Scenario.Variant, Groups(pair.One, pair.Other)))],
            Missing(first, second),
            Missing(second, first));
    }

    private static (string Name, string Variant) Key(SituationResult situation) => (situation.Scenario.Name, situation.Scenario.Variant);

    private static List<string> Missing(RunRecord here, RunRecord there)
    {
        var known = there.Situations.Select(Key).ToHashSet();
        return [.. here.Situations.Where(situation => !known.Contains(Key(situation))).Select(situation => RunWords.Name(situation.Scenario))];
    }

    private static IEnumerable<MadeDifference> Manifest(RunRecord first, RunRecord second)
    {
        (string What, Func<RunRecord, string> Of)[] rows =
        [
            ("engine", run => run.GitRevision is { } revision ? $"{run.EngineVersion}, revision {revision}" : run.EngineVersion),
            ("agent", run => run.Agent),
            ("language model", run => run.Model ?? "none"),
            ("population", run => run.Population),
            ("agents", run => Number.Count(run.Agents)),
            ("seed", run => run.Seed.ToString(CultureInfo.InvariantCulture)),
            ("model of the study", run => run.ModelSha256),
            ("segments", run => $"{run.K}, seed {run.SegmentationSeed}, feature set {run.FeatureSet}"),
            ("mapping", run => $"{run.Mapping}, {run.MappingSha256}"),
            ("input files", run => string.Join(", ", run.Inputs.Select(file => $"{file.File} {file.Sha256[..Math.Min(8, file.Sha256.Length)]}"))),
            ("currency", run => run.Currency),
            ("level of buying", run => run.AssumedLevel is null ? "anchored" : "assumed"),
        ];
        foreach (var (what, of) in rows)
            if (of(first) != of(second))
                yield return new MadeDifference(what, of(first), of(second));
        foreach (var name in first.Settings.Keys.Union(second.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (one, other) = (first.Settings.GetValueOrDefault(name, NotStated), second.Settings.GetValueOrDefault(name, NotStated));
            if (one != other)
                yield return new MadeDifference(RunWords.Plain(name), one, other);
        }
    }

    // Every field of the scenario as the record writes it: a field that is added later is compared too.
    private static IEnumerable<MadeDifference> Fields(Scenario first, Scenario second)
    {
        var (one, other) = (Flat(first), Flat(second));
        foreach (var path in one.Keys.Union(other.Keys, StringComparer.Ordinal))
        {
            var (here, there) = (one.GetValueOrDefault(path, NotStated), other.GetValueOrDefault(path, NotStated));
            if (here != there)
                yield return new MadeDifference($"{RunWords.Name(first)}: {path}", here, there);
        }
    }

    private static Dictionary<string, string> Flat(Scenario scenario)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(JsonSerializer.SerializeToNode(scenario, RunFormat.Options), "");
        return fields;

        void Add(JsonNode? node, string path)
        {
            if (node is JsonObject named)
                foreach (var (name, value) in named)
                    Add(value, path.Length == 0 ? name : $"{path}.{name}");
            else if (node is JsonArray list)
                for (var i = 0; i < list.Count; i++)
                    Add(list[i], $"{path}[{((list[i] as JsonObject)?["id"] is JsonValue id ? id.ToString() : i.ToString(CultureInfo.InvariantCulture))}]");
            else
                fields[path] = node?.ToString() ?? NotStated;
        }
    }

    private static List<GroupDiff> Groups(SituationResult first, SituationResult second)
    {
        var names = first.Personas.Concat(second.Personas).Select(group => group.Name).Distinct(StringComparer.Ordinal);
        return
        [
            new GroupDiff(null, first.Population.Purchase, second.Population.Purchase),
            .. names.Select(name => new GroupDiff(name, Of(first, name), Of(second, name))),
        ];

        static Interval? Of(SituationResult situation, string name) => situation.Personas.FirstOrDefault(group => group.Name == name)?.Purchase;
    }
}

/// <summary>One thing that two runs were made with and that differs.</summary>
/// <param name="What">The thing.</param>
/// <param name="First">As in the first run.</param>
/// <param name="Second">As in the second.</param>
internal sealed record MadeDifference(string What, string First, string Second);

/// <summary>One scenario in one variant that both runs asked.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Groups">All customers, then each persona of either run.</param>
internal sealed record SituationDiff(string Scenario, string Variant, IReadOnlyList<GroupDiff> Groups);

/// <summary>Shares that buy. Their difference has no interval: the two runs were not made on the same draws, so that what is uncertain in one says nothing about the other.</summary>
/// <param name="Persona">Name of the persona; null for all customers.</param>
/// <param name="First">Share that buys in the first run; null when the persona is not in it.</param>
/// <param name="Second">The same in the second.</param>
internal sealed record GroupDiff(string? Persona, Interval? First, Interval? Second)
{
    /// <summary>Second less first; NaN when one is missing.</summary>
    public double Difference => (Second?.Value ?? double.NaN) - (First?.Value ?? double.NaN);
}
