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

    /// <summary><c>utf-8</c> (default; a byte order mark is skipped), <c>latin-1</c>, <c>windows-1252</c> or <c>utf-16</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Lines before the header that are no part of the table: titles, <c>sep=;</c>, blank lines. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>What stands before a quote inside a quoted value: another quote (default) or a backslash.</summary>
    public char Escape { get; init; } = '"';

    /// <summary>Whether rows may lack their last cells where these are empty. Default false: such a row is torn.</summary>
    public bool LastCellsMayLack { get; init; }

    internal bool IsWhiteSpace => Delimiter == "whitespace";

    internal bool IsLatin1 => Encoding == "latin-1";
}
