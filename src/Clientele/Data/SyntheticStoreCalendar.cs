namespace Clientele.Data;

/// <summary>When orders are placed and how fast parcels travel, over the two years of a synthetic store (September 2016 to August 2018).</summary>
internal sealed class SyntheticStoreCalendar
{
    /// <summary>Orders of each month from 2016-09, in Olist's proportions: growth, and a jump in November 2017.</summary>
    private static readonly double[] Months =
    [
        4, 324, 0, 1, 800, 1780, 2680, 2400, 3700, 3245, 4025, 4330, 4285, 4630, 7544, 5670, 7270, 6730, 7210, 6940, 6870, 6170, 6290, 6510,
    ];

    // From Sunday on.
    private static readonly double[] Weekdays = [0.1215, 0.162, 0.159, 0.1555, 0.149, 0.142, 0.111];

    private static readonly double[] HoursOfDay =
    [
        24, 12, 5, 3, 2, 2, 5, 12, 30, 48, 62, 67, 61, 65, 65, 65, 66, 62, 59, 59, 64, 64, 57, 42,
    ];

    private static readonly double[] HoursOfDelivery = [30, 16, 7, 3, 2, 2, 3, 4, 9, 12, 18, 27, 39, 48, 59, 69, 82, 90, 101, 97, 94, 78, 62, 48];
    private readonly int[] _days;
    private readonly SyntheticStoreAlias[] _byPersona;
    private readonly SyntheticStoreAlias[] _weekdays;

    public SyntheticStoreCalendar(IReadOnlyList<SyntheticStorePersona> personas)
    {
        var first = new DateTime(2016, 9, 1);
        var dates = Enumerable.Range(0, (new DateTime(2018, 9, 1) - first).Days).Select(i => first.AddDays(i)).ToArray();
        _days = Array.ConvertAll(dates, date => SyntheticStoreRows.Seconds(date) / 86_400);
        var monthSums = new double[Months.Length];
        foreach (var date in dates)
            monthSums[MonthOf(date)] += DayWeight(date);
        _byPersona = [.. personas.Select(persona => new SyntheticStoreAlias(Array.ConvertAll(dates,
            date => Months[MonthOf(date)] / monthSums[MonthOf(date)] * DayWeight(date) * WeekendFactor(date.DayOfWeek, persona))))];
        _weekdays = [.. personas.Select(persona => new SyntheticStoreAlias(
            Weekdays.Select((weight, day) => weight * WeekendFactor((DayOfWeek)day, persona)).ToArray()))];
    }

    /// <summary>Hour of a purchase.</summary>
    public SyntheticStoreAlias Hours { get; } = new(HoursOfDay);

    /// <summary>Hour of a delivery.</summary>
    public SyntheticStoreAlias DeliveryHours { get; } = new(HoursOfDelivery);

    /// <summary>First and last day with orders, counted from 2016-01-01.</summary>
    public (int First, int Last) Range => (_days[0], _days[^1]);

    /// <summary>A day of purchase.</summary>
    public int Day(SeededRandom random, int persona) => _days[_byPersona[persona].Draw(random)];

    /// <summary>A day of the same week (Sunday to Saturday) with the persona's weekday habits.</summary>
    public int DayOfWeek(SeededRandom random, int persona, int day)
    {
        var sunday = day - ((day + 5) % 7); // 2016-01-01 was a Friday.
        return sunday + _weekdays[persona].Draw(random);
    }

    /// <summary>Months since 2016-01.</summary>
    public static int Month(int day) => MonthOfDay[day];

    /// <summary>Factor on days in transit: overloaded after Black Friday and in the first quarter of 2018, blocked by the strike of May 2018.</summary>
    public static double Transit(int day) => day is >= 871 and <= 881 ? 1.35 : TransitByMonth[Month(day)];

    /// <summary>Factor on the promised days: cautious at first, bold in the last month.</summary>
    public static double Promise(int day) => PromiseByMonth[Month(day)];

    private static readonly byte[] MonthOfDay =
        [.. Enumerable.Range(0, 1100).Select(day => new DateTime(2016, 1, 1).AddDays(day)).Select(date => (byte)(((date.Year - 2016) * 12) + date.Month - 1))];

    private static readonly double[] TransitByMonth = Factors((22, 1.12), (23, 1.08), (25, 1.12), (26, 1.18), (29, 0.82), (30, 0.82), (31, 0.75));
    private static readonly double[] PromiseByMonth = Factors((8, 2), (9, 2), (10, 2), (11, 1.8), (12, 1.55), (13, 1.25), (23, 1.12), (29, 1.12), (30, 0.85), (31, 0.66));

    private static double[] Factors(params (int Month, double Factor)[] exceptions)
    {
        var factors = Enumerable.Repeat(1.0, 37).ToArray();
        foreach (var (month, factor) in exceptions)
            factors[month] = factor;
        return factors;
    }

    private static int MonthOf(DateTime date) => ((date.Year - 2016) * 12) + date.Month - 9;

    private static double WeekendFactor(DayOfWeek day, SyntheticStorePersona persona) =>
        day is System.DayOfWeek.Saturday or System.DayOfWeek.Sunday ? Math.Exp(persona.Weekend) : 1;

    private static double DayWeight(DateTime date) => Weekdays[(int)date.DayOfWeek] * date switch
    {
        // Black Friday 2017 and the days around it; then the lorry drivers' strike.
        { Year: 2017, Month: 11, Day: 23 } => 1.5,
        { Year: 2017, Month: 11, Day: 24 } => 7.2,
        { Year: 2017, Month: 11, Day: 25 } => 4.0,
        { Year: 2017, Month: 11, Day: 26 } => 3.0,
        { Year: 2017, Month: 11, Day: 27 } => 2.2,
        { Year: 2017, Month: 11, Day: 28 } => 2.0,
        { Year: 2017, Month: 11, Day: 29 } => 1.9,
        { Year: 2017, Month: 11, Day: 30 } => 1.5,
        { Year: 2018, Month: 5, Day: >= 21 } => 0.55,
        { Year: 2018, Month: 8, Day: >= 30 } => 0,
        _ => 1,
    };
}
