using System.IO.Hashing;

namespace Clientele.Data.Reading;

/// <summary>Counts the records of a CSV stream byte by byte, quotes and newlines inside quoted fields respected, independently of DuckDB:
/// what <see cref="FileAccount.Rows"/> is asserted against, and how a record number becomes a physical line.</summary>
/// <remarks>Works on any encoding in which the quote, the delimiter and the newline are single ASCII bytes (UTF-8, Latin-1).</remarks>
/// <param name="delimiter">Separates cells.</param>
/// <param name="quote">Encloses cells; null where none does.</param>
/// <param name="onRecord">Receives each logical line: its number, the physical line on which it starts, whether it is blank.</param>
/// <param name="columns">Cells of a whole record; 0 = not looked at.</param>
internal sealed class CsvRecordScanner(byte delimiter, byte? quote, Action<long, long, bool>? onRecord = null, int columns = 0)
{
    private const byte NewLine = (byte)'\n';
    private const byte Return = (byte)'\r';

    private bool _inQuotes;
    private bool _quoteJustClosed;
    private bool _atFieldStart = true;
    private bool _blank = true;
    private int _delimiters;
    private ulong _carried;
    private long _line = 1;
    private long _startLine = 1;

    /// <summary>Records with content so far, the header included.</summary>
    public long Records { get; private set; }

    /// <summary>Hashes of the records, the header included, where <c>columns</c> is given; complete for up to <see cref="MostHashes"/> records.</summary>
    public List<ulong> Hashes { get; } = [];

    /// <summary>Records of which hashes are kept: 8 bytes each.</summary>
    public const int MostHashes = 8_000_000;

    /// <summary>Records with more cells than a whole one has.</summary>
    public long WideRecords { get; private set; }

    /// <summary>Logical lines so far: records and blank lines.</summary>
    public long LogicalLines { get; private set; }

    /// <summary>Line in which the record begins whose quote is still open at the end; 0 when none is.</summary>
    public long UnclosedLine { get; private set; }

    /// <summary>Takes the next bytes of the stream.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        var position = 0;
        var start = 0;
        while (position < bytes.Length)
        {
            var rest = bytes[position..];
            var records = Records;
            var lines = LogicalLines;
            position += _inQuotes ? Quoted(rest) : Unquoted(rest);
            if (LogicalLines == lines)
                continue;
            if (columns > 0 && Records > records && Hashes.Count < MostHashes)
                Hashes.Add(XxHash3.HashToUInt64(bytes[start..position].TrimEnd("\r\n"u8), (long)_carried));
            (start, _carried) = (position, 0);
        }
        // A record that goes on in the next bytes; cut elsewhere, an equal record would have another hash: one in a megabyte.
        if (columns > 0 && start < bytes.Length)
            _carried = XxHash3.HashToUInt64(bytes[start..], (long)_carried);
    }

    /// <summary>Ends the stream: a last record without a newline counts.</summary>
    public void Complete()
    {
        if (_inQuotes)
            UnclosedLine = _startLine;
        if (_blank && !_inQuotes)
            return;
        EndRecord();
        if (columns > 0 && Hashes.Count < MostHashes)
            Hashes.Add(_carried);
    }

    // Returns the bytes consumed; stops after a newline or an opening quote.
    private int Unquoted(ReadOnlySpan<byte> rest)
    {
        if (_quoteJustClosed)
        {
            // A quote right after a closing quote is an escaped quote: the field goes on.
            _quoteJustClosed = false;
            if (rest[0] == quote)
            {
                _inQuotes = true;
                return 1;
            }
        }
        var stop = quote is { } q ? rest.IndexOfAny(NewLine, q) : rest.IndexOf(NewLine);
        var plain = stop < 0 ? rest : rest[..stop];
        if (!plain.IsEmpty)
        {
            if (_blank && plain.IndexOfAnyExcept(Return) >= 0)
                _blank = false;
            _atFieldStart = plain[^1] == delimiter;
            if (columns > 0)
                _delimiters += plain.Count(delimiter);
        }
        if (stop < 0)
            return rest.Length;
        if (rest[stop] == NewLine)
        {
            _line++;
            EndRecord();
            return stop + 1;
        }
        _blank = false;
        if (_atFieldStart)
            _inQuotes = true;   // elsewhere a quote is an ordinary character: 5" pipe
        _atFieldStart = false;
        return stop + 1;
    }

    private int Quoted(ReadOnlySpan<byte> rest)
    {
        var stop = rest.IndexOfAny(NewLine, quote!.Value);
        if (stop < 0)
            return rest.Length;
        if (rest[stop] == NewLine)
        {
            _line++;
            return stop + 1;
        }
        _inQuotes = false;
        _quoteJustClosed = true;
        return stop + 1;
    }

    private void EndRecord()
    {
        LogicalLines++;
        if (!_blank)
        {
            Records++;
            if (columns > 0 && _delimiters >= columns)
                WideRecords++;
        }
        _delimiters = 0;
        onRecord?.Invoke(LogicalLines, _startLine, _blank);
        _startLine = _line;
        _blank = true;
        _atFieldStart = true;
        _inQuotes = false;
        _quoteJustClosed = false;
    }
}
