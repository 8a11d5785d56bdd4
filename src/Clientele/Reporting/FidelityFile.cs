using System.Text.Json;
using Clientele.Data;
using Clientele.Storage;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>The fidelity report of a study as JSON (<c>fidelity/fidelity.json</c>): a missing number is null.</summary>
public static class FidelityFile
{
    private const string Writer = "clientele validate";

    /// <summary>Writes the report alone, whole or not at all.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void Write(StudyFolder study, FidelityReport report)
    {
        using var files = new DraftFolder(study.Root);
        Save(new StudyFolder(files.Root), report);
        files.Commit(files.Seal(IsPart));
    }

    internal static void Save(StudyFolder draft, FidelityReport report) => WholeFile.Write(draft.Fidelity, stream => JsonSerializer.Serialize(stream, report, RunFormat.Options));

    /// <summary>Whether a file of a study belongs to its validation.</summary>
    internal static bool IsPart(string name) => name.StartsWith("fidelity/", StringComparison.Ordinal);

    /// <summary>Reads the report of a study; null when the study has not been validated.</summary>
    /// <exception cref="ClienteleException">The file is damaged or of another version.</exception>
    public static FidelityReport? Find(StudyFolder study) => Checksums.Steady(study.Root, study.Root, () =>
    {
        if (!Checksums.Has(study.Root, study.Fidelity, Writer))
            return null;
        Checksums.Check(study.Root, study.Fidelity, Writer);
        return JsonFormat.Read<FidelityReport>(study.Fidelity, FidelityReport.SchemaName, Writer, RunFormat.Options);
    });

    /// <summary>What a run says of its own fidelity: the study's short verdict when it was validated on the same files with the same agent, else that it was not.</summary>
    internal static string VerdictOf(StudyFolder study, RunRecord record)
    {
        try
        {
            return Find(study) is { } report && SpeaksFor(report, record) ? report.ShortVerdict : record.Fidelity;
        }
        catch (ClienteleException)
        {
            // A run that was paid for is not lost for it, and does not pass for validated.
            return $"{RunRecord.NotValidated} The study's {Path.GetFileName(study.Fidelity)} cannot be read: measure again.";
        }
    }

    /// <summary>Whether a validation speaks for a run: it was made on the same files with the same agent.</summary>
    public static bool SpeaksFor(FidelityReport report, RunRecord record) =>
        report.DataSha256 == Transactions.HashOf(record.Inputs.Select(file => file.Sha256), record.MappingSha256) && report.Agent == (record.Model ?? record.Agent);
}
