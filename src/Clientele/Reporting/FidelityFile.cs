using System.Text.Json;
using Clientele.Data;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>The fidelity report of a study as JSON (<c>fidelity/fidelity.json</c>): a missing number is null.</summary>
public static class FidelityFile
{
    /// <summary>Writes the report, whole or not at all.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void Write(StudyFolder study, FidelityReport report) =>
        WholeFile.Write(study.Fidelity, stream => JsonSerializer.Serialize(stream, report, RunFormat.Options));

    /// <summary>Reads the report of a study; null when the study has not been validated.</summary>
    /// <exception cref="ClienteleException">The file is damaged or of another version.</exception>
    public static FidelityReport? Find(StudyFolder study) =>
        File.Exists(study.Fidelity) ? JsonFormat.Read<FidelityReport>(study.Fidelity, FidelityReport.SchemaName, "clientele validate", RunFormat.Options) : null;

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
