namespace Clientele.Data.Reading;

/// <summary>One file on disk of an <see cref="InputFile"/>.</summary>
/// <param name="Name">File name without folder, as found (it may end in .gz or .parquet where the mapping says .csv).</param>
/// <param name="FullPath">Where the file is.</param>
internal sealed record InputPart(string Name, string FullPath)
{
    /// <summary>Column names in the order of the file, each unique.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The file that DuckDB reads: the file itself, or a rewritten copy of it (<see cref="PlainText"/>).</summary>
    public string ReadPath { get; init; } = FullPath;

    /// <summary>Lines of the file that the copy lacks: what is added to a line of the copy to find it in the file.</summary>
    public int LinesBefore { get; init; }

    public bool IsParquet => Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    public bool IsGzip => Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether DuckDB reads a rewritten copy.</summary>
    public bool IsRewritten => ReadPath != FullPath;
}
