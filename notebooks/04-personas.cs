#:project ../src/Clientele/Clientele.csproj

// 4 · Personas: what sets each segment apart, which number each sentence rests on, and what a language model would be told.
//
//   dotnet run notebooks/04-personas.cs                                       a small synthetic store
//   dotnet run notebooks/04-personas.cs -- --data DIR --mapping M --out DIR   your own files; figures go to DIR

using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Reporting.Figures;

string? Given(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();
var output = Given("--out") ?? Path.Combine("notebook-figures", "04");
var data = Given("--data") ?? (await SyntheticStore.WriteAsync(Path.Combine(output, "store"), new() { Orders = 6_000, Seed = 42, Overwrite = true })).Folder;
using var transactions = await TransactionLoader.LoadAsync(new() { Path = data, Mapping = MappingFile.Load(Given("--mapping") ?? "olist") });
if (Given("--data") is null)
    Console.WriteLine("A synthetic store, made up with planted preferences. Name your own files with --data and --mapping.\n");
var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"));
var segmentation = Segmenter.Fit(features, new SegmentationOptions { K = 7, Seed = 42 });

// Stage 4. Names depend on the customers of a segment, never on its number: another seed that finds the same people finds the same names.
var set = PersonaProfiler.Describe(features, segmentation, transactions.Mapping.Currency);

// z = (persona's mean − everyone's mean) / everyone's standard deviation; beyond ±0.75 it is marked, and worth words.
Console.WriteLine($"{"z-scores",-32} {"share",7}{string.Concat(set.Features.Select((_, j) => $"{(char)('a' + j),8}"))}");
foreach (var persona in set.Personas)
    Console.WriteLine($"{persona.Name,-32} {persona.Share,7:P1}{string.Concat(persona.Features.Select(feature => $"{feature.ZScore,7:0.0}{(Math.Abs(feature.ZScore) > .75 ? '*' : ' ')}"))}");
Console.WriteLine(string.Join(", ", set.Features.Select((feature, j) => $"{(char)('a' + j)} {feature.Name}")));

// A persona is a spread, not a point: the middle four fifths of its customers beside the mean.
var spend = set.Features.Index().FirstOrDefault(feature => feature.Item.Trait == FeatureTrait.Spend);
if (spend.Item is { } money)
{
    Console.WriteLine($"\n{money.Name + ", " + set.Currency,-32} {"mean",10} {"10 %",10} {"median",10} {"90 %",10}");
    foreach (var (name, value) in set.Personas.Select(persona => (persona.Name, persona.Features[spend.Index])).Append(("All customers", set.Population[spend.Index])))
        Console.WriteLine($"{name,-32} {value.Mean,10:N2} {value.Q10,10:N2} {value.Median,10:N2} {value.Q90,10:N2}");
}

// Every sentence carries its evidence; a sentence without a number behind it cannot be made.
foreach (var persona in set.Personas)
{
    Console.WriteLine($"\n{persona.Name}: {persona.Size:N0} customers");
    var apart = persona.Profile.Concat(persona.Heuristics).Where(statement => statement.Distinguishing).ToList();
    if (apart.Count == 0)
        Console.WriteLine("  Close to the average in everything.");
    foreach (var statement in apart)
        Console.WriteLine($"  {statement.Text}  [{string.Join(", ", statement.Evidence.Select(number => $"{number.Feature} {number.Value:0.##} against {number.PopulationValue:0.##}"))}]");
}

// What a language model reads when it speaks for the persona: facts of the data relative to all customers, and no wish what to answer.
var prompted = set.Personas.MaxBy(persona => persona.Profile.Count(statement => statement.Distinguishing))!;
Console.WriteLine($"\nSystem prompt of \"{prompted.Name}\"\n\n{prompted.SystemPrompt}");

// Sent out, a group of fewer than 20 people is merged, so that nobody can be made out.
var groups = set.Groups(minimumSize: 20);
Console.WriteLine($"\nShown as {groups.Count} groups: {string.Join(", ", groups.Select(group => $"{group.Name} ({group.Size:N0})"))}.");

var written = FigureFiles.Write(output, new FigureInput { Personas = set, Mapping = transactions.Mapping.Name, DataSha256 = transactions.DataSha256 }, new FigureOptions
{
    Themes = [FigureTheme.Light],
    Formats = [FigureFormat.Png],
    Only = ["segment-sizes", "segment-medians", "segment-z-scores", "segment-profiles", "persona-cards"],
});
Console.WriteLine($"\n{written.Files.Count} figures in {output}.");
foreach (var (figure, reason) in written.Missing)
    Console.WriteLine($"No {figure}: {reason}.");
