namespace Clientele.Simulation.Agents;

/// <summary>Probabilities in a table of markdown: one row an option, the column being the one that is called a probability, or else the only one of numbers.</summary>
internal static class AnswerTable
{
    /// <summary>Notes the numbers of all tables.</summary>
    /// <returns>The lines that are in no table with options.</returns>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> lines, AnswerNames names, AnswerTally tally)
    {
        var rest = new List<string>();
        for (var i = 0; i < lines.Count;)
        {
            var end = i;
            while (end < lines.Count && lines[end].Contains('|'))
                end++;
            if (end == i || !Rows([.. lines.Skip(i).Take(end - i)], names, tally))
                rest.AddRange(lines.Skip(i).Take(Math.Max(1, end - i)));
            i = Math.Max(i + 1, end);
        }
        return rest;
    }

    private static bool Rows(IReadOnlyList<string> lines, AnswerNames names, AnswerTally tally)
    {
        var rows = lines.Select(Cells).ToList();
        var options = rows.Select(cells => (Cells: cells, Option: cells.Select(names.Exact).FirstOrDefault(option => option >= 0, -1)))
            .Where(row => row.Option >= 0).ToList();
        if (options.Count == 0)
            return false;
        if (rows.Exists(cells => cells.Select(names.Exact).Where(option => option >= 0).Distinct().Count() > 1))
            tally.Fault("A row of the table names two options.");
        var columns = rows[0].Select((cell, column) => (cell, column)).Where(pair => IsHeading(pair.cell)).Select(pair => pair.column).ToList();
        if (columns.Count == 0)
            columns = [.. Enumerable.Range(0, options.Min(row => row.Cells.Length)).Where(column =>
                options.TrueForAll(row => names.Exact(row.Cells[column]) < 0 && AnswerQuantity.Whole(row.Cells[column]) is not null))];
        if (columns.Count == 0)
            return false;
        if (columns.Count > 1)
            tally.Fault("The table has several columns that may be probabilities.");
        foreach (var (cells, option) in options)
        {
            var cell = columns[0] < cells.Length ? cells[columns[0]] : "";
            if (AnswerQuantity.Whole(cell) is { } quantity)
                tally.Add(option, quantity, mayRepeat: true);
            else
                tally.Fault($"{names.Options[option].Id} has \"{AnswerText.Tidy(cell, 40)}\" in the table, which is not a number.");
        }
        return true;
    }

    private static string[] Cells(string line)
    {
        var trimmed = line.Trim();
        var (start, end) = (trimmed.StartsWith('|') ? 1 : 0, trimmed.Length > 1 && trimmed.EndsWith('|') ? trimmed.Length - 1 : trimmed.Length);
        return trimmed[start..end].Split('|', StringSplitOptions.TrimEntries);
    }

    private static bool IsHeading(string cell) =>
        cell is "%" or "p" or "P" || new[] { "prob", "likelihood", "chance" }.Any(word => cell.Contains(word, StringComparison.OrdinalIgnoreCase));
}
