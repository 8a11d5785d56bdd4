#:project ../src/Clientele/Clientele.csproj

// 1 · Explore: what is in the shop's files, and what has to be known before anything is modelled.
//
//   dotnet run notebooks/01-explore.cs                                       a small synthetic store
//   dotnet run notebooks/01-explore.cs -- --data DIR --mapping M --out DIR   your own files; figures go to DIR

using Clientele.Data;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;

string? Given(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
var output = Given("--out") ?? Path.Combine("notebook-figures", "01");
var data = Given("--data") ?? (await SyntheticStore.WriteAsync(Path.Combine(output, "store"), new() { Orders = 6_000, Seed = 42, Overwrite = true })).Folder;
var source = new TransactionSource { Path = data, Mapping = MappingFile.Load(Given("--mapping") ?? "olist") };
if (Given("--data") is null)
    Console.WriteLine("A synthetic store, made up with planted preferences. Name your own files with --data and --mapping.\n");

// Stage 1. Every row is used, left out by a named rule, or rejected with its reason: the three add up to the file, or the load fails.
using var transactions = await TransactionLoader.LoadAsync(source);

Console.WriteLine($"{"file",-40} {"rows",10} {"used",10} {"rejected",9}  left out by rule");
foreach (var file in transactions.Files)
    Console.WriteLine($"{file.File,-40} {file.Rows,10:N0} {file.Accepted,10:N0} {file.Rejected,9:N0}  {string.Join(", ", file.Excluded.Select(rule => $"{rule.Key} {rule.Value:N0}"))}");

// Volumes, counted so that no shown number stands for one to four customers.
var shop = await ShopStatistics.ReadAsync(transactions, OrderStatuses.Read(source));
Console.WriteLine($"""

    {shop.Orders:N0} orders of {shop.Customers:N0} customers with {shop.Items:N0} items, {transactions.FirstOrder:yyyy-MM-dd} to {transactions.LastOrder:yyyy-MM-dd}.
    {(double)shop.Orders / shop.Customers:0.00} orders a customer: {Share(shop.OrdersACustomer[0].Count, shop.Customers)} came once, so "loyalty" rests on few people here.
    """);

// Order-level records: what the choice model learns from. NaN and 0 mean "not recorded", and stay that way.
var orders = await transactions.ReadOrdersAsync();
var items = await transactions.ReadItemsAsync();
Console.WriteLine($"\n{$"amounts in {shop.Currency}",-22} {"known",9} {"mean",9} {"10 %",9} {"median",9} {"90 %",9} {"max",9}");
Amounts("price of an item", items.Price);
Amounts("freight of an item", items.Freight);
Amounts("goods of an order", orders.Amount);
Amounts("paid for an order", orders.PaymentValue);

// Money is skewed: the mean is far above the median. That is why features of money are clustered by their logarithm (notebook 2).
Cells("Way of paying", shop.Methods);
Cells("Instalments of orders paid by card", shop.Instalments);
Cells("Items by category", shop.Categories, most: 8);
Cells("Customers by state", shop.States, most: 8);

// Stars against lateness: the strongest thing that happens to a customer, and one that the fidelity report holds the agent to.
if (shop.Stars is { } stars)
    Console.WriteLine($"\nStars 1 to 5: {string.Join("  ", stars.Select((count, i) => $"{i + 1}: {Share(count, stars.Sum())}"))}");
if (shop.StarsByDelay.Count > 0)
{
    Console.WriteLine($"{shop.LateShare:P1} came after the promised day; the median order took {shop.MedianDeliveryDays:0} days.\n");
    Console.WriteLine($"{"days late",12} {"orders",9} {"stars",6} {"± s.e.",7}");
    foreach (var late in shop.StarsByDelay)
        Console.WriteLine($"{Days(late.From, late.To),12} {late.Orders,9:N0} {late.Mean,6:0.00} {late.StandardError,7:0.000}");
}

// What goes together in an order. Correlations are no effects: dear things are heavy, and cost more freight and more instalments.
var names = shop.Correlations.Names;
var pairs = from a in Enumerable.Range(0, names.Count)
            from b in Enumerable.Range(a + 1, names.Count - a - 1)
            let r = shop.Correlations.Values[a][b]
            where double.IsFinite(r)
            orderby Math.Abs(r) descending
            select (Pair: $"{names[a]} and {names[b]}", r);
Console.WriteLine("\nStrongest correlations in an order");
foreach (var (pair, r) in pairs.Take(6))
    Console.WriteLine($"{pair,-40} {r,6:0.00}");

var written = FigureFiles.Write(output, new FigureInput { Shop = shop }, new FigureOptions
{
    Themes = [FigureTheme.Light],
    Formats = [FigureFormat.Png],
    Only = ["prices", "payments", "review-scores", "orders", "categories", "customers", "order-correlations", "delivery", "delay-ratings"],
});
Console.WriteLine($"\n{written.Files.Count} figures in {output}.");
foreach (var (figure, reason) in written.Missing)
    Console.WriteLine($"No {figure}: {reason}.");

static string Share(long part, long whole) => $"{(double)part / whole:P1}";

static string Days(int from, int to) => from == to ? $"{from}" : from == int.MinValue ? $"{to} or less" : to == int.MaxValue ? $"{from} or more" : $"{from} to {to}";

static void Amounts(string name, double[] column)
{
    var sorted = column.Where(double.IsFinite).Order().ToArray();
    if (sorted.Length > 0)
        Console.WriteLine($"{name,-22} {sorted.Length,9:N0} {sorted.Average(),9:N2} {sorted[sorted.Length / 10],9:N2} {sorted[sorted.Length / 2],9:N2} {sorted[sorted.Length * 9 / 10],9:N2} {sorted[^1],9:N2}");
}

static void Cells(string title, CountedCells? counted, int most = 12)
{
    if (counted is null)
        return;
    Console.WriteLine($"\n{title}");
    var shown = counted.Cells.Take(most).ToList();
    foreach (var (name, count) in shown)
        Console.WriteLine($"{name,-30} {count,9:N0} {Share(count, counted.Total),8}");
    if (counted.Total - shown.Sum(cell => cell.Count) is > 0 and var rest)
        Console.WriteLine($"{"all others",-30} {rest,9:N0} {Share(rest, counted.Total),8}");
}
