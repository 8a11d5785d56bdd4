using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Finds the column of the order's id: filled, not constant, repeating on lines that share customer and day, and nowhere
/// else.</summary>
internal static partial class OrderIds
{
    /// <summary>The column and why it was chosen; null when none will do.</summary>
    public static (ColumnProfile Column, string Reason)? Find(IReadOnlyList<ColumnProfile> columns, IReadOnlyDictionary<Meaning,
        ColumnProfile> found, List<string> notes, List<string> blockers)
    {
        var (customer, day) = (found.GetValueOrDefault(Meaning.Customer), found.GetValueOrDefault(Meaning.OrderedAt));
        var candidates = new List<(ColumnProfile Column, double Score, bool Repeats)>();
        var shortened = new List<(ColumnProfile Column, double Score)>();
        foreach (var column in columns.Where(column => column != customer && column != day))
        {
            var name = ColumnNames.Score(Meaning.OrderId, column.Bare);
            if (name <= 0)
                continue;
            if (column.Cells.Count == 0)
            {
                candidates.Add((column, name, false));
                continue;
            }
            if (name >= 5 && column.FilledShare < 0.95)
                notes.Add(column.Filled == 0 ? $"{column.File.Name}: {column.Name} is empty"
                    : $"{column.File.Name}: {column.Name} is empty in {column.Cells.Count - column.Filled} of the first "
                    + $"{column.Cells.Count} rows");
            if (column.Shortened >= (name >= 5 ? 0.01 : 0.5))
                shortened.Add((column, name));
            if (!IsCode(column) || (name < 2 && !column.Counts.Keys.All(value => OrderName().IsMatch(value))))
                continue;
            var (repeats, contradict) = Repeats(column, customer, day);
            if (contradict)
                notes.Add($"{column.File.Name}: {column.Name} repeats over different customers or days, so it is no order's id");
            else
                candidates.Add((column, name, repeats));
        }
        // Rows of different orders have one number now. Only a column that lines share, or one that is more clearly the order's, can take its place:
        // a number of each line cannot.
        if (shortened.Count > 0 && shortened.MaxBy(column => column.Score) is var (lost, telling)
            && !candidates.Any(candidate => candidate.Repeats || candidate.Score > telling))
        {
            blockers.Add($"{lost.File.Name}: order ids in {lost.Name} were shortened by a spreadsheet; export the column as text");
            return null;
        }
        if (candidates.Count == 0)
        {
            var byValues = customer is null || day is null ? null : ByValues(columns, customer, day);
            // Without any order id, a column of shortened numbers is most likely what is left of it.
            if (byValues is null && columns.FirstOrDefault(column => column != customer && column != day && column.Shortened >= 0.5) is { } rest)
                blockers.Add($"{rest.File.Name}: no order id is found, and numbers in {rest.Name} were shortened by a spreadsheet; export the column as text");
            return byValues;
        }
        // A number of each line beside one that lines share: the second is the order's.
        var best = candidates.OrderByDescending(candidate => candidate.Score + (candidate.Repeats ? 4 : 0))
            .ThenBy(candidate => candidate.Column.Index).First();
        return (best.Column, best.Repeats && candidates.Any(other => !other.Repeats && other.Score >= best.Score)
            ? "guessed: lines that share it share customer and day" : "guessed from the name");
    }

    // No name tells: codes that repeat on neighbouring lines, and only where customer and day are the same.
    private static (ColumnProfile Column, string Reason)? ByValues(IReadOnlyList<ColumnProfile> columns, ColumnProfile customer,
        ColumnProfile day)
    {
        var best = columns.Where(column => column != customer && column != day && column.Cells.Count >= 6 && IsCode(column)
            && column.Digits >= 0.9 && column.Counts.Count > customer.Counts.Count
                && ColumnNames.Score(Meaning.Product, column.Bare) == 0 && ColumnKinds.IsThing(column)
                    && column.Counts.Count < column.Filled)
            .Where(column => Repeats(column, customer, day) == (true, false)).MaxBy(column => column.Counts.Count);
        return best is null ? null : (best, "guessed: lines that share it share customer and day");
    }

    /// <summary>Whether neighbouring rows share customer and time so often that they must be lines of one order.</summary>
    /// <param name="customer">The customer's column.</param>
    /// <param name="time">The column of the time of order.</param>
    public static (int Shared, int Rows) Neighbours(ColumnProfile customer, ColumnProfile time)
    {
        var shared = 0;
        for (var row = 1; row < customer.Cells.Count; row++)
            if (customer.Cells[row].Length > 0 && customer.Cells[row] == customer.Cells[row - 1] && time.Cells[row].Length > 0
                && time.Cells[row] == time.Cells[row - 1])
                shared++;
        return (shared, Math.Max(0, customer.Cells.Count - 1));
    }

    private static bool IsCode(ColumnProfile column) =>
        column.FilledShare >= 0.95 && !(column.IsConstant && column.Filled > 3) && column.Emails < 0.1 && column.Shortened < 0.01
            && !ColumnKinds.IsTimes(column, named: false) && !ColumnKinds.IsClock(column)
        && column.Share(value => NumberText.Evidence(value) is MarkEvidence.Point or MarkEvidence.Comma
            && !value.EndsWith(".0", StringComparison.Ordinal)) < 0.1
        && column.Share(value => value.Length <= 64 && (value.Any(char.IsAsciiDigit)
            || !value.Contains(' ', StringComparison.Ordinal))) >= 0.9;

    // Repeats = several rows have the same id. Contradict = such rows are of different customers or days.
    private static (bool Repeats, bool Contradict) Repeats(ColumnProfile column, ColumnProfile? customer, ColumnProfile? day)
    {
        var groups = Enumerable.Range(0, column.Cells.Count).Where(row => column.Cells[row].Length > 0)
            .GroupBy(row => column.Cells[row], StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (groups.Count == 0)
            return (false, false);
        var wrong = groups.Count(group => Differ(group, customer, cell => cell) || Differ(group, day, Day));
        return (true, groups.Count >= 2 && wrong > 0.2 * groups.Count);
    }

    private static bool Differ(IEnumerable<int> rows, ColumnProfile? column, Func<string, string> by) =>
        column is not null && rows.Select(row => column.Cells[row]).Where(cell => cell.Length > 0).Select(by)
            .Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();

    // The text up to the time of day: enough to see that two rows are of different days.
    private static string Day(string time)
    {
        var colon = time.IndexOf(':', StringComparison.Ordinal);
        return colon < 3 ? time : time[..(colon - 2)].TrimEnd(' ', 'T', ',');
    }

    [GeneratedRegex("^#?[A-Za-z]{0,5}-?[0-9]+$")]
    private static partial Regex OrderName();
}
