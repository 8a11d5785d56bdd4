namespace Clientele.Data.Guessing;

/// <summary>A file's columns as numbers, each under its own decimal mark.</summary>
/// <param name="marks">Decimal marks by column name.</param>
internal sealed class FileNumbers(IReadOnlyDictionary<string, NumberMark> marks)
{
    private readonly Dictionary<ColumnProfile, double[]> _parsed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Decimal marks by column name.</summary>
    public IReadOnlyDictionary<string, NumberMark> Marks { get; } = marks;

    /// <summary>The column's numbers by row; not a number where a cell is none.</summary>
    public double[] Of(ColumnProfile column)
    {
        if (_parsed.TryGetValue(column, out var known))
            return known;
        var mark = Marks.TryGetValue(column.Name, out var found) ? found.OrPoint : '.';
        return _parsed[column] = [.. column.Cells.Select(cell => NumberText.Parse(cell, mark))];
    }

    /// <summary>Whether any value of the whole file is a number other than nought.</summary>
    public static bool SaysAnything(ColumnProfile column) => column.All.Any(value => NumberText.Parse(value, '.') is not 0
        and not double.NaN);
}
