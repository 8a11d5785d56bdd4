using System.Globalization;
using System.Text;
using Clientele.Data;
using Clientele.Features;
using Clientele.Validation.Personas;

namespace Clientele.Benchmarks;

/// <summary>Does any cut of a shop's customers beat data without groups? <c>null --data DIR --mapping M [--draws 199] [--customers 20000] [--seed 42] [--out FILE]</c>: both shipped
/// feature sets, 2 to 10 segments, and the largest silhouette over all of them in standard deviations of its own draws (Westfall and Young 1993).</summary>
internal static class NullRun
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new RunArguments(arguments);
        var options = new CopulaNullOptions { Draws = given.Whole("--draws", 199), Customers = given.Whole("--customers", 20_000), Seed = given.Whole("--seed", 42) };
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = given.Text("--data", "."), Mapping = MappingFile.Load(given.Text("--mapping", "olist")) });
        int[] numbers = [.. Enumerable.Range(2, 9)];
        var found = new List<(string Set, int K, CopulaNull Null)>();
        var customers = 0;
        foreach (var set in FeatureSet.Shipped)
        {
            var matrix = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load(set));
            customers = Math.Max(customers, matrix.Count);
            found.AddRange(CopulaNull.Evaluate(matrix, numbers, options).Select((drawn, i) => (set, numbers[i], drawn)));
        }
        var adjusted = PersonaClaim.AdjustedPValues([.. found.Select(one => one.Null)]);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{transactions.Mapping.Name}: {customers:#,0} customers, {Math.Min(customers, options.Customers):#,0} of them in each of 1 real and {options.Draws} drawn data sets. Largest statistic over all {found.Count} cuts: p = {adjusted.Min():0.000}.");
        text.AppendLine();
        text.AppendLine("| features | k | silhouette | of data without groups | share | p, alone | p, of all | largest miss of a correlation |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var ((set, k, drawn), p) in found.Zip(adjusted))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {set} | {k} | {drawn.Silhouette:0.000} | {drawn.NullSilhouettes.Average():0.000} | {100 * drawn.Share:0} % | {drawn.PValue:0.000} | {p:0.000} | {drawn.LargestDeviation:0.000} |");
        Console.Write(text);
        if (given.Text("--out", "") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, $"# Segments beside data without groups\n\n{text}");
        return 0;
    }
}
