using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>Reads times by a strptime pattern as the loader does, for guessing: what it cannot read, the loader cannot.</summary>
internal static class TimePattern
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    /// <summary>Offsets of the words that the loader knows for a zone.</summary>
    public static IReadOnlyDictionary<string, int> ZoneHours { get; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["WEST"] = 1,
        ["BST"] = 1,
        ["CET"] = 1,
        ["MEZ"] = 1,
        ["CEST"] = 2,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["JST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
        ["KST"] = 9,
        ["MSK"] = 3,
        ["BRT"] = -3,
        ["ART"] = -3,
        ["AKST"] = -9,
        ["AKDT"] = -8,
        ["HST"] = -10,
    };

    /// <summary>The time that a text states under a pattern; null when it does not fit.</summary>
    public static Moment? Read(string text, string pattern)
    {
        if (pattern == "iso")
            return IsoTime.Read(text);
        if (pattern is "excel" or "unix")
            return NumberTime.Read(text, pattern);
        var reader = new Reader(text);
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] == '%' && i + 1 < pattern.Length ? !reader.Take(pattern[++i]) : !reader.TakeLiteral(pattern[i]))
                return null;
        return reader.Result();
    }

    private ref struct Reader(string text)
    {
        private int _at;
        private int _year = -1;
        private int _month = -1;
        private int _day = -1;
        private int _hour;
        private int _minute;
        private int _second;
        private bool? _afternoon;
        private int _weekday = -1;
        private TimeSpan? _offset;

        // As many blanks as there are: "May  3 2024" is as wide as "May 13 2024".
        public bool TakeLiteral(char literal)
        {
            if (_at >= text.Length || text[_at] != literal)
                return false;
            _at++;
            while (literal == ' ' && _at < text.Length && text[_at] == ' ')
                _at++;
            return true;
        }

        public bool Take(char directive) => directive switch
        {
            'Y' => Digits(4, 4, out _year),
            'y' => Digits(2, 2, out _year) && (_year += _year < 69 ? 2000 : 1900) > 0,
            'm' => Digits(1, 2, out _month),
            'd' => Digits(1, 2, out _day),
            'H' => Digits(1, 2, out _hour) && _hour < 24,
            'I' => Digits(1, 2, out _hour) && _hour is >= 1 and <= 12,
            'M' => Digits(1, 2, out _minute) && _minute < 60,
            'S' => Digits(1, 2, out _second) && _second < 60,
            'f' => Digits(1, 6, out _),
            'p' => HalfDay(),
            'b' => Name(Months, 3, out _month) && ++_month > 0,
            'B' => Name(Months, 0, out _month) && ++_month > 0,
            'a' => Name(Days, 3, out _weekday),
            'A' => Name(Days, 0, out _weekday),
            'z' or 'Z' => Zone(),
            '%' => TakeLiteral('%'),
            _ => false,
        };

        public Moment? Result()
        {
            if (_at != text.Length || _month is < 1 or > 12 || _year < 1 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month))
                return null;
            var hour = _afternoon is null ? _hour : _hour % 12 + (_afternoon.Value ? 12 : 0);
            var time = new DateTime(_year, _month, _day, hour, _minute, _second);
            return _weekday >= 0 && (int)time.DayOfWeek != _weekday ? null : new Moment(time, _offset);
        }

        private bool Digits(int least, int most, out int number)
        {
            (number, var start) = (0, _at);
            while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
                number = 10 * number + (text[_at++] - '0');
            return _at - start >= least;
        }

        private bool HalfDay()
        {
            if (_at + 2 > text.Length || (text[_at + 1] | 0x20) != 'm' || (text[_at] | 0x20) is not ('a' or 'p'))
                return false;
            _afternoon = (text[_at] | 0x20) == 'p';
            _at += 2;
            return true;
        }

        private bool Name(string[] names, int length, out int index)
        {
            for (index = 0; index < names.Length; index++)
            {
                var name = length > 0 && names[index].Length > length ? names[index][..length] : names[index];
                if (name.Length > 0 && string.Compare(text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    _at += name.Length;
                    return true;
                }
            }
            return false;
        }

        private bool Zone()
        {
            _offset = Offset(text[_at..]);
            _at = text.Length;
            return _offset is not null;
        }
    }

    /// <summary>The offset that a text states by number or word; null when it is none.</summary>
    public static TimeSpan? Offset(string text)
    {
        if (ZoneHours.TryGetValue(text, out var hours))
            return TimeSpan.FromHours(hours);
        if (text.Length is not (3 or 5 or 6) || text[0] is not ('+' or '-'))
            return null;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is not (2 or 4) || !digits.All(char.IsAsciiDigit))
            return null;
        var offset = new TimeSpan(int.Parse(digits[..2], CultureInfo.InvariantCulture), digits.Length == 4
            ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0, 0);
        return offset > TimeSpan.FromHours(14) ? null : text[0] == '-' ? -offset : offset;
    }
}
