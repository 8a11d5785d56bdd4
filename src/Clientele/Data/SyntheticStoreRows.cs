using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Clientele.Data;

/// <summary>Rows of one CSV file as UTF-8 bytes in a buffer that grows: fields are written one after the other, each followed by a comma,
/// and <see cref="EndRow"/> turns the last comma into a line feed.</summary>
internal sealed class SyntheticStoreRows
{
    private const int Days = 1500;
    private static readonly DateTime Epoch = new(2016, 1, 1);

    // "2016-01-01 " and so on: dates are most of the bytes, so their text is made once.
    private static readonly byte[] Dates =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, Days).Select(day => Epoch.AddDays(day).ToString("yyyy-MM-dd ", null))));

    private static readonly byte[] HexPairs = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 256).Select(value => value.ToString("x2", null))));
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Rows ended since the last <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Seconds since 2016-01-01 00:00, the clock of every synthetic store.</summary>
    public static int Seconds(DateTime time) => (int)(time - Epoch).TotalSeconds;

    public void Clear() => (_length, Count) = (0, 0);

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public SyntheticStoreRows Id(SyntheticStoreId id)
    {
        var target = Reserve(33);
        ref var pairs = ref HexPairs[0];
        for (var i = 0; i < 8; i++)
        {
            var (high, low) = ((int)(byte)(id.High >> (56 - (8 * i))) * 2, (int)(byte)(id.Low >> (56 - (8 * i))) * 2);
            target[2 * i] = Unsafe.Add(ref pairs, high);
            target[(2 * i) + 1] = Unsafe.Add(ref pairs, high + 1);
            target[16 + (2 * i)] = Unsafe.Add(ref pairs, low);
            target[17 + (2 * i)] = Unsafe.Add(ref pairs, low + 1);
        }
        target[32] = (byte)',';
        _length += 33;
        return this;
    }

    public SyntheticStoreRows Number(int value)
    {
        var target = Reserve(12);
        Utf8Formatter.TryFormat(value, target, out var written);
        target[written] = (byte)',';
        _length += written + 1;
        return this;
    }

    /// <summary>An amount with two decimals: 12990 → <c>129.90</c>.</summary>
    public SyntheticStoreRows Money(int cents)
    {
        var target = Reserve(15);
        var (whole, rest) = Math.DivRem(cents, 100);
        Utf8Formatter.TryFormat(whole, target, out var written);
        target[written] = (byte)'.';
        target[written + 1] = (byte)('0' + (rest / 10));
        target[written + 2] = (byte)('0' + (rest % 10));
        target[written + 3] = (byte)',';
        _length += written + 4;
        return this;
    }

    /// <summary>A time like <c>2017-10-02 10:56:33</c>; nothing for a negative one, which means "did not happen".</summary>
    public SyntheticStoreRows Time(int seconds)
    {
        var target = Reserve(20);
        if (seconds < 0)
        {
            target[0] = (byte)',';
            _length++;
            return this;
        }
        var (day, second) = Math.DivRem(seconds, 86_400);
        Dates.AsSpan(day * 11, 11).CopyTo(target);
        TwoDigits(target, 11, second / 3_600);
        target[13] = (byte)':';
        TwoDigits(target, 14, second / 60 % 60);
        target[16] = (byte)':';
        TwoDigits(target, 17, second % 60);
        target[19] = (byte)',';
        _length += 20;
        return this;
    }

    /// <summary>A five-digit postal prefix, with leading zeros.</summary>
    public SyntheticStoreRows Zip(int prefix)
    {
        var target = Reserve(6);
        for (var i = 4; i >= 0; i--, prefix /= 10)
            target[i] = (byte)('0' + (prefix % 10));
        target[5] = (byte)',';
        _length += 6;
        return this;
    }

    /// <summary>A field whose bytes are already as the file wants them (quoted where needed); empty writes an empty field.</summary>
    public SyntheticStoreRows Text(ReadOnlySpan<byte> field)
    {
        var target = Reserve(field.Length + 1);
        field.CopyTo(target);
        target[field.Length] = (byte)',';
        _length += field.Length + 1;
        return this;
    }

    public void EndRow()
    {
        _bytes[_length - 1] = (byte)'\n';
        Count++;
    }

    /// <summary>A text as a CSV field: quoted if it holds a comma, a quote or a line break.</summary>
    public static byte[] Field(string text) => Encoding.UTF8.GetBytes(
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");

    private static void TwoDigits(Span<byte> target, int at, int value)
    {
        target[at] = (byte)('0' + (value / 10));
        target[at + 1] = (byte)('0' + (value % 10));
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        return _bytes.AsSpan(_length);
    }
}
