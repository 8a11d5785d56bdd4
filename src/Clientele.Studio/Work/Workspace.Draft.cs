using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

internal sealed partial class Workspace
{
    private const int LargestDraft = 1 << 20;
    // Every keystroke tells; the file is written when the hand rests.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private Task? _keeping;

    /// <summary>The scenario that was typed last, whole or not, asked or not; null before the first.</summary>
    public string? Draft { get; private set; }

    private string DraftFile => Path.Combine(Study.Studio, "draft.yaml");

    /// <summary>Keeps what is being typed: at once for other pages, and soon in the study for the next server.</summary>
    /// <returns>Done when it is in the study, or could not be, which the operator was told.</returns>
    public Task Keep(string yaml)
    {
        lock (_gate)
        {
            Draft = yaml;
            return _keeping ??= KeepSoonAsync();
        }
    }

    private async Task KeepSoonAsync()
    {
        await Task.Delay(Rest).ConfigureAwait(false);
        string? draft;
        lock (_gate)
            (draft, _keeping) = (Draft, null);
        try
        {
            if (draft is { Length: <= LargestDraft })
                WholeFile.Write(StudyFile.Require(Study.Root, DraftFile), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(draft)));
        }
        catch (Exception problem) when (problem is ClienteleException or IOException or UnauthorizedAccessException)
        {
            Options.Notice(Options.Hide($"studio: the scenario that is being typed cannot be kept: {problem.Message}".ReplaceLineEndings(" ")));
        }
    }

    private string? ReadDraft()
    {
        try
        {
            return StudyFile.Inside(Study.Root, DraftFile) is { } file && new FileInfo(file) is { Exists: true, Length: <= 4 * LargestDraft } ? File.ReadAllText(file) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Options.Notice(Options.Hide($"studio: the scenario that was typed last cannot be read: {problem.Message}".ReplaceLineEndings(" ")));
            return null;
        }
    }
}
