using System.Security.Cryptography;
using System.Text.Json;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>The record of a run, <c>run.json</c>: reports show nothing that is not in it. It holds no clock, latency, path or thread count, so
/// that equal plan, data, seed and answers give equal bytes.</summary>
public sealed record RunRecord
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/run/v1";

    internal const string Writer = "clientele simulate";

    /// <summary>What every output of a run says first.</summary>
    public const string SimulatedBanner = "Simulated, not human data.";

    /// <summary>What is said in place of a fidelity verdict when there is none.</summary>
    public const string NotValidated = "Not validated: nothing here has been compared with real decisions.";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Always <see cref="SimulatedBanner"/>.</summary>
    public string Banner { get; init; } = SimulatedBanner;

    /// <summary>How far the results were held against real decisions, in words; <see cref="NotValidated"/> if they were not.</summary>
    public string Fidelity { get; init; } = NotValidated;

    /// <summary>Version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Git revision of the engine; null when unknown.</summary>
    public required string? GitRevision { get; init; }

    /// <summary>SHA-256 of all that decides the result: model, agent, population, seed, settings and scenarios.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Every input file of the study with its hash and what became of its rows.</summary>
    public required IReadOnlyList<FileAccount> Inputs { get; init; }

    /// <summary>Name of the mapping.</summary>
    public required string Mapping { get; init; }

    /// <summary>SHA-256 of the mapping.</summary>
    public required string MappingSha256 { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>Name of the feature set.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>Number of segments.</summary>
    public required int K { get; init; }

    /// <summary>Seed of the segmentation.</summary>
    public required int SegmentationSeed { get; init; }

    /// <summary>Hash over the files of the model that decide what is simulated.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Model files that were edited after the study was written; usually empty.</summary>
    public required IReadOnlyList<string> EditedModelFiles { get; init; }

    /// <summary>Name of the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Id of the language model; null for the embedded agent.</summary>
    public required string? Model { get; init; }

    /// <summary>Population in the words of the command line.</summary>
    public required string Population { get; init; }

    /// <summary>Simulated customers.</summary>
    public required int Agents { get; init; }

    /// <summary>Seed of the simulation.</summary>
    public required int Seed { get; init; }

    /// <summary>Further options that decide the result.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>What an assumed purchase level rests on; null when the user anchored it.</summary>
    public required string? AssumedLevel { get; init; }

    /// <summary>What became of every planned question.</summary>
    public required RunAccount Account { get; init; }

    /// <summary>The personas.</summary>
    public required IReadOnlyList<RunPersona> Personas { get; init; }

    /// <summary>Results by scenario and variant, expectation checks included.</summary>
    public required IReadOnlyList<SituationResult> Situations { get; init; }

    /// <summary>Demand along a swept field; null when nothing was swept.</summary>
    public SweepResult? Sweep { get; init; }

    /// <summary>What each further variant of a scenario changes against its first; empty without variants.</summary>
    public required IReadOnlyList<EffectResult> Effects { get; init; }

    /// <summary>Tokens and cost of the answers; null for an agent that makes no calls.</summary>
    public RunUsage? Usage { get; init; }

    /// <summary>Answers word for word, at most <see cref="SimulationRun.MostVerbatims"/>.</summary>
    public required IReadOnlyList<Verbatim> Verbatims { get; init; }

    /// <summary>Answers that there were in words, of which <see cref="Verbatims"/> shows the first.</summary>
    public required int VerbatimsInAll { get; init; }

    /// <summary>SHA-256 of decisions.csv; null until <see cref="ReportWriter"/> has written it.</summary>
    public string? DecisionsSha256 { get; init; }

    /// <summary>The record of a run.</summary>
    /// <param name="manifest">What it was made with.</param>
    /// <param name="run">What came out.</param>
    /// <param name="sweep">Demand along a swept field, if one was swept.</param>
    /// <exception cref="ArgumentException">The run's personas are not the model's.</exception>
    public static RunRecord From(RunManifest manifest, SimulationRun run, SweepResult? sweep = null)
    {
        var study = manifest.Model.Study;
        var known = manifest.Model.Personas.Personas.Select(persona => persona.Id).ToHashSet(StringComparer.Ordinal);
        if (run.Agents.FirstOrDefault(agent => !known.Contains(agent.Persona.Id)) is { } stranger)
            throw new ArgumentException($"Agent {stranger.Id} has the persona {stranger.Persona.Id}, which the model does not know.", nameof(run));
        return new RunRecord
        {
            EngineVersion = manifest.EngineVersion,
            GitRevision = manifest.GitRevision,
            PlanHash = HashPlan(manifest, run, sweep),
            Inputs = study.Inputs,
            Mapping = study.Mapping,
            MappingSha256 = study.MappingSha256,
            Currency = study.Currency,
            FeatureSet = study.FeatureSet,
            K = study.K,
            SegmentationSeed = study.Seed,
            ModelSha256 = manifest.Model.Sha256,
            EditedModelFiles = manifest.Model.Edited,
            Agent = run.Agent,
            Model = manifest.ModelId,
            Population = run.Population,
            Agents = run.Agents.Count,
            Seed = run.Seed,
            Settings = new SortedDictionary<string, string>(manifest.Settings.ToDictionary(), StringComparer.Ordinal),
            AssumedLevel = run.AssumedLevel,
            Account = run.Account,
            Personas = [.. manifest.Model.Personas.Personas.Select(RunPersona.Of)],
            Situations = run.Situations,
            Sweep = sweep,
            Effects = run.Effects,
            Usage = RunUsage.Of(run, manifest),
            Verbatims = run.Verbatims,
            VerbatimsInAll = run.VerbatimsInAll,
        };
    }

    /// <summary>Reads run.json.</summary>
    /// <exception cref="ClienteleException">The file is missing, damaged, not of this format, or contradicts itself.</exception>
    public static RunRecord Load(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // runs/HASH/run.json: the study is what is locked.
        return Checksums.Steady(folder, Path.GetDirectoryName(Path.GetDirectoryName(folder)) ?? folder, () => Read(folder, path));
    }

    private static RunRecord Read(string folder, string path)
    {
        if (File.Exists(path))
            Checksums.Check(folder, path, Writer);
        try
        {
            return JsonFormat.Read<RunRecord>(path, SchemaName, Writer, RunFormat.Options);
        }
        catch (ArgumentException problem)
        {
            throw new ClienteleException($"this record of a run contradicts itself: {problem.Message}", path, "Make the run again with clientele simulate.", problem);
        }
    }

    internal void Save(string path) => WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunFormat.Options));

    private static string HashPlan(RunManifest manifest, SimulationRun run, SweepResult? sweep)
    {
        var plan = new Plan(
            manifest.EngineVersion,
            manifest.Model.Sha256,
            run.Agent,
            manifest.ModelId,
            manifest.CallPlan,
            run.Population,
            run.Seed,
            new SortedDictionary<string, string>(manifest.Settings.ToDictionary(), StringComparer.Ordinal),
            [.. run.Situations.Select(situation => situation.Scenario)],
            sweep is null ? null : new PlannedSweep(sweep.Scenario, sweep.Variant, sweep.Sweep));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, RunFormat.Options)));
    }

    private sealed record Plan(
        string EngineVersion, string ModelSha256, string Agent, string? Model, string? CallPlan, string Population, int Seed, SortedDictionary<string, string> Settings, IReadOnlyList<Scenario> Scenarios,
        PlannedSweep? Sweep);

    private sealed record PlannedSweep(string Scenario, string Variant, Sweep Sweep);
}
