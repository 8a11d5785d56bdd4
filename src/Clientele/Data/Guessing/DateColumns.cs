namespace Clientele.Data.Guessing;

/// <summary>Finds the column of the time of order. The only column of dates is it whatever its name; among several, names decide, then
/// which comes first in time.</summary>
internal static class DateColumns
{
    /// <summary>Adds what it finds.</summary>
    public static void Find(IReadOnlyList<ColumnProfile> columns, Dictionary<Meaning, ColumnProfile> found, Dictionary<Meaning,
        string> reasons, List<string> notes)
    {
        var named = columns.Select(column => (Column: column, Score: ColumnNames.Score(Meaning.OrderedAt, column.Bare))).ToList();
        var dates = named.Where(pair => ColumnKinds.IsTimes(pair.Column, named: pair.Score > 0)).ToList();
        if (columns.Count > 0 && columns[0].Cells.Count == 0)
            dates = [.. named.Where(pair => pair.Score > 0)];
        foreach (var (column, _) in named.Where(pair => pair.Score > 0 && pair.Column.Filled > 0
            && dates.TrueForAll(date => date.Column != pair.Column)))
            if (column.Digits >= 0.9 && TimeGuess.YearOfAnotherCalendar([.. column.Counts.Keys.Take(500)]) is { } year)
                notes.Add($"{column.File.Name}: the years of {column.Name} ({year}) are of another calendar than the Gregorian; export "
                    + $"them by that");
            else if (column.Digits >= 0.9 && column.Numbers < 0.5 && !ColumnKinds.IsClock(column))
                notes.Add($"{column.File.Name}: {column.Name} may hold times, but not in a form that can be read "
                    + $"({Words.Cut(column.Counts.Keys.First(), 40)}); export them as 2024-05-03 10:15:00");
        var best = dates.OrderByDescending(pair => pair.Score).ThenByDescending(pair => Math.Round(pair.Column.FilledShare, 1))
            .ThenBy(pair => pair.Column.Index).FirstOrDefault();
        if (best.Column is null)
            return;
        found[Meaning.OrderedAt] = best.Column;
        if (best.Score == 0)
        {
            if (dates.Count > 1 && Earliest([.. dates.Select(pair => pair.Column)]) is { } first)
                found[Meaning.OrderedAt] = first;
            reasons[Meaning.OrderedAt] = dates.Count == 1 ? "guessed: the only column of dates"
                : "guessed: the first in time of the columns of dates";
        }
        if (columns.Where(ColumnKinds.IsClock).MaxBy(column => ColumnNames.Score(Meaning.OrderedTime, column.Bare)) is { } clock
            && ColumnNames.Score(Meaning.OrderedTime, clock.Bare) > 0 && !HasTimeOfDay(found[Meaning.OrderedAt]))
        {
            found[Meaning.OrderedTime] = clock;
            reasons[Meaning.OrderedTime] = "guessed: a time of day beside a date without one";
        }
    }

    private static bool HasTimeOfDay(ColumnProfile column) =>
        column.Share(value => value.Contains(':', StringComparison.Ordinal)) > 0.5 || (column.Whole < 0.5 && column.Numbers > 0.9);

    // An order is placed before it is shipped or delivered.
    private static ColumnProfile? Earliest(IReadOnlyList<ColumnProfile> dates)
    {
        var formats = dates.ToDictionary(column => column.Name, column => TimeGuess.Of([.. column.Counts.Keys], [], null,
            named: false)?.Format ?? "iso", StringComparer.Ordinal);
        return dates.FirstOrDefault(column => dates.All(other => other == column || Share(column, other) >= 0.95));

        double Share(ColumnProfile column, ColumnProfile other)
        {
            var pairs = column.Cells.Zip(other.Cells)
                .Select(cells => (First: TimePattern.Read(cells.First, formats[column.Name])?.Written,
                Second: TimePattern.Read(cells.Second, formats[other.Name])?.Written))
                .Where(pair => pair.First is not null && pair.Second is not null).ToList();
            return pairs.Count == 0 ? 0 : (double)pairs.Count(pair => pair.First!.Value.Date <= pair.Second!.Value) / pairs.Count;
        }
    }
}
