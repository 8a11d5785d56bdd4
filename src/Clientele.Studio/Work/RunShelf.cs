using Clientele.Reporting;
using Clientele.Simulation.Calls;
using Clientele.Studio.Security;
using Clientele.Validation;

namespace Clientele.Studio.Work;

/// <summary>The finished runs of a study and what speaks for them, read again only where a file has changed.</summary>
internal sealed class RunShelf(StudyFolder study, RequestFiles requests, StudioOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTime Written, RunRecord? Record, string? Problem)> _read = new(StringComparer.Ordinal);
    private (DateTime Written, FidelityReport Report)? _fidelity;

    /// <summary>All finished runs, the newest first; one whose record is damaged is there with its problem.</summary>
    public IReadOnlyList<ShelvedRun> All()
    {
        if (StudyFile.Inside(study.Root, study.Runs) is not { } folder || !Directory.Exists(folder))
            return [];
        var asked = requests.All();
        return [.. StudyFile.Listing(folder, () => new DirectoryInfo(folder).GetDirectories()).Select(run => Read(run.Name, asked)).OfType<ShelvedRun>().OrderByDescending(run => run.At).ThenBy(run => run.Hash, StringComparer.Ordinal)];
    }

    /// <summary>One run; null when there is none.</summary>
    /// <param name="hash">Name of its folder, or its whole hash.</param>
    public ShelvedRun? Find(string hash) => Read(hash[..Math.Min(16, hash.Length)], requests.All());

    /// <summary>The study's validation; null when there is none.</summary>
    /// <exception cref="ClienteleException">The file is damaged.</exception>
    public FidelityReport? Fidelity()
    {
        if (StudyFile.Inside(study.Root, study.Fidelity) is not { } file || !File.Exists(file))
            return null;
        lock (_gate)
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (_fidelity is { } known && known.Written == written)
                return known.Report;
            if (FidelityFile.Find(study) is not { } report)
                return null;
            _fidelity = (written, report);
            return report;
        }
    }

    /// <summary>Runs of language models that the journal knows, that lack answers and that no finished run is made of, the newest first.</summary>
    /// <exception cref="ClienteleException">The journal is damaged.</exception>
    public IReadOnlyList<JournalPlan> Incomplete()
    {
        if (StudyFile.Inside(study.Root, study.Journal) is not { } file || !Path.Exists(file))
            return [];
        var finished = All().Select(run => run.Record?.Usage?.CallPlan).OfType<string>().ToHashSet(StringComparer.Ordinal);
        using var journal = Journal.OpenToRead(file);
        return [.. journal.Plans().Where(plan => plan.Replied < plan.Calls && !finished.Contains(plan.Id)).Reverse()];
    }

    /// <summary>How far a run was held against real behaviour.</summary>
    /// <param name="report">The study's validation, if there is one.</param>
    /// <param name="record">The run.</param>
    public static RunStanding Standing(FidelityReport? report, RunRecord record) =>
        report is null || !FidelityFile.SpeaksFor(report, record) || report.Claims.Validated.Count + report.Claims.Directional.Count == 0 ? RunStanding.NotValidated
        : report.Claims.Directional.Count + report.Claims.NotValidated.Count == 0 ? RunStanding.Validated : RunStanding.InPart;

    /// <summary>What a request asks about, in words; its text may have been spoilt since.</summary>
    public static string Scenarios(ScenarioRequest request)
    {
        try
        {
            return Words.List([.. request.Definitions().SelectMany(definition => definition.Scenarios).Select(scenario => RunWords.Plain(scenario.Name)).Distinct(StringComparer.Ordinal)], 4);
        }
        catch (ClienteleException)
        {
            return "scenario file with problems";
        }
    }

    private ShelvedRun? Read(string hash, IReadOnlyList<ScenarioRequest> asked)
    {
        if (!Downloads.IsHash(hash) || StudyFile.Inside(study.Root, study.Run(hash).RunFile) is not { } file || !File.Exists(file))
            return null;
        var written = File.GetLastWriteTimeUtc(file);
        (DateTime Written, RunRecord? Record, string? Problem) known;
        lock (_gate)
            if (!_read.TryGetValue(file, out known) || known.Written != written)
                _read[file] = known = Load(file, written);
        return new ShelvedRun(hash, written, known.Record, asked.FirstOrDefault(request => request.Run is { } run && run == known.Record?.PlanHash), known.Problem);
    }

    private (DateTime Written, RunRecord? Record, string? Problem) Load(string file, DateTime written)
    {
        try
        {
            return (written, RunRecord.Load(file), null);
        }
        catch (ClienteleException problem)
        {
            return (written, null, options.Hide($"{problem.Message} {problem.Hint}"));
        }
    }
}

/// <summary>How far a run was held against real behaviour.</summary>
internal enum RunStanding
{
    /// <summary>Not at all, or in nothing that passed.</summary>
    NotValidated,

    /// <summary>Some claims passed, others did not or cannot be seen in purchases.</summary>
    InPart,

    /// <summary>Every claim passed.</summary>
    Validated,
}

/// <summary>A finished run.</summary>
/// <param name="Hash">Name of its folder.</param>
/// <param name="At">When it was written.</param>
/// <param name="Record">What it found; null when that cannot be read.</param>
/// <param name="Request">What was asked for on these pages; null for a run of the command line.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
internal sealed record ShelvedRun(string Hash, DateTimeOffset At, RunRecord? Record, ScenarioRequest? Request, string? Problem)
{
    /// <summary>Who was asked: the language model, or the agent.</summary>
    public string Who => Record is null ? "" : Record.Model ?? (Record.Agent == "choice" ? "choice model" : Record.Agent);

    /// <summary>Names of the scenarios.</summary>
    public string Scenarios => Record is null ? "" : Words.List([.. Record.Situations.Select(situation => RunWords.Plain(situation.Scenario.Name)).Distinct(StringComparer.Ordinal)], 4);
}
