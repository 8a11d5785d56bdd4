using System.Globalization;

namespace Clientele.Tests.Data.Exports.Fuzz;

// The same facts in another table.

internal sealed class ShuffledColumns : Mutation
{
    public override string Name => "columns in another order";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, export.File.Columns.Count)];
        random.Shuffle<int>(order);
        return export.Harmless(export.With(row => row with { Cells = [.. order.Select(column => row.Cells[column])] }) with
        {
            Columns = [.. order.Select(column => export.File.Columns[column])],
        }, "shuffled");
    }
}

/// <summary>Sorted by something else in a spreadsheet.</summary>
internal sealed class ShuffledRows : Mutation
{
    public override string Name => "rows in another order";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var by = export.File.IndexOf(random.NextBoolean(0.5) ? export.Columns.Product : export.Columns.Price);
        return export.Harmless(export.File with { Rows = [.. export.File.Rows.OrderBy(row => row.Cells[by], StringComparer.Ordinal)] },
            $"by {export.File.Columns[by]}");
    }
}

internal sealed class HeaderCase : Mutation
{
    public override string Name => "header in other case";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var upper = random.NextBoolean(0.5) || export.File.Columns.All(name => !name.Any(char.IsUpper));
        return export.Harmless(export.File with { Columns = [.. export.File.Columns.Select(Change)] }, upper ? "upper" : "lower") with
        {
            Renamed = Change,
        };

        string Change(string name) => upper ? name.ToUpperInvariant() : name.ToLowerInvariant();
    }
}

/// <summary>Titles that somebody broke into two lines to make the columns narrow.</summary>
internal sealed class HeaderOfTwoLines : Mutation
{
    public override string Name => "titles of two lines";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random) =>
        export.File.Style.Quotes == ExportQuotes.None || !export.File.Columns.Any(name => name.Contains(' ', StringComparison.Ordinal))
            ? null
            : export.Harmless(export.File with { Columns = [.. export.File.Columns.Select(name => name.Replace(' ', '\n'))] },
                "all that have a blank");
}

internal sealed class UnnamedColumns : Mutation
{
    public override string Name => "columns without a name";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var (at, numbered, count) = (random.NextInt32(export.File.Columns.Count + 1), random.NextBoolean(0.5), 0);
        return export.Harmless(export.With(row =>
            row with { Cells = [.. row.Cells.Take(at), numbered ? Number(count++) : "", .. row.Cells.Skip(at)] }) with
        {
            Columns = [.. export.File.Columns.Take(at), "", .. export.File.Columns.Skip(at)],
        }, $"at {at}{(numbered ? ", numbered" : "")}");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed class TrailingDelimiters : Mutation
{
    public override string Name => "delimiters at the ends of lines";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var (header, count) = (random.NextBoolean(0.5), 1 + random.NextInt32(3));
        // Without a title there is one at most.
        count = header ? count : 1;
        string[] empty = [.. Enumerable.Repeat("", count)];
        return export.Harmless(export.With(row => row with { Cells = [.. row.Cells, .. empty] }) with
        {
            Columns = header ? [.. export.File.Columns, .. empty] : export.File.Columns,
        }, $"{count}{(header ? "" : ", not in the header")}");
    }
}

internal sealed class BlankLines : Mutation
{
    public override string Name => "blank lines";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var rows = export.File.Rows.ToList();
        for (var i = 0; i < 4; i++)
            rows.Insert(random.NextInt32(rows.Count + 1), new ExportRow([], -1, -1));
        return export.Harmless(export.File with { Rows = [.. rows, new ExportRow([], -1, -1)] }, "five");
    }
}

/// <summary>Exports that were put one below the other with their titles.</summary>
internal sealed class RepeatedHeader : Mutation
{
    public override string Name => "header once more";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var at = 1 + random.NextInt32(export.File.Rows.Count - 1);
        return export.Harmless(export.File with
        {
            Rows = [.. export.File.Rows.Take(at), new ExportRow(export.File.Columns, -1, -1), .. export.File.Rows.Skip(at)],
        }, $"above row {at + 1}");
    }
}

/// <summary>The same times as another country or program writes them.</summary>
internal sealed class OtherDates : Mutation
{
    private static readonly (string Net, string Pattern, bool HasTime)[] Forms =
    [
        ("yyyy-MM-dd HH:mm:ss", "iso", true), ("dd/MM/yyyy HH:mm", "%d/%m/%Y %H:%M", true),
        ("MM/dd/yyyy hh:mm:ss tt", "%m/%d/%Y %I:%M:%S %p", true),
        ("dd.MM.yy HH:mm", "%d.%m.%y %H:%M", true), ("M/d/yyyy H:mm", "%m/%d/%Y %H:%M", true),
        ("dd-MMM-yyyy HH:mm", "%d-%b-%Y %H:%M", true),
        ("yyyy/MM/dd HH:mm", "%Y/%m/%d %H:%M", true), ("dd/MM/yy HH:mm", "%d/%m/%y %H:%M", true), ("yyyy-MM-ddTHH:mm:ss", "iso", true),
        ("yyyy-MM-dd", "iso", false), ("dd/MM/yyyy", "%d/%m/%Y", false), ("MM/dd/yyyy", "%m/%d/%Y", false), ("dd.MM.yy", "%d.%m.%y", false),
        ("MM/dd/yy", "%m/%d/%y", false),
        ("dd-MM-yyyy", "%d-%m-%Y", false), ("yyyyMMdd", "%Y%m%d", false), ("MMM d, yyyy", "%b %d, %Y", false),
        ("d-MMM-yy", "%d-%b-%y", false),
    ];

    public override string Name => "other form of dates";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        if (export.Columns.DateFormat is not { } own)
            return null;
        var hasTime = own.Contains("mm", StringComparison.Ordinal);
        var forms = Forms.Where(form => form.HasTime == hasTime && form.Net != own).ToList();
        var (net, pattern, _) = forms[random.NextInt32(forms.Count)];
        var file = export.WithColumn(export.Columns.Date, cell => cell.Length == 0 ? cell
            : DateTime.ParseExact(cell, own, CultureInfo.InvariantCulture).ToString(net, CultureInfo.InvariantCulture));
        return export.Harmless(file, net) with
        {
            Answers = new Dictionary<string, string> { ["date_format"] = $"\"{pattern}\"" },
            Precision = export.Dress.Precision > TimeSpan.FromMinutes(1) ? export.Dress.Precision : TimeSpan.FromMinutes(1),
        };
    }
}

/// <summary>The same numbers with point and comma in each other's place.</summary>
internal sealed class OtherDecimals : Mutation
{
    public override string Name => "other decimal mark";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        if (export.Columns.Numbers.Count == 0)
            return null;
        var numbers = export.Columns.Numbers.Select(export.File.IndexOf).ToHashSet();
        var file = export.With(row => row with { Cells = [.. row.Cells.Select((cell, i) => numbers.Contains(i) ? Exchange(cell) : cell)] });
        var mark = export.Columns.Decimal == '.' ? "," : ".";
        return export.Harmless(file, mark) with { Answers = new Dictionary<string, string> { ["decimal"] = $"\"{mark}\"" } };
    }

    public static string Exchange(string number) => string.Concat(number.Select(c => c == '.' ? ',' : c == ',' ? '.' : c));
}
