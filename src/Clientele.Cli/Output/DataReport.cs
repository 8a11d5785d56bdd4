using System.Globalization;
using Clientele.Data;
using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Prints what became of a shop's rows.</summary>
internal static class DataReport
{
    private const int MostRejected = 5;
    private const int FewOrders = 100;

    /// <summary>The table of files, the totals and the first rejected rows.</summary>
    public static void Write(Terminal terminal, Transactions transactions)
    {
        var table = new ResultTable().Words("file", wrap: false).Numbers("rows").Numbers("used").Numbers("rejected").Words("excluded by rule");
        foreach (var file in transactions.Files)
            table.Row(file.File, Number.Count(file.Rows), Number.Count(file.Accepted), Number.Count(file.Rejected), Excluded(file));
        table.Write(terminal, "Data");
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{transactions.Orders:#,0} orders of {transactions.Customers:#,0} customers, {transactions.FirstOrder:yyyy-MM-dd} to {transactions.LastOrder:yyyy-MM-dd}, amounts in {transactions.Mapping.Currency} (mapping {transactions.Mapping.Name})."));
        if (transactions.Orders == transactions.Customers && transactions.Orders >= FewOrders)
            terminal.Line("Every customer has exactly one order. Is the customer id the same for all orders of a person, or new for each order?");
        foreach (var warning in transactions.Warnings)
            terminal.Line($"Please check: {warning.Text}");
        WriteRejected(terminal, transactions.Rejected);
    }

    /// <summary>Sums to hold against the shop's own figures.</summary>
    public static void WriteTotals(Terminal terminal, Transactions transactions)
    {
        var totals = transactions.Totals;
        terminal.Line();
        terminal.Line("To compare with the shop's own figures:");
        Line("customers", $"{Number.Count(totals.Customers)}; the largest has {Number.Percent(totals.LargestCustomerShare, "0.##")} of the orders");
        Line("orders", $"{Number.Count(totals.Orders)}, {Number.Count(totals.WeekendOrders)} of them on a weekend");
        Line("first order", $"{totals.FirstOrder.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}, {transactions.Mapping.TimeZone}");
        Line("last order", totals.LastOrder.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Line("lines", $"{Number.Count(totals.Lines)}, {Number.Count(totals.LinesAtZero)} of them cost nothing");
        Line("units", totals.Units.ToString("#,##0.####", CultureInfo.InvariantCulture));
        Line("amount", $"{Money(totals.Amount)} {transactions.Mapping.Currency}");
        Line("", $"after discounts, before refunds, without freight{DataWords.Tax(transactions.Mapping.Items.PricesHoldTax, totals.Tax)}");
        Line("discounts", Money(totals.Discount));
        Line("freight", Money(totals.Freight));
        Line("refunds", Money(totals.Refunds));
        Line("tax", Money(totals.Tax));

        void Line(string name, string value) => terminal.Line($"  {name,-12} {value}");
    }

    private static string Money(decimal? amount) => amount is { } sum ? sum.ToString("#,##0.00", CultureInfo.InvariantCulture) : "not mapped";

    private static void WriteRejected(Terminal terminal, IReadOnlyList<RejectedRow> rejected)
    {
        if (rejected.Count == 0)
            return;
        terminal.Line();
        terminal.Line(rejected.Count <= MostRejected ? "Rejected rows:" : $"Rejected rows, the first {MostRejected} of {Number.Count(rejected.Count)}:");
        foreach (var row in rejected.Take(MostRejected))
        {
            var column = row.Column.Length == 0 ? "" : $" (column {row.Column})";
            var value = row.Value.Length == 0 ? "" : $"\"{Words.Cut(row.Value, 40)}\" ";
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {row.File}, line {row.Line}: {value}{row.Reason}{column}"));
        }
    }

    private static string Excluded(FileAccount file) =>
        string.Join(", ", file.Excluded.Where(rule => rule.Value > 0).Select(rule => $"{Number.Count(rule.Value)} {rule.Key.Replace('_', ' ')}"));
}
