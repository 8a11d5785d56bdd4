#:project ../src/Clientele/Clientele.csproj

// A feature of your own: one SQL aggregate over a customer's orders, with its unit and meaning on top. It joins the clustering,
// the personas and every output. As a file, pass its folder: FeatureSet.Load("behaviour", "my-features"), or --features my-features.
//
//   dotnet run samples/own-feature.cs

using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

var late = FeatureSql.Parse("""
    -- feature: late_share
    -- unit: share
    -- grain: order
    -- trait: other
    -- needs: delivery
    -- definition: Share of the customer's orders that came after the promised day.
    -- source: lateness is what moves ratings most (docs/validation.md, broken promises)
    avg(CASE WHEN days_late > 0 THEN 1.0 ELSE 0.0 END)
    """, "late_share.sql");
var behaviour = FeatureSet.Load("behaviour");
var set = behaviour with { Name = behaviour.Name + "+late_share", Features = [.. behaviour.Features, late] };

var store = await SyntheticStore.WriteAsync(Path.Combine("sample-output", "own-feature"), new() { Orders = 3_000, Seed = 42, Overwrite = true });
using var transactions = await TransactionLoader.LoadAsync(new() { Path = store.Folder, Mapping = MappingFile.Load("olist") });
var features = await FeatureBuilder.BuildAsync(transactions, set);
var personas = PersonaProfiler.Describe(features, Segmenter.Fit(features, new() { K = 5, Seed = 42 }), transactions.Mapping.Currency);

var own = personas.Features.Count - 1;
Console.WriteLine($"{features.FeatureSet}: {personas.Features[own].Definition}\n");
Console.WriteLine($"{"persona",-34} {"customers",9} {"late_share",11} {"z",6}");
foreach (var persona in personas.Personas)
    Console.WriteLine($"{persona.Name,-34} {persona.Size,9:N0} {persona.Features[own].Mean,11:P1} {persona.Features[own].ZScore,6:+0.0;−0.0}");
Console.WriteLine($"{"All customers",-34} {personas.Customers,9:N0} {personas.Population[own].Mean,11:P1}");

// The persona that it sets apart says so in a sentence, with the number behind it.
foreach (var statement in personas.Personas.SelectMany(persona => persona.Profile).Where(statement => statement.Evidence[0].Feature == "late_share" && statement.Distinguishing))
    Console.WriteLine($"\n{statement.Text}");
