using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Decides the formats of all columns of times together: columns of one file that are written alike are read alike.</summary>
internal static partial class TimeColumns
{
    private static readonly Meaning[] Meanings = [Meaning.OrderedAt, Meaning.PromisedAt, Meaning.DeliveredAt, Meaning.CreatedAt];

    /// <summary>Formats by file and column; columns that are times in their file already are left out.</summary>
    public static IReadOnlyDictionary<(string File, string Column), TimeReading> Of(IReadOnlyList<FileMeanings> files, DateOnly? today)
    {
        var readings = new Dictionary<(string File, string Column), TimeReading>();
        foreach (var file in files)
            foreach (var meaning in Meanings)
                if (file[meaning] is { IsTyped: false } column && One(file, column, meaning, today) is { } reading)
                    readings.TryAdd((file.Name, column.Name), reading);
        foreach (var (key, reading) in readings.Where(pair => pair.Value.IsAmbiguous).ToList())
            if (readings.Where(other => other.Key.File == key.File && !other.Value.IsAmbiguous
                && (other.Value.Format == reading.Format || reading.Others.Contains(other.Value.Format, StringComparer.Ordinal)))
                .Select(other => (other.Key.Column, other.Value.Format)).FirstOrDefault() is { Column: { } as_ } like)
                readings[key] = new TimeReading(like.Format, [], $"guessed: as in {as_}") { Misfits = reading.Misfits };
        return readings;
    }

    private static TimeReading? One(FileMeanings file, ColumnProfile column, Meaning meaning, DateOnly? today)
    {
        // Orders are not placed after tomorrow; deliveries are promised for later.
        var latest = today?.AddDays(meaning == Meaning.OrderedAt ? 1 : 730).ToDateTime(TimeOnly.MaxValue);
        var reading = TimeGuess.Of([.. column.All.Where(value => !EmptyGuess.IsFiller(value))],
            [.. column.Cells.Where(cell => cell.Length > 0)], latest, named: true, IsByNumber(file[Meaning.OrderId]));
        if (meaning != Meaning.OrderedAt || file[Meaning.OrderedTime] is not { } clock || reading is null)
            return reading;
        var pattern = clock.Counts.Keys.Select(TimeFormats.OfClock).OfType<string>().GroupBy(found => found, StringComparer.Ordinal)
            .MaxBy(group => group.Count())?.Key ?? "%H:%M";
        return reading with
        {
            Format = Joined(reading.Format, pattern),
            Others = [.. reading.Others.Select(other => Joined(other, pattern))]
        };
    }

    /// <summary>Times of the orders' rows where all are written in UTC: with an offset of nought, counted in seconds, or by the column's name.</summary>
    public static IReadOnlyList<DateTime> InUtc(ShopGuess shop)
    {
        if (shop.Orders[Meaning.OrderedAt] is not { } column || shop.TimeOf(column) is not { } reading || shop.Orders[Meaning.OrderedTime] is not null)
            return [];
        var times = column.Cells.Where(cell => cell.Length > 0).Select(cell => TimePattern.Read(cell, reading.Format)).OfType<Moment>().ToList();
        return times.Count > 0 && (times.All(time => time.Offset == TimeSpan.Zero) || (IsNamedUtc(column.Name) && times.All(time => time.Offset is null)))
            ? [.. times.Select(time => time.Written)] : [];
    }

    /// <summary>Created (UTC), created_at_utc.</summary>
    public static bool IsNamedUtc(string name) => UtcName().IsMatch(name);

    [GeneratedRegex(@"(?<![A-Za-z])(UTC|GMT)(?![A-Za-z])|_utc$", RegexOptions.IgnoreCase)]
    private static partial Regex UtcName();

    // Orders are numbered as they come in.
    private static bool IsByNumber(ColumnProfile? orderId)
    {
        if (orderId is null)
            return false;
        var numbers = orderId.Cells.Select(cell => long.TryParse(string.Concat(cell.Where(char.IsAsciiDigit).Take(18)), out var number)
            ? number : 0).ToList();
        var steps = numbers.Skip(1).Zip(numbers, (after, before) => after.CompareTo(before)).Where(step => step != 0).ToList();
        return steps.Count >= 8 && Math.Max(steps.Count(step => step > 0), steps.Count(step => step < 0)) >= 0.98 * steps.Count;
    }

    // The loader joins date and time of day by one blank.
    private static string Joined(string date, string clock) => date switch
    {
        "iso" => clock is "%H:%M" or "%H:%M:%S" ? "iso" : $"%Y-%m-%d {clock}",
        _ => $"{date} {clock}",
    };
}
