using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>Finds the column that names the customer: an id where it tells people apart, else the e-mail address, else the name.</summary>
internal static class CustomerColumn
{
    private const double EmailScore = 7.5;

    // Above this share of guests, an address is worth more than an id.
    private const double Few = 0.02;

    /// <summary>The column and why it was chosen; null when none will do.</summary>
    public static (ColumnProfile Column, string Reason)? Find(IReadOnlyList<ColumnProfile> columns, ColumnProfile? orderedAt,
        List<string> notes)
    {
        var candidates = columns.Select(column => (Column: column, Score: Score(column, orderedAt, columns))).Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Column.Index).ToList();
        foreach (var column in columns.Where(column => ColumnNames.Score(Meaning.Customer, column.Bare) > 0 && column.Shortened >= 0.01))
            notes.Add($"{column.File.Name}: ids in {column.Name} were shortened by a spreadsheet "
                + $"({column.Counts.Keys.First(value => value.Contains('E', StringComparison.OrdinalIgnoreCase))}): "
                + (candidates.Count > 0 ? "another column names the customer" : "export the column as text"));
        if (candidates.Count == 0)
            return null;
        var best = candidates[0].Column;
        if (best.Emails < 0.8)
            return (best, candidates[0].Score >= 4 ? "guessed from the name" : "guessed from a part of the name");
        var id = columns.Where(column => column.Filled > 0 && column != best && ColumnNames.Score(Meaning.Customer,
            column.Bare) >= EmailScore).MaxBy(column => ColumnNames.Score(Meaning.Customer, column.Bare));
        return (best, id is null ? "guessed from the name"
            : id.Shortened >= 0.01 ? $"guessed: the e-mail address, since {id.Name} was shortened by a spreadsheet"
            : NobodyShare(id) > Few ? $"guessed: the e-mail address, since {id.Name} is 0 or empty in {Percent(NobodyShare(id))} of the "
                + $"rows"
            : $"guessed: the e-mail address, which stays the same over a person's orders, rather than {id.Name}");
    }

    private static double Score(ColumnProfile column, ColumnProfile? orderedAt, IReadOnlyList<ColumnProfile> columns)
    {
        if (column == orderedAt || !ColumnKinds.Allow(Meaning.Customer, column))
            return 0;
        var name = ColumnNames.Score(Meaning.Customer, column.Bare);
        if (column.Emails >= 0.8)
            return Math.Max(name, ColumnNames.Score(Meaning.Email, column.Bare) > 0 ? EmailScore
                + 0.1 * ColumnNames.Score(Meaning.Email, column.Bare) : 2) * Filled(column);
        if (name <= 0)
            return 0.4 * ColumnNames.Score(Meaning.PersonName, column.Bare) * Filled(column);
        if (column.Cells.Count == 0)
            return name;
        // People's names are shared and written in several ways.
        if (column.Share(value => value.Contains(' ', StringComparison.Ordinal)) > 0.6)
            name -= 4;
        // New with every order, as in some systems: a better one says who came back.
        if (IsNewEachTime(column, orderedAt) && columns.Any(other => other != column && other.Emails >= 0.8
            && !IsNewEachTime(other, orderedAt)))
            name -= 6;
        // Guests have 0 or nothing; the address, where there is one, tells them apart.
        return Math.Max(0.1, name) * (NobodyShare(column) > Few ? 0.5 : 1) * (column.IsConstant ? 0.2 : 1) * (column.Filled == 0 ? 0 : 1);
    }

    private static double Filled(ColumnProfile column) => column.Cells.Count == 0 ? 1 : column.FilledShare >= 0.3 ? 1
        : column.FilledShare > 0 ? 0.5 : 0;

    private static double NobodyShare(ColumnProfile column) => column.Cells.Count == 0 ? 0
        : 1 - (double)column.Counts.Where(pair => !NobodyWords.IsNobody(pair.Key) && !NobodyWords.IsZero(pair.Key))
            .Sum(pair => pair.Value) / column.Cells.Count;

    private static bool IsNewEachTime(ColumnProfile column, ColumnProfile? orderedAt)
    {
        if (orderedAt is null || column.Filled < 20)
            return false;
        var days = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (who, when) in column.Cells.Zip(orderedAt.Cells))
            if (who.Length > 0 && when.Length > 0 && !NobodyWords.IsZero(who) && !days.TryAdd(who, when) && days[who] != when)
                return false;
        return true;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
