#:project ../src/Clientele/Clientele.csproj

// 3 · Clustering: how many segments the data support, whether they come back on other customers, and whether they are types at all.
//
//   dotnet run notebooks/03-clustering.cs                                       a small synthetic store
//   dotnet run notebooks/03-clustering.cs -- --data DIR --mapping M --out DIR   your own files; figures go to DIR

using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;
using Clientele.Validation.Personas;

string? Given(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
var output = Given("--out") ?? Path.Combine("notebook-figures", "03");
var data = Given("--data") ?? (await SyntheticStore.WriteAsync(Path.Combine(output, "store"), new() { Orders = 6_000, Seed = 42, Overwrite = true })).Folder;
using var transactions = await TransactionLoader.LoadAsync(new() { Path = data, Mapping = MappingFile.Load(Given("--mapping") ?? "olist") });
if (Given("--data") is null)
    Console.WriteLine("A synthetic store, made up with planted preferences. Name your own files with --data and --mapping.\n");
var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"));

// Stage 3, the choice of k. What is kept of the customers' spread always rises; the silhouette says how tidy, Jaccard and prediction strength whether the segments
// come back on resampled customers. A k that is tidy but does not come back is a property of this sample, not of the customers.
var choice = SegmentCount.Evaluate(features, new SegmentCountOptions { Smallest = 2, Largest = 10, Segmentation = new() { Seed = 42 } });
Console.WriteLine($"{"k",3} {"spread kept",11} {"silhouette",11} {"Jaccard min",12} {"median",7} {"prediction strength",20} {"±",5}");
foreach (var row in choice.Rows)
    Console.WriteLine($"{row.K,3} {row.SpreadKept,11:P0} {row.Segmentation.Silhouette?.Mean,11:0.000} {row.JaccardMin?.Mean,12:0.00} {row.JaccardMedian?.Mean,7:0.00} {row.PredictionStrength?.Mean,20:0.00} {row.PredictionStrength?.StandardError,5:0.00}");
Console.WriteLine($"Recommended: {choice.Recommended?.ToString() ?? "undecided"}. {choice.Reason}");

// The published demonstration takes 7; so do the notebooks from here on, to stay comparable.
var segmentation = choice.Rows.FirstOrDefault(row => row.K == 7)?.Segmentation ?? choice.Best;

// Near-binary features make k-means look good on data without any groups. So data with the same margins and correlations, but no groups,
// are drawn and cut in the same way: only a silhouette well above theirs would speak for types of people.
var without = CopulaNull.Evaluate(features, [segmentation.K], new CopulaNullOptions { Seed = 42 })[0];
Console.WriteLine($"""

    Silhouette of the {segmentation.K} segments: {without.Silhouette:0.000}. Data without groups reach {without.NullSilhouettes.Average():0.000} on average, {without.Share:P0} of it, and come out as tidy or tidier with p = {without.PValue:0.000} ({without.NullSilhouettes.Count} draws).
    {(without.PValue > .05 || without.Share > .8 ? "Read the segments as a useful way to cut the customers, not as types." : "There is more structure here than margins and correlations make by themselves.")}
    """);

// The centroids, in standard deviations from the mean of all customers: what a segment is, before anybody gives it a name.
Console.WriteLine($"\n{"segment",7} {"customers",10} {"share",7}  centroid, where it is more than 0.75 s.d. from everyone");
for (var s = 0; s < segmentation.K; s++)
{
    var centroid = segmentation.Centroids[s];
    var apart = segmentation.Features.Select((feature, j) => (feature.Name, Z: centroid[j])).Where(one => Math.Abs(one.Z) > .75).OrderByDescending(one => Math.Abs(one.Z));
    Console.WriteLine($"{s,7} {segmentation.Sizes[s],10:N0} {(double)segmentation.Sizes[s] / features.Count,7:P1}  {string.Join(", ", apart.Select(one => $"{one.Name} {one.Z:+0.0;−0.0}"))}");
}

// Another seed, another local optimum? Count the customers whose company changes.
var other = Segmenter.Fit(features, new SegmentationOptions { K = segmentation.K, Seed = 7, Silhouette = false });
var moved = segmentation.Labels.Zip(other.Labels).GroupBy(pair => pair.First).Sum(group => group.Count() - group.CountBy(pair => pair.Second).Max(one => one.Value));
Console.WriteLine($"\nWith seed 7 the inertia is {other.Inertia:N0} instead of {segmentation.Inertia:N0}; {(double)moved / features.Count:P1} of the customers part from most of their segment.");

// Names come in the next notebook; the map needs them for its legend already.
var personas = PersonaProfiler.Describe(features, segmentation, transactions.Mapping.Currency);
var written = FigureFiles.Write(output, new FigureInput
{
    Customers = CustomerStatistics.Of(transactions, features, segmentation),
    Personas = personas,
    Mapping = transactions.Mapping.Name,
    DataSha256 = transactions.DataSha256,
    SegmentCount = SegmentCountRecord.From(choice, transactions),
}, new FigureOptions { Themes = [FigureTheme.Light], Formats = [FigureFormat.Png], Only = ["segment-count", "segment-map", "segment-sizes"] });
Console.WriteLine($"\n{written.Files.Count} figures in {output}.");
foreach (var (figure, reason) in written.Missing)
    Console.WriteLine($"No {figure}: {reason}.");
