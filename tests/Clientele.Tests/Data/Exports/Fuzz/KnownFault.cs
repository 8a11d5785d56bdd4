namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>A violation of the law that is known and not fixed yet. It is tolerated for its mutation and format, and asserted to be there
/// still, so that the list cannot rot.</summary>
/// <param name="Mutation">What is done.</param>
/// <param name="Dress">To which format.</param>
/// <param name="Seed">Seed of the change that shows it, on the first made-up shop.</param>
/// <param name="Reason">What goes wrong.</param>
internal sealed record KnownFault(string Mutation, string Dress, int Seed, string Reason)
{
    private const string Twice = "a line that stands twice with its own id counts twice, without a word";
    private const string Shortened =
        "an order's id that is shortened is no id, and each row counts as an order or another column becomes the id";
    private const string NoClock = "one date of another form, and the column of times is not read";
    private const string Refunds = "one torn row, and the refund of an order is taken for that of each line";

    public static IReadOnlyList<KnownFault> All { get; } =
    [
        new("a line twice", "etsy_sold_items", 1, Twice) { IsEverywhere = true },
        new("ids shortened by a spreadsheet", "etsy_sold_items", 3, Shortened),
        new("ids shortened by a spreadsheet", "excel_csv_utf8", 3, Shortened),
        new("ids shortened by a spreadsheet", "excel_unicode_text", 3, Shortened),
        new("ids shortened by a spreadsheet", "chilean_sales", 3, Shortened),
        new("a date garbled", "excel_csv_utf8", 2, NoClock), new("a date garbled", "german_till", 2, NoClock),
        new("a cell twice", "woocommerce_lines", 9, Refunds), new("a cell twice", "woocommerce_advanced", 3, Refunds),
    ];

    /// <summary>Whether it is the same in every format.</summary>
    public bool IsEverywhere { get; init; }

    /// <summary>Whether a violation is known.</summary>
    public static bool Covers(FuzzResult result) =>
        All.Any(fault => fault.Mutation == result.Mutation && (fault.IsEverywhere || fault.Dress == result.Dress));
}
