using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Clientele.Reporting;

/// <summary>Formats rows of a CSV file (RFC 4180, UTF-8, \n) into a growing buffer. Texts that a spreadsheet would run as a formula get an
/// apostrophe in front; numbers are invariant and read back to the same value.</summary>
internal sealed class Csv
{
    private byte[] _buffer = new byte[1 << 16];
    private int _length;
    private bool _rowStarted;

    /// <summary>What has been formatted since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Empties the buffer and keeps its memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>A text as it stands in a file, for values that recur in many rows.</summary>
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(Quote(Neutralise(text)));

    /// <summary>Puts an apostrophe before a text that starts with = + - @ or a control character that lets one follow.</summary>
    /// <remarks>A text that already looks neutralised gets one more, so that removing one is always right.</remarks>
    public static string Neutralise(string text)
    {
        var start = 0;
        while (start < text.Length && text[start] == '\'')
            start++;
        return start < text.Length && text[start] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
    }

    public Csv Text(string text) => Encoded(Encode(text));

    /// <summary>A value from <see cref="Encode"/>.</summary>
    public Csv Encoded(ReadOnlySpan<byte> value)
    {
        Separate();
        value.CopyTo(Room(value.Length));
        _length += value.Length;
        return this;
    }

    /// <summary>An empty field: not known.</summary>
    public Csv Missing()
    {
        Separate();
        return this;
    }

    public Csv Integer(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        _length += written;
        return this;
    }

    /// <summary>The shortest digits that read back to the same number; NaN is an empty field.</summary>
    public Csv Number(double value)
    {
        Separate();
        if (double.IsNaN(value))
            return this;
        value.TryFormat(Room(32), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    public Csv Flag(bool value) => Encoded(value ? "true"u8 : "false"u8);

    /// <summary>Probabilities with six significant digits, separated by semicolons.</summary>
    public Csv Probabilities(ReadOnlySpan<float> values)
    {
        Separate();
        for (var i = 0; i < values.Length; i++)
        {
            var room = Room(20);
            var at = 0;
            if (i > 0)
                room[at++] = (byte)';';
            _length += at + Probability(values[i], room[at..]);
        }
        return this;
    }

    public void EndRow()
    {
        Room(1)[0] = (byte)'\n';
        _length++;
        _rowStarted = false;
    }

    /// <summary>Six significant digits; the common range without the general formatter.</summary>
    internal static int Probability(float value, Span<byte> room)
    {
        if (value is not (>= 0.1f and < 1f))
        {
            value.TryFormat(room, out var general, "G6", CultureInfo.InvariantCulture);
            return general;
        }
        var digits = (int)Math.Round(value * 1e6, MidpointRounding.AwayFromZero);
        if (digits >= 1_000_000)
        {
            room[0] = (byte)'1';
            return 1;
        }
        (room[0], room[1]) = ((byte)'0', (byte)'.');
        var last = 6;
        for (; digits % 10 == 0; digits /= 10)
            last--;
        for (var i = last; i >= 1; i--, digits /= 10)
            room[1 + i] = (byte)('0' + digits % 10);
        return 2 + last;
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private void Separate()
    {
        if (_rowStarted)
        {
            Room(1)[0] = (byte)',';
            _length++;
        }
        _rowStarted = true;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        return _buffer.AsSpan(_length);
    }
}
