namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>Something that happens to an export on its way to the reader.</summary>
internal abstract class Mutation
{
    /// <summary>What is done, in words.</summary>
    public abstract string Name { get; }

    /// <summary>Changes a format's file; null where that format cannot be changed so.</summary>
    public abstract MutatedExport? Apply(ExportCase export, SeededRandom random);

    /// <summary>All, harmless ones first.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new OtherEncoding(), new OtherDelimiter(), new OtherLineEnds(), new TitlesAbove(), new SeparatorLine(), new ShuffledColumns(),
            new ShuffledRows(),
        new HeaderCase(), new HeaderOfTwoLines(), new UnnamedColumns(), new TrailingDelimiters(), new OtherDates(), new OtherDecimals(),
            new BlankLines(),
        new Gzipped(), new InParts(), new AllQuoted(), new RepeatedHeader(),
        new CutOff(), new CellDeleted(), new CellDoubled(), new LineDeleted(), new LineDoubled(), new NumberGarbled(), new DateGarbled(),
            new CellsSwapped(),
        new CurrencyChanged(), new IdsShortened(), new DecimalsMixed(), new QuoteNotClosed(),
    ];
}

/// <summary>A made-up shop in a format of one file.</summary>
internal sealed record ExportCase(Dress Dress, MadeUpShop Shop, ExportFile File)
{
    public DressColumns Columns => Dress.Columns!;

    /// <summary>Positions of the rows that tell of an order.</summary>
    public IReadOnlyList<int> OrderRows => [.. Enumerable.Range(0, File.Rows.Count).Where(row => File.Rows[row].Order >= 0)];

    /// <summary>Columns without which a row cannot be read.</summary>
    public IReadOnlyList<string> Needed =>
        [.. new[] { Columns.OrderId, Columns.Customer, Columns.Date, Columns.Price, Columns.Product, Columns.Quantity }
        .OfType<string>().Distinct(StringComparer.Ordinal)];

    public ExportFile With(Func<ExportRow, ExportRow> change) => File with { Rows = [.. File.Rows.Select(change)] };

    public ExportFile With(int row, Func<ExportRow, ExportRow> change) =>
        File with { Rows = [.. File.Rows.Select((each, i) => i == row ? change(each) : each)] };

    public ExportFile WithColumn(string column, Func<string, string> change)
    {
        var index = File.IndexOf(column);
        return With(row => index < row.Cells.Count ? row.With(index, change(row.Cells[index])) : row);
    }

    public MutatedExport Harmless(ExportFile file, string what) => new([(file.Name, file.Bytes())], what);

    /// <summary>Damage that makes rows unreadable: the sums are right, or right without those rows, and then that is said.</summary>
    public MutatedExport Damaged(ExportFile file, string what, IEnumerable<ExportRow> rows) =>
        new([(file.Name, file.Bytes())], what) { Others = Lost([.. rows], null) };

    /// <summary>The sums without what rows tell of: their lines, their orders, or their lines and what stands on them for the whole
    /// order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="unknowable">Why nobody can see that they are missing; null where it has to be said.</param>
    public IReadOnlyList<Sums> Lost(IReadOnlyList<ExportRow> rows, string? unknowable)
    {
        var lines = rows.Where(row => row.Order >= 0 && row.Line >= 0).Select(row => (row.Order, row.Line)).ToList();
        var orders = rows.Where(row => row.Order >= 0).Select(row => row.Order).ToHashSet();
        // In some formats the first line alone says what is the order's.
        var firsts = lines.Where(line => line.Line == 0).Select(line => line.Order).ToHashSet();
        return
        [
            new Sums(() => Shop.Without(lines), unknowable), new Sums(() => Shop.WithoutOrderCells(firsts).Without(lines), unknowable),
            new Sums(() => Shop.Without(lines.Concat(firsts.Select(order => (order, -1)))), unknowable),
            new Sums(() => Shop.Without(orders.Select(order => (order, -1))), unknowable),
            new Sums(() => Shop.WithoutOrderCells(orders).Without(lines), unknowable),
                new Sums(() => Shop.WithoutOrderCells(orders), unknowable),
        ];
    }
}

/// <summary>Sums that may come out, beside the shop's own.</summary>
/// <param name="Shop">Makes the shop that has them.</param>
/// <param name="Unknowable">Why nobody could say that they are not the shop's own; null where rejected rows or a warning have to.</param>
internal sealed record Sums(Func<MadeUpShop> Shop, string? Unknowable);

/// <summary>An export after something happened to it.</summary>
/// <param name="Files">Names and bytes.</param>
/// <param name="What">Where it happened.</param>
internal sealed record MutatedExport(IReadOnlyList<(string Name, byte[] Bytes)> Files, string What)
{
    /// <summary>Other sums than the shop's own that may come out, and on which condition.</summary>
    public IReadOnlyList<Sums> Others { get; init; } = [];

    /// <summary>Parts of the names of warnings that name this kind of damage.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why nobody can tell this damage from data, whatever the sums; null where it has to be noticed.</summary>
    public string? Unknowable { get; init; }

    /// <summary>Answers that are others now, by the mapping's key.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a column is called now.</summary>
    public Func<string, string> Renamed { get; init; } = column => column;

    /// <summary>How exactly the time is told now; null = as before.</summary>
    public TimeSpan? Precision { get; init; }

}
