namespace Clientele.Data.Guessing;

/// <summary>Everything that was decided about a shop's files, before it is written down.</summary>
internal sealed record ShopGuess
{
    public required IReadOnlyList<FileMeanings> Files { get; init; }

    /// <summary>The file of the orders, or of the order lines.</summary>
    public required FileMeanings Orders { get; init; }

    /// <summary>The file of the items; the same as <see cref="Orders"/> in a one-file shop.</summary>
    public required FileMeanings Items { get; init; }

    /// <summary>A file of payments or reviews of its own; null when there is none.</summary>
    public FileMeanings? Payments { get; init; }

    public FileMeanings? Reviews { get; init; }

    public required CurrencyGuess Currency { get; init; }

    public ZoneGuess Zone { get; init; } = ZoneGuess.Unknown;

    /// <summary>Times of the orders that are known to be written in UTC; empty when they are local or say their own offset.</summary>
    public IReadOnlyList<DateTime> UtcTimes { get; init; } = [];

    /// <summary>Numbers by file name.</summary>
    public required IReadOnlyDictionary<string, FileNumbers> Numbers { get; init; }

    public PriceRole? Price { get; init; }

    public MoneyRoles Money { get; init; } = new([], []);

    public LineKinds Kinds { get; init; } = new(null, [], null, [], 0);

    public NobodyWords Nobody { get; init; } = new([], "");

    /// <summary>How the columns of times are written, by file and column.</summary>
    public IReadOnlyDictionary<(string File, string Column), TimeReading> Times { get; init; } = new Dictionary<(string, string),
        TimeReading>();

    /// <summary>Column of what was paid for an order, where payments are columns; null when the items say it.</summary>
    public ColumnProfile? PaidTotal { get; init; }

    /// <summary>Words for nothing beside the ones that are always known.</summary>
    public IReadOnlyList<string> EmptyValues { get; init; } = [];

    /// <summary>The mark of a column; <see cref="NumberMark.None"/> when it was not looked at.</summary>
    public NumberMark MarkOf(ColumnProfile column) => Numbers[column.File.Name].Marks.GetValueOrDefault(column.Name, NumberMark.None);

    /// <summary>How a column of times is written; null when it was not looked at or is typed in its file.</summary>
    public TimeReading? TimeOf(ColumnProfile? column) => column is null ? null : Times.GetValueOrDefault((column.File.Name, column.Name));
}
