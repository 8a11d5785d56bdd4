namespace Clientele.Data;

/// <summary>How a shop's files become the canonical tables orders, items, payments and reviews. Read from YAML (docs/schemas/mapping.schema.json,
/// docs/data.md); Olist is one mapping, not a special case.</summary>
public sealed partial record Mapping
{
    /// <summary>Name: <c>olist</c>, <c>cdnow</c>, or the user's own.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The text that it was read from; empty when it was made otherwise.</summary>
    internal string Yaml { get; init; } = "";

    /// <summary>IANA time zone of the shop. Times with an offset are brought to it; times without one are taken as local.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Days that count as weekend. Default Saturday and Sunday.</summary>
    public IReadOnlyList<DayOfWeek> WeekendDays { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Which instalment plans the shop offers. Default: none.</summary>
    public InstalmentRule Instalments { get; init; } = InstalmentRule.None;

    /// <summary>How times are written: <c>iso</c> (default) or a strptime pattern such as <c>%d/%m/%Y %H:%M</c>.</summary>
    public string DateFormat { get; init; } = "iso";

    /// <summary>Decimal mark, <c>.</c> (default) or <c>,</c>; the other of the two may mark thousands.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>Decimal marks of columns that differ from <see cref="Decimal"/>, by file and column; an empty column stands for the whole file.</summary>
    public IReadOnlyDictionary<(string File, string Column), string> Decimals { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Time formats of columns that differ from <see cref="DateFormat"/>, by file and column; an empty column stands for the whole file.</summary>
    public IReadOnlyDictionary<(string File, string Column), string> DateFormats { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Zones in which times without an offset are written, by file, where it is not <see cref="TimeZone"/>.</summary>
    public IReadOnlyDictionary<string, string> SourceZones { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Days on which an order is believed, both ends included. Default 1990-01-01 to the day after the data are read.</summary>
    public DateRange OrderDates { get; init; } = DateRange.Believed;

    /// <summary>Texts that mean "nothing" in every column, beside the ones that always do (<see cref="EmptyWords"/>).</summary>
    public IReadOnlyList<string> EmptyValues { get; init; } = [];

    /// <summary>Largest believable amount of one row, currency; above it a row is rejected as absurd. Default 100,000.</summary>
    public double AmountLimit { get; init; } = 100_000;

    /// <summary>How the text files are written, where <see cref="Formats"/> does not say otherwise.</summary>
    public FileFormat Format { get; init; } = new();

    /// <summary>Files that are written differently, by name.</summary>
    public IReadOnlyDictionary<string, FileFormat> Formats { get; init; } = new SortedDictionary<string, FileFormat>(StringComparer.Ordinal);

    /// <summary>Tables whose rows stand in several files: file names by the name that outputs give to all of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Dimension files by name.</summary>
    public IReadOnlyDictionary<string, LookupMapping> Lookups { get; init; } = new SortedDictionary<string, LookupMapping>(StringComparer.Ordinal);

    /// <summary>One row an order, or the file of order lines when it is the same file as <see cref="Items"/>.</summary>
    public required OrdersMapping Orders { get; init; }

    /// <summary>One row an item or order line.</summary>
    public required ItemsMapping Items { get; init; }

    /// <summary>One row a payment, or columns in the rows of orders or items; null when the shop records none.</summary>
    public PaymentsMapping? Payments { get; init; }

    /// <summary>One row a review, or columns in the rows of orders or items; null when the shop records none.</summary>
    public ReviewsMapping? Reviews { get; init; }

    /// <summary>SHA-256 of the mapping's text, lower-case hexadecimal; empty for a mapping made in code.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Keys whose value is <see cref="MappingFile.Ambiguous"/>: nothing is read before somebody sets them. <c>decimal</c>, <c>items.decimal.Price</c> …</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>The decimal mark of a column.</summary>
    internal char DecimalOf(string file, string column) => (Decimals.GetValueOrDefault((file, column)) ?? Decimals.GetValueOrDefault((file, "")))?[0] ?? Decimal;

    /// <summary>The time format of a column.</summary>
    internal string DateFormatOf(string file, string column) => DateFormats.GetValueOrDefault((file, column)) ?? DateFormats.GetValueOrDefault((file, "")) ?? DateFormat;

    /// <summary>The files that hold a table's rows: names, or patterns with <c>*</c>.</summary>
    internal IReadOnlyList<string> PartsOf(string file) => Parts.GetValueOrDefault(file) ?? [file];

    /// <summary>Whether a file holds order lines: each row an item and, with the rows of the same id, the order.</summary>
    internal bool HasOrderLines => Items.File == Orders.File;

    /// <summary>Whether the payments are columns in the rows of orders or items.</summary>
    internal bool PaymentsAreColumns => Payments?.File == Orders.File || Payments?.File == Items.File;

    /// <summary>Whether the reviews are columns in the rows of orders, items or payments.</summary>
    internal bool ReviewsAreColumns => Reviews is not null && (Reviews.File == Orders.File || Reviews.File == Items.File || Reviews.File == Payments?.File);
}

/// <summary>A dimension file: products, customers, translations.</summary>
/// <param name="File">File name.</param>
/// <param name="Key">Column that other files refer to; unique.</param>
public sealed record LookupMapping(string File, string Key);

/// <summary>Days, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null = the day after the data are read.</param>
public sealed record DateRange(DateOnly From, DateOnly? To)
{
    /// <summary>What is believed of an order where the mapping says nothing: 1990-01-01 to the day after the data are read.</summary>
    public static DateRange Believed { get; } = new(new DateOnly(1990, 1, 1), null);
}

/// <summary>A column of money beside the price: a discount, freight, a refund, tax.</summary>
/// <param name="Column">Column of the table's own file.</param>
/// <param name="Per">What one value of it is for.</param>
public sealed record MoneyColumn(string Column, MoneyPer Per = MoneyPer.Line);

/// <summary>What a value of a <see cref="MoneyColumn"/> is for.</summary>
public enum MoneyPer
{
    /// <summary>The row.</summary>
    Line,

    /// <summary>One unit of the row; multiplied by the quantity.</summary>
    Unit,

    /// <summary>The whole order: written on its first line alone or repeated on every line, it counts once.</summary>
    Order,
}

/// <summary>Where orders stand.</summary>
public sealed record OrdersMapping
{
    /// <summary>File name.</summary>
    public required string File { get; init; }

    /// <summary>Column of the order's id; null when every row is an order of its own.</summary>
    public string? OrderId { get; init; }

    /// <summary>The customer's id, the same for all of the customer's orders. Empty = anonymous, excluded.</summary>
    public required ColumnPath Customer { get; init; }

    /// <summary>Customers that are nobody, such as <c>0</c> or <c>Guest</c>, compared without case; null = the words of <see cref="EmptyWords.Nobody"/>.</summary>
    public IReadOnlyList<string>? Anonymous { get; init; }

    /// <summary>Whether customers are e-mail addresses, which are compared without case.</summary>
    public bool CustomerIsEmail { get; init; }

    /// <summary>When the order was placed.</summary>
    public required string OrderedAt { get; init; }

    /// <summary>The time of day, where <see cref="OrderedAt"/> holds the date alone.</summary>
    public string? OrderedTime { get; init; }

    /// <summary>When delivery was promised.</summary>
    public string? PromisedAt { get; init; }

    /// <summary>When the order arrived.</summary>
    public string? DeliveredAt { get; init; }

    /// <summary>The customer's state or region.</summary>
    public ColumnPath? CustomerState { get; init; }

    /// <summary>Discount of the whole order, taken off its items in proportion to their amounts.</summary>
    public string? Discount { get; init; }

    /// <summary>Freight of the whole order, on top of the amount.</summary>
    public string? Freight { get; init; }

    /// <summary>What was paid back for the order. Amounts are before refunds.</summary>
    public string? Refund { get; init; }

    /// <summary>Tax of the whole order.</summary>
    public string? Tax { get; init; }

    /// <summary>Rows left out on purpose.</summary>
    public IReadOnlyList<ExclusionRule> Exclude { get; init; } = [];
}

/// <summary>Where items stand.</summary>
public sealed record ItemsMapping
{
    /// <summary>File name.</summary>
    public required string File { get; init; }

    /// <summary>Column of the order's id; null in a file where every row is an order of its own.</summary>
    public string? OrderId { get; init; }

    /// <summary>Amount of the row without freight; or <see cref="UnitPrice"/> with <see cref="Quantity"/>.</summary>
    public string? Amount { get; init; }

    /// <summary>Price of a unit.</summary>
    public string? UnitPrice { get; init; }

    /// <summary>Units in the row; default 1.</summary>
    public string? Quantity { get; init; }

    /// <summary>What is taken off the row's amount, whatever its sign.</summary>
    public MoneyColumn? Discount { get; init; }

    /// <summary>Rows that are no articles but reductions of their order, taken off its items in proportion to their amounts.</summary>
    public IReadOnlyList<ExclusionRule> DiscountLines { get; init; } = [];

    /// <summary>Freight, on top of the amount.</summary>
    public MoneyColumn? Freight { get; init; }

    /// <summary>What was paid back. Amounts are before refunds.</summary>
    public MoneyColumn? Refund { get; init; }

    /// <summary>Tax.</summary>
    public MoneyColumn? Tax { get; init; }

    /// <summary>Whether the prices hold the tax; null = not said. Where they do and <see cref="Tax"/> or the orders' tax is known, amounts are without it.</summary>
    public bool? PricesHoldTax { get; init; }

    /// <summary>Product id.</summary>
    public string? Product { get; init; }

    /// <summary>Seller id.</summary>
    public string? Seller { get; init; }

    /// <summary>State of the seller.</summary>
    public ColumnPath? SellerState { get; init; }

    /// <summary>Category name.</summary>
    public ColumnPath? Category { get; init; }

    /// <summary>Rows left out on purpose.</summary>
    public IReadOnlyList<ExclusionRule> Exclude { get; init; } = [];
}

/// <summary>Where payments stand.</summary>
public sealed record PaymentsMapping
{
    /// <summary>File name.</summary>
    public required string File { get; init; }

    /// <summary>Column of the order's id; null in a file that holds orders or items too.</summary>
    public string? OrderId { get; init; }

    /// <summary>How it was paid, in the shop's words.</summary>
    public required string Method { get; init; }

    /// <summary>What the shop's words mean.</summary>
    public required IReadOnlyDictionary<string, PaymentMethod> Methods { get; init; }

    /// <summary>Number of instalments; default 1.</summary>
    public string? Instalments { get; init; }

    /// <summary>Amount paid; may be null in a file that holds orders or items too: then what the order's items cost, freight included.</summary>
    public string? Value { get; init; }

    /// <summary>Rows left out on purpose.</summary>
    public IReadOnlyList<ExclusionRule> Exclude { get; init; } = [];
}

/// <summary>Where reviews stand.</summary>
public sealed record ReviewsMapping
{
    /// <summary>File name.</summary>
    public required string File { get; init; }

    /// <summary>Column of the order's id; null in a file that holds orders or items too.</summary>
    public string? OrderId { get; init; }

    /// <summary>Stars, 1..5.</summary>
    public required string Stars { get; init; }

    /// <summary>When the review was asked for.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>Rows left out on purpose.</summary>
    public IReadOnlyList<ExclusionRule> Exclude { get; init; } = [];
}
