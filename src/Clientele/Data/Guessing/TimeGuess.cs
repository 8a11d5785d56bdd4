using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>Decides how a column's times are written: which pattern, and which of two numbers is the day.</summary>
internal static class TimeGuess
{
    private static readonly DateTime Earliest = new(1990, 1, 1);

    /// <summary>Looks at a column; null when it holds no times.</summary>
    /// <param name="distinct">Different values of the whole file.</param>
    /// <param name="inOrder">Values of the first rows in their order.</param>
    /// <param name="latest">Last plausible time; null = any.</param>
    /// <param name="named">Whether the column's name says that it holds times.</param>
    /// <param name="isByNumber">Whether the rows stand in the order of the orders' numbers.</param>
    public static TimeReading? Of(IReadOnlyList<string> distinct, IReadOnlyList<string> inOrder, DateTime? latest, bool named,
        bool isByNumber = false)
    {
        if (distinct.Count == 0)
            return null;
        if (NumberTime.Kind(distinct, named) is { } kind && !(kind == "unix" && IsCompact(distinct)))
            return new TimeReading(kind, [], kind == "excel" ? "guessed: days since 1899-12-30, as spreadsheets count"
                : "guessed: seconds or milliseconds since 1970");
        var readings = Candidates(distinct).Select(format => Reading.Of(format, distinct)).Where(reading => reading.Fitting > 0).ToList();
        if (readings.Count == 0)
            return null;
        var most = readings.Max(reading => reading.Fitting);
        if (10 * most < 9 * distinct.Count || (readings.All(reading => reading.Fitting < most || reading.AllOfAnotherCalendar)))
            return null;
        if (Mixed(readings, most) is { } mixed)
            return mixed;
        var left = readings.Where(reading => reading.Fitting == most).ToList();
        var why = left.Count < readings.Count && readings.Count > 1 ? "guessed: days above twelve tell day and month apart"
            : "guessed from the values";
        Keep(reading => !reading.IsImplausible(Earliest, latest), "guessed: the other reading has orders in the future or before 1990");
        // 24/05/03: a year does not change from row to row as days do; and of one day alone the later year is believed.
        Keep(reading => reading.Years <= left.Min(other => other.Years), "guessed: years change less than days",
            left.Any(reading => reading.IsYearFirst));
        Keep(reading => reading.Last.AddYears(8) > left.Max(other => other.Last), "guessed: the other reading is of many years before",
            left.Any(reading => reading.IsYearFirst));
        Keep(reading => !reading.Format.Contains('.', StringComparison.Ordinal) || !reading.Format.StartsWith("%m.",
            StringComparison.Ordinal), "guessed: dates with points begin with the day");
        // Rows that were sorted by the text of their dates tell nothing: 01/12, 02/12, 03/01 goes up in any case.
        Keep(reading => Order(inOrder, reading.Format) >= 0.98, "guessed: so that the rows are in the order of time",
            (isByNumber || !IsSorted(inOrder)) && left.Any(reading => Order(inOrder, reading.Format) is >= 0 and < 0.9));
        Keep(reading => reading.Days * 5 <= left.Max(other => other.Days),
            "guessed: the other reading spreads the orders over a far longer time", left.Max(reading => reading.DistinctDays) >= 5
            && !left.Any(IsFirstOfMonths));
        return new TimeReading(left[0].Format, [.. left.Skip(1).Select(reading => reading.Format)], left.Count > 1
            ? "day and month could also be read the other way round" : why)
        {
            Misfits = distinct.Count - most,
        };

        void Keep(Func<Reading, bool> holds, string reason, bool allowed = true)
        {
            if (!allowed || left.Count < 2 || left.Where(holds).ToList() is not { Count: > 0 } kept || kept.Count == left.Count)
                return;
            (left, why) = (kept, reason);
        }
    }

    /// <summary>Whether most of the values are times of a calendar other than the Gregorian, by their years: 2567, 1403.</summary>
    public static int? YearOfAnotherCalendar(IReadOnlyList<string> distinct)
    {
        var readings = Candidates(distinct).Select(format => Reading.Of(format, distinct))
            .Where(reading => 10 * reading.Fitting >= 9 * distinct.Count).ToList();
        return readings.Count > 0 && readings.All(reading => reading.AllOfAnotherCalendar) ? readings[0].Last.Year : null;
    }

