namespace Clientele.Reporting;

/// <summary>Sentences about a shop's data that the command line and the studio share.</summary>
public static class DataWords
{
    /// <summary>How the amount of <see cref="Data.TransactionTotals"/> stands to tax; continues "without freight".</summary>
    /// <param name="pricesHoldTax">What the mapping says of the prices.</param>
    /// <param name="tax">The tax that was summed up; null when none is mapped.</param>
    public static string Tax(bool? pricesHoldTax, decimal? tax) => (pricesHoldTax, tax) switch
    {
        (true, null) => ", tax included",
        (null, _) => ", tax as in the file",
        _ => " and tax",
    };
}
