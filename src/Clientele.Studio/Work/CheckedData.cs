using Clientele.Data;
using Clientele.Reporting;

namespace Clientele.Studio.Work;

/// <summary>What became of every row when the data were last read.</summary>
internal sealed record CheckedData(
    DataSource Source, long Customers, long Orders, DateTime FirstOrder, DateTime LastOrder, string Currency, IReadOnlyList<FileAccount> Files, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<DataWarning> Warnings,
    TransactionTotals Totals, string TimeZone, bool? PricesHoldTax, bool HasPayments, string DataSha256)
{
    /// <summary>The account of transactions.</summary>
    public static CheckedData Of(DataSource source, Transactions transactions) => new(
        source, transactions.Customers, transactions.Orders, transactions.FirstOrder, transactions.LastOrder, transactions.Mapping.Currency, transactions.Files, transactions.Rejected, transactions.Warnings, transactions.Totals,
        transactions.Mapping.TimeZone, transactions.Mapping.Items.PricesHoldTax,
        transactions.Mapping.Instalments is not null, transactions.DataSha256);

    /// <summary>What the amount holds beside the goods, in words.</summary>
    public string Prices => DataWords.Tax(PricesHoldTax, Totals.Tax);

    /// <summary>Rows that were rejected; <see cref="Rejected"/> holds the first of each file.</summary>
    public long RejectedInAll => Files.Sum(file => file.Rejected);

    /// <summary>Files of which more than a hundredth of the rows were rejected: nothing is learned from them before the mapping is mended.</summary>
    public IReadOnlyList<FileAccount> TooManyRejected => [.. Files.Where(file => file.Rejected > 0.01 * file.Rows)];
}
