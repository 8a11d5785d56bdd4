namespace Clientele.Tests.Data.Exports.Fuzz;

// Lines and cells that are missing or too many.

/// <summary>A download that broke off.</summary>
internal sealed class CutOff : Mutation
{
    private const string LinesMissing = "the file ends where a line does, or behind all that is needed of its last line";

    public override string Name => "cut off";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var ends = Ends(export.File);
        var bytes = export.File.Bytes();
        // Somewhere in the rows, not in what stands below them.
        var from = ends[Math.Min(10, ends.Count - 2)];
        var cut = from + random.NextInt32(ends[^1] - from);
        var whole = ends.Count(end => end <= cut) - 1;
        var gone = export.File.Rows.Skip(whole + 1).ToList();
        var torn = export.File.Rows[whole];
        var atEnd = cut - (whole == 0 ? 0 : ends[whole]) == 0
            || ends[whole + 1] - cut <= export.File.Style.Encoding.GetByteCount(export.File.Style.NewLine);
        return new MutatedExport([(export.File.Name, bytes[..cut])], $"within row {whole + 1} of {export.File.Rows.Count}")
        {
            // The torn row is rejected, and that is said; or all that counts of it was there.
            Others = [.. export.Lost([.. gone, torn], atEnd ? LinesMissing : null), .. export.Lost(gone, LinesMissing)],
        };
    }

    // Bytes up to the end of the header and of every row.
    private static List<int> Ends(ExportFile file)
    {
        var (encoding, bare) = (file.Style.Encoding, file with { Style = file.Style with { Below = [], Above = [] } });
        var above = file.Style.Above.Sum(line => encoding.GetByteCount(line + file.Style.NewLine)) + encoding.GetPreamble().Length;
        var ends = new List<int> { above + encoding.GetByteCount((bare with { Rows = [] }).Text()) };
        var header = ends[0] - above;
        foreach (var row in file.Rows)
            ends.Add(ends[^1] + encoding.GetByteCount((bare with { Rows = [row] }).Text()) - header);
        return ends;
    }
}

internal sealed class CellDeleted : Mutation
{
    public override string Name => "a cell deleted";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var column = random.NextInt32(export.File.Columns.Count);
        var file = export.With(row, each => each with { Cells = [.. each.Cells.Where((_, i) => i != column)] });
        return export.Damaged(file, $"row {row + 1}, {export.File.Columns[column]}", [export.File.Rows[row]]);
    }
}

internal sealed class CellDoubled : Mutation
{
    public override string Name => "a cell twice";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var column = random.NextInt32(export.File.Columns.Count);
        var file = export.With(row, each => each with { Cells = [.. each.Cells.Take(column + 1), .. each.Cells.Skip(column)] });
        return export.Damaged(file, $"row {row + 1}, {export.File.Columns[column]}", [export.File.Rows[row]]);
    }
}

internal sealed class LineDeleted : Mutation
{
    public override string Name => "a line deleted";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        return export.Harmless(export.File with { Rows = [.. export.File.Rows.Where((_, i) => i != row)] }, $"row {row + 1}") with
        {
            Others = export.Lost([export.File.Rows[row]], "a line that is not there leaves no trace"),
        };
    }
}

/// <summary>Copied once too often. Where lines have ids of their own, one that stands twice can be seen.</summary>
internal sealed class LineDoubled : Mutation
{
    public override string Name => "a line twice";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var at = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var row = export.File.Rows[at];
        var unknowable = export.Columns.LineId is null ? "two equal lines of an order are how some systems write two pieces" : null;
        // A row that is no line of goods says again what is known, or takes the same off twice.
        var others = row.Line >= 0 ? [new Sums(() => export.Shop.Twice(row.Order, row.Line), unknowable)] : export.Lost([row], unknowable);
        return export.Harmless(export.File with { Rows = [.. export.File.Rows.Take(at + 1), .. export.File.Rows.Skip(at)] },
            $"row {at + 1}") with
        {
            Others = others,
            Warnings = ["twice", "repeated", "duplicate"],
            Unknowable = row.Line >= 0 ? null : unknowable,
        };
    }
}

/// <summary>A quotation mark that opens and is never closed: up to the next one, lines are one cell.</summary>
internal sealed class QuoteNotClosed : Mutation
{
    private const char Mark = '\uE000';

    public override string Name => "a quotation mark not closed";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var column = random.NextInt32(export.File.Columns.Count);
        var text = export.With(row, each => each.With(column, Mark + each.Cells[column])).Text();
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        // Before the cell's own mark, if it has one.
        var begin = at > 0 && text[at - 1] == '"' ? at - 1 : at;
        text = text.Remove(at, 1).Insert(begin, "\"");
        var next = text.IndexOf('"', begin + 1);
        var swallowed = next < 0 ? export.File.Rows.Count - row : text.AsSpan(begin, next - begin).Count('\n') + 1;
        byte[] bytes = [.. export.File.Style.Encoding.GetPreamble(), .. export.File.Style.Encoding.GetBytes(text)];
        var rows = export.File.Rows.Skip(row).ToList();
        return new MutatedExport([(export.File.Name, bytes)], $"row {row + 1}, {export.File.Columns[column]}")
        {
            Others = [.. Enumerable.Range(1, Math.Min(swallowed + 1, rows.Count))
                .SelectMany(count => export.Lost([.. rows.Take(count)], null))],
        };
    }
}
