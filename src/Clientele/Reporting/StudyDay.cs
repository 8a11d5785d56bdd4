using Clientele.Data;

namespace Clientele.Reporting;

/// <summary>The day as of which a shop's files are read. Orders after it are not believed, so the day is part of what a study was made from.</summary>
public static class StudyDay
{
    /// <summary>The study's own day where it was made from the same files, so that they give the same rows again; else today.</summary>
    /// <param name="study">The study; null when there is none.</param>
    /// <param name="source">The files: the same when mapping, names and sizes are.</param>
    /// <param name="clock">Tells today, in the shop's zone.</param>
    public static DateOnly? Of(StudyFolder? study, TransactionSource source, TimeProvider clock)
    {
        if (study is not null && File.Exists(study.StudyFile) && Find(study) is { } record
            && record.MappingSha256 == source.Mapping.Sha256 && IsFrom(record, source.Path))
            return record.ReadOn;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(source.Mapping.TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    /// <summary>Whether a study was made from the files at a path, as their names and sizes say.</summary>
    /// <param name="record">The study; one without data of its own was made from none.</param>
    /// <param name="path">Folder or file.</param>
    internal static bool IsFrom(StudyRecord record, string path) => record.Inputs.All(input => IsSame(input, path));

    // A study that is damaged is about to be written again, or refused by what reads it.
    private static StudyRecord? Find(StudyFolder study)
    {
        try
        {
            return StudyRecord.Load(study);
        }
        catch (ClienteleException)
        {
            return null;
        }
    }

    private static bool IsSame(FileAccount input, string path) => input.Parts is { } parts
        ? parts.All(part => IsSame(part.File, part.Bytes, path))
        : IsSame(input.File, input.Bytes, path);

    private static bool IsSame(string name, long bytes, string path)
    {
        var file = new FileInfo(File.Exists(path) ? path : Path.Combine(path, name));
        return file.Exists && file.Length == bytes && file.Name == name;
    }
}
