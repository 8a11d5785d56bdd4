using System.IO.Compression;
using System.Text;

namespace Clientele.Data.Reading;

/// <summary>Text files that DuckDB does not read as they are: other encodings, line ends of old systems, lines above the header, a header of several
/// lines, backslashes before quotes, rows without their last cells. They are rewritten into a plain copy: UTF-8, one header line, one newline a line,
/// quotes doubled, every cell there.</summary>
/// <remarks>DuckDB 1.5 has no Windows-1252, stops at <c>\r\r\n</c>, and its <c>null_padding</c> would hide torn rows.</remarks>
internal static class PlainText
{
    /// <summary>The file's text as UTF-8, without a byte order mark.</summary>
    public static Stream Open(InputPart part, string encoding)
    {
        var bytes = OpenBytes(part);
        var from = encoding switch
        {
            "utf-8" => null,
            "utf-16" => BigEndian(part) ? Encoding.BigEndianUnicode : Encoding.Unicode,
            // What is called Latin-1 is Windows-1252 in practice; where the two differ, Latin-1 has no characters.
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        };
        return from is null ? bytes : Encoding.CreateTranscodingStream(bytes, from, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Whether the file has to be rewritten before DuckDB can read it.</summary>
    /// <param name="part">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="head">How it begins.</param>
    /// <param name="headerLines">Lines of the header; 0 where there is none.</param>
    public static bool IsNeeded(InputPart part, FileFormat format, TextHead head, int headerLines) =>
        format.Skip > 0 || format.Escape != '"' || format.LastCellsMayLack || headerLines > 1 || head.HasOddLineEnds
        || format.Encoding is "utf-16" or "windows-1252" || (format.IsLatin1 && HasWindowsCharacters(part));

    /// <summary>Writes the plain copy.</summary>
    /// <param name="part">The file; its columns are known.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="head">How it begins.</param>
    /// <param name="headerLines">Lines of its header; 0 where there is none.</param>
    /// <param name="tearWide">Whether rows with more cells than the header are made unreadable: DuckDB passes over one empty cell at a row's end, and the
    /// cells before it may have moved.</param>
    /// <param name="target">Path of the copy.</param>
    /// <param name="cancellationToken">Stops between buffers.</param>
    public static InputPart Rewrite(InputPart part, FileFormat format, TextHead head, int headerLines, bool tearWide, string target, CancellationToken cancellationToken)
    {
        try
        {
            using var source = Open(part, format.Encoding);
            using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
            var rewriter = new PlainTextWriter(copy, format, head.ReturnsEndLines, part.Columns.Count, format.Skip + headerLines, tearWide);
            if (headerLines > 0)
                rewriter.Header(part.Columns);
            var buffer = new byte[1 << 18];
            int read;
            while ((read = source.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rewriter.Feed(buffer.AsSpan(0, read));
            }
            rewriter.Complete();
        }
        catch (IOException problem) when (problem is not FileNotFoundException)
        {
            throw WholeFile.Explain(problem, target);
        }
        return part with { ReadPath = target, LinesBefore = format.Skip + Math.Max(0, headerLines - 1) };
    }

    /// <summary>The file's bytes, unpacked.</summary>
    public static Stream OpenBytes(InputPart part)
    {
        var file = new FileStream(part.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return part.IsGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The encoding whose mark the file begins with; null when it begins with none.</summary>
    public static string? Mark(InputPart part)
    {
        Span<byte> mark = stackalloc byte[3];
        using var bytes = OpenBytes(part);
        var read = bytes.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        return mark[..read] switch
        {
            [0xEF, 0xBB, 0xBF] => "utf-8",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "utf-16",
            _ => null,
        };
    }

    private static bool BigEndian(InputPart part)
    {
        Span<byte> mark = stackalloc byte[2];
        using var bytes = OpenBytes(part);
        return bytes.ReadAtLeast(mark, 2, throwOnEndOfStream: false) == 2 && mark[0] == 0xFE && mark[1] == 0xFF;
    }

    private static bool HasWindowsCharacters(InputPart part)
    {
        using var bytes = OpenBytes(part);
        var buffer = new byte[1 << 18];
        int read;
        while ((read = bytes.Read(buffer)) > 0)
            if (buffer.AsSpan(0, read).IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0)
                return true;
        return false;
    }
}
