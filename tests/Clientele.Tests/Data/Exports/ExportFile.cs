using System.IO.Compression;
using System.Text;

namespace Clientele.Tests.Data.Exports;

/// <summary>A row of an export, and which order and line it tells of: −1 where it tells of none, or of the whole order.</summary>
internal sealed record ExportRow(IReadOnlyList<string> Cells, int Order, int Line)
{
    public ExportRow With(int column, string value) => this with { Cells = [.. Cells.Select((cell, i) => i == column ? value : cell)] };
}

/// <summary>Which cells stand in quotation marks.</summary>
internal enum ExportQuotes
{
    /// <summary>Where they must.</summary>
    Needed,

    /// <summary>All.</summary>
    All,

    /// <summary>All but numbers and NA, as R does.</summary>
    Texts,

    /// <summary>None whatever they hold: tab separated reports.</summary>
    None,
}

/// <summary>How a file is written.</summary>
internal sealed record ExportStyle
{
    public string Delimiter { get; init; } = ",";

    public string NewLine { get; init; } = "\n";

    public Encoding Encoding { get; init; } = new UTF8Encoding(false);

    public ExportQuotes Quotes { get; init; }

    /// <summary>What stands before a quotation mark within a cell.</summary>
    public string Escape { get; init; } = "\"";

    /// <summary>Lines above the header and below the last row, as they are.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    public IReadOnlyList<string> Below { get; init; } = [];

    public bool FinalNewLine { get; init; } = true;

    public bool Gzip { get; init; }

    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Encoding Utf8Marked { get; } = new UTF8Encoding(true);

    public static Encoding Utf16 { get; } = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
}

/// <summary>A table that is to be written as a text file.</summary>
internal sealed record ExportFile(string Name, IReadOnlyList<string> Columns, IReadOnlyList<ExportRow> Rows, ExportStyle Style)
{
    public int IndexOf(string column) => Columns.ToList().IndexOf(column);

    public string Text()
    {
        var text = new StringBuilder();
        foreach (var line in Style.Above)
            text.Append(line).Append(Style.NewLine);
        Append(text, Columns);
        foreach (var row in Rows)
            Append(text, row.Cells);
        foreach (var line in Style.Below)
            text.Append(line).Append(Style.NewLine);
        if (!Style.FinalNewLine)
            text.Length -= Style.NewLine.Length;
        return text.ToString();
    }

    public byte[] Bytes()
    {
        byte[] bytes = [.. Style.Encoding.GetPreamble(), .. Style.Encoding.GetBytes(Text())];
        return Style.Gzip ? Zip(bytes) : bytes;
    }

    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, Name), Bytes());

    public static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private void Append(StringBuilder text, IReadOnlyList<string> cells) => text.AppendJoin(Style.Delimiter, cells.Select(Cell))
        .Append(Style.NewLine);

    private string Cell(string cell)
    {
        var must = cell.Contains(Style.Delimiter, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny('"', '\n', '\r') >= 0;
        var quoted = Style.Quotes switch
        {
            ExportQuotes.All => true,
            ExportQuotes.None => false,
            ExportQuotes.Texts => must || !(cell == "NA"
                || decimal.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
                    out _)),
            _ => must,
        };
        if (!quoted)
            return cell;
        var inner = Style.Escape == "\\" ? cell.Replace("\\", @"\\", StringComparison.Ordinal) : cell;
        return "\"" + inner.Replace("\"", Style.Escape + "\"", StringComparison.Ordinal) + "\"";
    }
}
