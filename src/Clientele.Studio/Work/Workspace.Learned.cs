using Clientele.Data;
using Clientele.Reporting;
using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

// A study that a command has made brings its data and mapping along.
internal sealed partial class Workspace
{
    /// <summary>What the study's model was learned from; null before anything was learned, and where it cannot be read, which its
    /// own pages say.</summary>
    public StudyRecord? Learned()
    {
        try
        {
            return StudyFile.Inside(Study.Root, Study.StudyFile) is { } file && File.Exists(file)
                && StudyRecord.Load(Study) is { Inputs.Count: > 0 } record ? record : null;
        }
        catch (ClienteleException)
        {
            return null;
        }
    }

    // A study that a command has made: the folder that holds its files, and the mapping that they were read with.
    private DataSource? LearnedSource() => Learned() is { } record
        && Shelf.Folders().Select(known => known.Folder).FirstOrDefault(folder => StudyDay.IsFrom(record, folder)) is { } folder
        && LearnedMapping(record) is var (name, yaml)
        ? new DataSource(folder, name, yaml) { ReadOn = record.ReadOn } : null;

    private (string Name, string Yaml)? LearnedMapping(StudyRecord record)
    {
        if (MappingFile.Shipped.FirstOrDefault(name => IsReadAs(record, MappingFile.ReadShipped(name))) is { } shipped)
            return (shipped + ".yaml", MappingFile.ReadShipped(shipped));
        // Of a study of an earlier version only the mapping's hash is known.
        if (StudyFile.Inside(Study.Root, Study.Mapping) is not { } file || !File.Exists(file))
            return null;
        var yaml = File.ReadAllText(file);
        return IsReadAs(record, yaml) ? ("mapping.yaml", yaml) : null;
    }

    /// <summary>Whether a study was read with a mapping of this text.</summary>
    public static bool IsReadAs(StudyRecord record, string yaml) => MappingFile.HashOf(yaml) == record.MappingSha256;

    /// <summary>The shipped mapping that has this text; null when none has.</summary>
    public static string? ShippedName(string? yaml) => MappingFile.Shipped.FirstOrDefault(name => MappingFile.ReadShipped(name) == yaml);
}
