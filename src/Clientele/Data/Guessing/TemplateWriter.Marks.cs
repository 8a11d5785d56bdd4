using System.Globalization;

namespace Clientele.Data.Guessing;

// Formats and marks of single columns that differ from the top of the mapping.
internal sealed partial class TemplateWriter
{
    private IReadOnlyList<ColumnProfile>? _askedAtTop;

    private void ColumnFormats(FileMeanings file, string table, params Meaning[] times)
    {
        Decimals(file, table);
        var top = shop.TimeOf(shop.Orders[Meaning.OrderedAt]);
        var columns = times.Select(meaning => file[meaning]).OfType<ColumnProfile>().DistinctBy(column => column.Name)
            .Where(column => column != shop.Orders[Meaning.OrderedAt])
            .Select(column => (Column: column, Reading: shop.TimeOf(column))).Where(pair => pair.Reading is not null
                && !IsAsTop(pair.Reading, top)).ToList();
        Map("date_format", table, file, [.. columns.Select(pair => pair.Reading!.IsAmbiguous
            ? (pair.Column, MappingFile.Ambiguous, "", (IReadOnlyList<(string, string)>)Readings(pair.Reading, pair.Column))
            : (pair.Column, pair.Reading.Format, pair.Reading.Why, []))]);
    }

    // What is asked at the top is asked once: columns that are written in the same way follow it.
    private static bool IsAsTop(TimeReading reading, TimeReading? top) => top is null ? reading.Format == "iso"
        : top.IsAmbiguous ? reading.IsAmbiguous && reading.Format == top.Format
        : !reading.IsAmbiguous && reading.Format == top.Format;

    private void Decimals(FileMeanings file, string table)
    {
        // What stands in the file of the items is said there.
        if (table != "items" && file.Name == shop.Items.Name)
            return;
        var differ = new List<(ColumnProfile Column, string Value, string Why, IReadOnlyList<(string Value, string Gives)> Readings)>();
        foreach (var column in NumberColumnsOf(file))
        {
            var mark = shop.MarkOf(column);
            if (IsAskedAtTop(column))
                continue;
            if (mark.Undecided is { } seen)
                differ.Add((column, MappingFile.Ambiguous, "",
                    [.. new[] { seen, seen == '.' ? ',' : '.' }.Select(reading => ($"\"{reading}\"", Gives(column, reading)))]));
            else if (mark.Mark is { } other && (other != TopMark || AskedAtTop.Count > 0))
                differ.Add((column, other.ToString(), mark.Why, []));
        }
        Map("decimal", table, file, differ);
    }

    // One question for all columns of money that leave the same open, where none of them tells.
    private IReadOnlyList<ColumnProfile> AskedAtTop => _askedAtTop ??= NumberColumnsOf(null)
        .Where(column => column != shop.Items[Meaning.Quantity]).ToList() is var money
        && money.All(column => shop.MarkOf(column).Mark is null) && money.Where(column => shop.MarkOf(column).Undecided is not null)
            .ToList() is { Count: > 1 } open
        && open.Select(column => shop.MarkOf(column).Undecided).Distinct().Count() == 1 ? open : [];

    private bool IsAskedAtTop(ColumnProfile column) => AskedAtTop.Contains(column);

    private static string Gives(ColumnProfile column, char mark)
    {
        var values = column.Cells.Where(cell => cell.Length > 0).ToList();
        var example = values.First(value => NumberText.Evidence(value) is MarkEvidence.ThreeBehindPoint or MarkEvidence.ThreeBehindComma);
        return string.Create(CultureInfo.InvariantCulture, $"{YamlText.Comment(example)} is {NumberText.Parse(example, mark):0.###}, the first rows add "
            + $"up to {NumberMarks.Sum(values, mark):#,##0.##}");
    }

    private void Map(string key, string table, FileMeanings file, IReadOnlyList<(ColumnProfile Column, string Value, string Why,
        IReadOnlyList<(string Value, string Gives)> Readings)> columns)
    {
        if (columns.Count == 0)
            return;
        var entries = columns.Select(entry =>
            $"{YamlText.Quote(entry.Column.Name)}: {(entry.Readings.Count > 0 ? $"\"{entry.Value}\"" : YamlText.Quote(entry.Value))}");
        var reasons = columns.Select(entry => entry.Readings.Count > 0
            ? $"{entry.Column.Name}: {string.Join("; or ", entry.Readings.Select(reading => $"{reading.Value} ({reading.Gives})"))}"
                : $"{entry.Column.Name}: {entry.Why}");
        Line($"  {key}: {{ {string.Join(", ", entries)} }}   # {YamlText.Comment(string.Join(" | ", reasons))}");
        foreach (var (column, value, why, readings) in columns)
            if (readings.Count > 0)
                _questions.Add(new MappingQuestion($"{table}.{key}.{column.Name}", file.Name, column.Name, readings));
            else
                _guesses.Add($"{table}.{key}.{column.Name}: {value} ({why})");
    }
}
