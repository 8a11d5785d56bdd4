#:project ../src/Clientele/Clientele.csproj

// 2 · Features: one row a customer. What each number means, how it is spread, and which of them say the same.
//
//   dotnet run notebooks/02-features.cs                                       a small synthetic store
//   dotnet run notebooks/02-features.cs -- --data DIR --mapping M --out DIR   your own files; figures go to DIR

using Clientele.Data;
using Clientele.Features;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;

string? Given(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
var output = Given("--out") ?? Path.Combine("notebook-figures", "02");
var data = Given("--data") ?? (await SyntheticStore.WriteAsync(Path.Combine(output, "store"), new() { Orders = 6_000, Seed = 42, Overwrite = true })).Folder;
using var transactions = await TransactionLoader.LoadAsync(new() { Path = data, Mapping = MappingFile.Load(Given("--mapping") ?? "olist") });
if (Given("--data") is null)
    Console.WriteLine("A synthetic store, made up with planted preferences. Name your own files with --data and --mapping.\n");

// Stage 2. A feature is one SQL file with its unit, definition and source on top; samples/own-feature.cs adds one.
var set = FeatureSet.Load("reference");
foreach (var (feature, grain, needs, _) in set.Features)
    Console.WriteLine($"{feature.Name,-22} {feature.Unit,-12} {feature.Definition}");

// What the shop does not record is switched off and named, never filled with a guess; who lacks a value is left out and counted.
var features = await FeatureBuilder.BuildAsync(transactions, set);
Console.WriteLine($"\n{features.Count:N0} of {transactions.Customers:N0} customers have all {features.Features.Count} features.");
foreach (var (name, reason) in features.SwitchedOff)
    Console.WriteLine($"Switched off: {name}, because {reason}.");
foreach (var (name, without) in features.Dropped)
    Console.WriteLine($"Left out: {without:N0} customers without {name}.");

// "Mode" is the share of customers who have the most frequent value. Near 100 % a feature is a switch rather than a scale, and k-means
// will cut along switches: tidy groups whether or not there are types of people (notebook 3 puts that to the test).
Console.WriteLine($"\n{"feature",-22} {"mean",9} {"s.d.",9} {"10 %",8} {"median",8} {"90 %",8} {"max",10} {"values",7} {"mode",7}");
foreach (var (feature, column) in features.Features.Zip(features.Columns))
{
    var sorted = column.Order().ToArray();
    var mean = sorted.Average();
    var deviation = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
    var values = sorted.CountBy(value => value).ToList();
    Console.WriteLine($"{feature.Name,-22} {mean,9:N2} {deviation,9:N2} {At(.1),8:N2} {At(.5),8:N2} {At(.9),8:N2} {sorted[^1],10:N2} {values.Count,7:N0} {values.Max(value => value.Value) / (double)sorted.Length,7:P0}");

    double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
}

// Skewed money and counts are clustered as ln(1 + x): otherwise a few big spenders would be the only thing that k-means sees.
var customers = CustomerStatistics.Of(transactions, features);
Console.WriteLine($"\n{"skewness",-22} {"raw",8} {"ln(1+x)",8}   0 = symmetric");
foreach (var feature in customers.Transformed)
    Console.WriteLine($"{feature.Feature.Name,-22} {feature.SkewBefore,8:0.0;−0.0;0.0} {feature.SkewAfter,8:0.0;−0.0;0.0}");

// Features that say the same count twice in every distance. Here: total and item price, since most customers bought one thing once.
var correlations = customers.Correlations;
Console.WriteLine("\nCorrelations as clustered, above 0.3 in size");
for (var a = 0; a < correlations.Names.Count; a++)
    for (var b = a + 1; b < correlations.Names.Count; b++)
        if (Math.Abs(correlations.Values[a][b]) > .3)
            Console.WriteLine($"{correlations.Names[a]} and {correlations.Names[b]}: {correlations.Values[a][b]:0.00}");

// Two readings to beware of, both kept for comparability with earlier work.
if (features.Features.Any(feature => feature.Trait == FeatureTrait.Satisfaction))
{
    var orders = await transactions.ReadOrdersAsync();
    var silent = orders.CustomerIds.Count - orders.Customer.Where((_, order) => orders.Stars[order] > 0).Distinct().Count();
    Console.WriteLine($"\n{silent:N0} customers wrote no review, and count as not positive: a \"critical\" segment holds silent people too.");
    Console.WriteLine("Who orders more often has more chances to hit a weekend or a second category: these rise with frequency.");
}

var written = FigureFiles.Write(output, new FigureInput { Customers = customers }, new FigureOptions
{
    Themes = [FigureTheme.Light],
    Formats = [FigureFormat.Png],
    Only = ["feature-transforms", "feature-correlations"],
});
Console.WriteLine($"\n{written.Files.Count} figures in {output}.");
foreach (var (figure, reason) in written.Missing)
    Console.WriteLine($"No {figure}: {reason}.");
