using System.Text;

namespace Clientele.Data.Reading;

/// <summary>Writes the plain copy of a text, byte by byte (<see cref="PlainText"/>). The text is UTF-8 by now; bytes that are not are passed on, so that
/// their rows are rejected and not read with other characters.</summary>
/// <param name="copy">Receives the copy.</param>
/// <param name="format">How the text is written.</param>
/// <param name="returnsEndLines">Whether <c>\r</c> alone ends a line.</param>
/// <param name="columns">Cells of a whole row.</param>
/// <param name="skip">Lines to leave out at the start, the header's among them.</param>
/// <param name="tearWide">Whether rows with too many cells are made unreadable.</param>
internal sealed class PlainTextWriter(Stream copy, FileFormat format, bool returnsEndLines, int columns, int skip, bool tearWide)
{
    private const byte NewLine = (byte)'\n';
    private const byte Return = (byte)'\r';
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private readonly byte _delimiter = format.IsWhiteSpace ? (byte)1 : (byte)format.Delimiter[0];
    private readonly bool _quotes = !format.IsWhiteSpace;
    private readonly bool _escapes = format.Escape == '\\';
    private readonly byte[] _out = new byte[1 << 16];
    private int _used;
    private int _skip = skip;
    private int _returns;
    private int _mark;
    private int _cells = 1;
    private bool _inQuotes;
    private bool _atFieldStart = true;
    private bool _blank = true;
    private bool _escaped;

    /// <summary>Writes the header line.</summary>
    public void Header(IReadOnlyList<string> names)
    {
        foreach (var b in Encoding.UTF8.GetBytes(string.Join((char)_delimiter, names.Select(name => _quotes ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name))))
            Put(b);
        Put(NewLine);
    }

    /// <summary>Takes the next bytes of the text.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            // A byte order mark at the very start.
            if (_mark < 3)
            {
                if (b == "\uFEFF"u8[_mark])
                {
                    _mark++;
                    continue;
                }
                _mark = 3;
            }
            if (b == Return)
                _returns++;
            else if (_returns > 0)
                BehindReturns(b);
            else
                Plain(b);
        }
    }

    /// <summary>Ends the copy. A last row that is not ended by a newline may be torn: it keeps the cells that it has.</summary>
    public void Complete()
    {
        if (_returns > 0 && returnsEndLines)
            for (; _returns > 0; _returns--)
                Plain(NewLine);
        copy.Write(_out.AsSpan(0, _used));
        _used = 0;
    }

    // \r\n and \r\r\n end one line; a \r of its own ends one only where the whole file is written so.
    private void BehindReturns(byte b)
    {
        if (b != NewLine)
            for (var i = 0; i < _returns; i++)
                Plain(returnsEndLines ? NewLine : (byte)' ');
        _returns = 0;
        Plain(b);
    }

    private void Plain(byte b)
    {
        if (_skip > 0)
        {
            if (b == NewLine)
                _skip--;
            return;
        }
        if (_inQuotes)
            Quoted(b);
        else if (b == NewLine)
            EndRow();
        else
        {
            if (b == _delimiter)
                _cells++;
            else if (b == Quote && _quotes && _atFieldStart)
                _inQuotes = true;
            _atFieldStart = b == _delimiter;
            _blank = false;
            Put(b);
        }
    }

    private void Quoted(byte b)
    {
        if (_escaped)
        {
            // \" is a quote and \\ a backslash; before anything else a backslash is itself.
            _escaped = false;
            if (b == Quote)
                Put(Quote);
            else if (b != Backslash)
                Put(Backslash);
            Put(b);
        }
        else if (b == Backslash && _escapes)
            _escaped = true;
        else
        {
            // The second of two quotes opens again what the first closed.
            if (b == Quote)
                (_inQuotes, _atFieldStart) = (false, true);
            Put(b);
        }
    }

    private void EndRow()
    {
        if (format.LastCellsMayLack && !_blank)
            for (; _cells < columns; _cells++)
                Put(_delimiter);
        if (tearWide && _cells > columns)
            foreach (var b in "…"u8)
                Put(b);
        Put(NewLine);
        (_cells, _atFieldStart, _blank) = (1, true, true);
    }

    private void Put(byte b)
    {
        if (_used == _out.Length)
        {
            copy.Write(_out);
            _used = 0;
        }
        _out[_used++] = b;
    }
}