    // Patterns that the commonest forms of the column have; one odd value in thousands adds none.
    private static List<string> Candidates(IReadOnlyList<string> distinct)
    {
        var step = Math.Max(1, distinct.Count / 300);
        return [.. distinct.Where((_, index) => index % step == 0).SelectMany(TimeFormats.Of).Distinct(StringComparer.Ordinal)];
    }

    // 20240503 and 20240503101500 are numbers too.
    private static bool IsCompact(IReadOnlyList<string> distinct) => FileSample.Mostly(distinct, TimeFormats.IsTime);

    // Days above twelve in the first place here and in the second there: no reading is right for all.
    private static TimeReading? Mixed(List<Reading> readings, int most)
    {
        var (days, months) = (readings.FirstOrDefault(reading => reading.Format.StartsWith("%d", StringComparison.Ordinal)),
            readings.FirstOrDefault(reading => reading.Format.StartsWith("%m", StringComparison.Ordinal)));
        if (days is null || months is null || Math.Max(days.Fitting, months.Fitting) < most)
            return null;
        var (onlyDays, onlyMonths) = (days.Times.Keys.Except(months.Times.Keys).Count(), months.Times.Keys.Except(days.Times.Keys).Count());
        return Math.Min(onlyDays, onlyMonths) * 50 < Math.Max(onlyDays, onlyMonths) || Math.Min(onlyDays, onlyMonths) < 2 ? null
            : new TimeReading(days.Format, [months.Format],
                $"{onlyDays} values are times only with the day first, {onlyMonths} only with the month first");
    }

    // The first of twelve months, or the twelve first days of January?
    private static bool IsFirstOfMonths(Reading reading) => reading.Times.Values.All(time => time.Day == 1);

    /// <summary>Share of the steps from one row to the next that go one way in time, the better of the two ways; −1 where too few rows
    /// differ.</summary>
    private static double Order(IReadOnlyList<string> values, string format)
    {
        var (up, down) = (0, 0);
        DateTime? before = null;
        foreach (var value in values)
        {
            if (TimePattern.Read(value, format) is not { } time)
                continue;
            if (before is { } last && last.Date != time.Written.Date)
                _ = time.Written > last ? up++ : down++;
            before = time.Written;
        }
        return up + down < 8 ? -1 : (double)Math.Max(up, down) / (up + down);
    }

    private static bool IsSorted(IReadOnlyList<string> values)
    {
        var steps = values.Skip(1).Zip(values, (after, before) => Math.Sign(string.CompareOrdinal(after, before))).Where(step => step != 0)
            .ToList();
        return steps.Count == 0 || Math.Max(steps.Count(step => step > 0), steps.Count(step => step < 0)) >= 0.98 * steps.Count;
    }

    /// <summary>The values under one pattern.</summary>
    private sealed record Reading(string Format, IReadOnlyDictionary<string, DateTime> Times)
    {
        public int Fitting => Times.Count;

        public DateTime First { get; } = Times.Count == 0 ? default : Times.Values.Min();

        public DateTime Last { get; } = Times.Count == 0 ? default : Times.Values.Max();

        public double Days => (Last - First).TotalDays + 1;

        public int DistinctDays => Times.Values.Select(time => time.Date).Distinct().Count();

        public int Years { get; } = Times.Values.Select(time => time.Year).Distinct().Count();

        public bool IsYearFirst => Format.StartsWith("%y", StringComparison.Ordinal);

        public bool AllOfAnotherCalendar => Times.Values.All(time => time.Year is (>= 2400 and <= 2700) or (>= 1300 and <= 1500));

        public bool IsImplausible(DateTime earliest, DateTime? latest) => First < earliest || Last > latest;

        public static Reading Of(string format, IReadOnlyList<string> distinct) =>
            new(format, distinct.Select(value => (value, TimePattern.Read(value, format))).Where(pair => pair.Item2 is not null)
                .ToDictionary(pair => pair.value, pair => pair.Item2!.Value.Written, StringComparer.Ordinal));
    }

    /// <summary>What a reading would give, in words.</summary>
    public static string Gives(IReadOnlyList<string> values, string format, IReadOnlyList<DayOfWeek> weekend)
    {
        var times = values.Select(value => TimePattern.Read(value, format)?.Written).OfType<DateTime>().ToList();
        return times.Count == 0 ? "no value can be read"
            : string.Create(CultureInfo.InvariantCulture, $"first {times.Min():yyyy-MM-dd}, last {times.Max():yyyy-MM-dd}, "
                + $"{times.Count(time => weekend.Contains(time.DayOfWeek))} of {times.Count} at a weekend");
    }
}
