namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>A violation of the law that is known and not fixed yet. It is tolerated for its mutation and format, and asserted to be there
/// still, so that the list cannot rot.</summary>
/// <param name="Mutation">What is done.</param>
/// <param name="Dress">To which format.</param>
/// <param name="Seed">Seed of the change that shows it, on the first made-up shop.</param>
/// <param name="Reason">What goes wrong.</param>
internal sealed record KnownFault(string Mutation, string Dress, int Seed, string Reason)
{
    private const string Shortened = "an order's id that is shortened is no id, and where only days are known each row counts as an order";

    public static IReadOnlyList<KnownFault> All { get; } =
    [
        new("a line twice", "etsy_sold_items", 1,
            "a line that stands twice with its own id counts twice, without a word") { IsEverywhere = true },
        new("ids shortened by a spreadsheet", "etsy_sold_items", 3, Shortened),
        new("ids shortened by a spreadsheet", "chilean_sales", 3, Shortened),
    ];

    /// <summary>Whether it is the same in every format.</summary>
    public bool IsEverywhere { get; init; }

    /// <summary>Whether a violation is known.</summary>
    public static bool Covers(FuzzResult result) =>
        All.Any(fault => fault.Mutation == result.Mutation && (fault.IsEverywhere || fault.Dress == result.Dress));
}
