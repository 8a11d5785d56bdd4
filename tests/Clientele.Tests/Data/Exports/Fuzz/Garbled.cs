using System.Globalization;

namespace Clientele.Tests.Data.Exports.Fuzz;

// Cells that say something else than they should.

internal sealed class NumberGarbled : Mutation
{
    private static readonly string[] Garbage = ["#REF!", "#NAME?", "12x4", "l2.5O", "7..5", "1.2.3,4", "?", "see note", "=SUM(D2:D9)"];

    public override string Name => "a number garbled";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var columns = export.Columns.Numbers.Append(export.Columns.Price).Concat(export.Columns.Quantity is { } quantity ? [quantity] : [])
            .ToList();
        var (row, column) = (export.OrderRows[random.NextInt32(export.OrderRows.Count)], columns[random.NextInt32(columns.Count)]);
        var garbage = Garbage[random.NextInt32(Garbage.Length)];
        return export.Damaged(export.With(row, each => each.With(export.File.IndexOf(column), garbage)),
            $"row {row + 1}, {column}: {garbage}", [export.File.Rows[row]]);
    }
}

internal sealed class DateGarbled : Mutation
{
    private static readonly string[] Garbage =
        ["31.02.2024", "2024-13-45", "yesterday", "00:00", "12/34/5678", "#VALUE!", "1899-12-30", "0024-03-05 10:00:00", "2567-03-05",
            "45/03/2024", "2099-01-01"];

    public override string Name => "a date garbled";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var garbage = Garbage[random.NextInt32(Garbage.Length)];
        return export.Damaged(export.With(row, each => each.With(export.File.IndexOf(export.Columns.Date), garbage)),
            $"row {row + 1}: {garbage}", [export.File.Rows[row]]);
    }
}

/// <summary>Two cells of a row in each other's place, both needed. That a text is no date and no number can be seen; that a name is no id
/// cannot.</summary>
internal sealed class CellsSwapped : Mutation
{
    public override string Name => "two cells exchanged";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var needed = export.Needed;
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var (first, second) = (random.NextInt32(needed.Count), random.NextInt32(needed.Count - 1));
        if (second >= first)
            second++;
        var (a, b) = (export.File.IndexOf(needed[first]), export.File.IndexOf(needed[second]));
        var cells = export.File.Rows[row].Cells;
        var file = export.With(row, each => each.With(a, cells[b]).With(b, cells[a]));
        return export.Damaged(file, $"row {row + 1}, {needed[first]} and {needed[second]}", [export.File.Rows[row]]) with
        {
            Unknowable = export.File.Rows[row].Line < 0
                ? "a row that is no line of goods is left out, and what it says of its order is believed"
                : Unknown(export.Columns, (needed[first], cells[a]), (needed[second], cells[b])),
            Warnings = ["weights", "price_role"],
        };
    }

    private static string? Unknown(DressColumns columns, (string Column, string Cell) a, (string Column, string Cell) b)
    {
        if (a.Column == columns.OrderId || b.Column == columns.OrderId)
            return "an order's id may be any text, and one that no other row has is another order";
        if (new[] { a.Column, b.Column }.All(column => column == columns.Customer || column == columns.Product))
            return "customers and products may be any text";
        if ((a.Cell.Length == 0 || b.Cell.Length == 0) && new[] { a.Column, b.Column }.Contains(columns.Customer))
            return "a customer may be any text, and what an empty cell leaves open an order's other lines say";
        return Kind(a.Cell) is var kind && kind == Kind(b.Cell) ? $"{kind} for {kind}" : null;
    }

    // What a cell looks like to somebody who does not know the shop; an empty one can be anything.
    private static string Kind(string cell)
    {
        if (cell.Length == 0)
            return "nothing";
        if (cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '$' or '€' or ' '))
            return cell.Count(char.IsAsciiDigit) is 6 or 8 && cell.Count(c => c is '.' or '-') == 2 ? "a date" : "a number";
        return DateTime.TryParse(cell.Replace(" PDT", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _) && cell.Length > 5
            ? "a date" : "a text";
    }
}

/// <summary>One row in another currency.</summary>
internal sealed class CurrencyChanged : Mutation
{
    public override string Name => "another currency";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var row = export.OrderRows[random.NextInt32(export.OrderRows.Count)];
        var price = export.File.IndexOf(export.Columns.Price);
        var own = export.Dress.Profile.Currency;
        if (export.Columns.Currency is { } column && export.File.Rows[row].Cells[export.File.IndexOf(column)] is { Length: > 0 } code)
        {
            var other = own == "EUR" ? "USD" : "EUR";
            var file = export.With(row, each =>
                each.With(export.File.IndexOf(column), code.All(char.IsAsciiLetterLower) ? other.ToLowerInvariant() : other));
            return export.Damaged(file, $"row {row + 1}, {column}", [export.File.Rows[row]]) with { Warnings = ["currenc"] };
        }
        var (mark, foreign) = export.File.Rows[row].Cells[price].Contains('$', StringComparison.Ordinal) ? ("$", "€") : ("€", "$");
        if (!export.File.Rows[row].Cells[price].Contains(mark, StringComparison.Ordinal))
            return null;
        return export.Damaged(export.With(row, each =>
            each.With(price, each.Cells[price].Replace(mark, foreign, StringComparison.Ordinal))),
            $"row {row + 1}, {export.Columns.Price}", [export.File.Rows[row]]) with
        {
            Warnings = ["currenc"],
        };
    }
}

/// <summary>Long numbers after a spreadsheet has saved them: many are one.</summary>
internal sealed class IdsShortened : Mutation
{
    public override string Name => "ids shortened by a spreadsheet";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var column = random.NextBoolean(0.5) ? export.Columns.Customer : export.Columns.OrderId;
        var ids = export.File.Rows.Where(row => row.Cells.Count > 0).Select(row => row.Cells[export.File.IndexOf(column)])
            .Where(id => id.Length > 0).ToList();
        if (ids.Count(IsNumber) < 0.9 * ids.Count)
            return null;
        var point = export.Columns.Decimal;
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var file = export.WithColumn(column, cell =>
        {
            if (!IsNumber(cell))
                return cell;
            known.TryAdd(cell, known.Count);
            // 6012301000000 + n, to six digits.
            return $"6{point}0123{known[cell] / 40}E+12";
        });
        return export.Damaged(file, column, export.File.Rows) with { Warnings = ["short", "anonymous"] };
    }

    // 9001.0, as pandas writes it, is one.
    private static bool IsNumber(string id) => id.Length > 0 && id.Replace(".0", "", StringComparison.Ordinal).All(char.IsAsciiDigit);
}

/// <summary>Rows that somebody typed in later.</summary>
internal sealed class DecimalsMixed : Mutation
{
    public override string Name => "another decimal mark in some rows";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var price = export.File.IndexOf(export.Columns.Price);
        var rows = export.OrderRows.Where(row => export.File.Rows[row].Cells[price]
            .Contains(export.Columns.Decimal, StringComparison.Ordinal)).ToList();
        if (rows.Count < 10)
            return null;
        var chosen = random.Sample(rows.Count, 1 + random.NextInt32(5)).Select(i => rows[i]).ToHashSet();
        var changed = export.File with
        {
            Rows = [.. export.File.Rows.Select((row, i) => chosen.Contains(i) ? row.With(price, OtherDecimals.Exchange(row.Cells[price]))
                : row)],
        };
        return export.Damaged(changed, $"{chosen.Count} rows of {export.Columns.Price}", chosen.Select(row => export.File.Rows[row]));
    }
}
