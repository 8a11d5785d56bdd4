namespace Clientele.Data;

/// <summary>How the bytes of a text file become columns. Parquet files need none of it.</summary>
public sealed record FileFormat
{
    /// <summary>One character between columns, or <c>whitespace</c> for any run of blanks and tabs. Default comma.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Whether the first line names the columns. Default true.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Column names of a file without a header, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary><c>utf-8</c> (default; a byte order mark is skipped) or <c>latin-1</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    internal bool IsWhiteSpace => Delimiter == "whitespace";

    internal bool IsLatin1 => Encoding == "latin-1";
}
