#:project ../src/Clientele/Clientele.csproj

// The whole line, one statement a stage: files → transactions → features → segments → personas → simulated decisions.
//
//   dotnet run samples/quickstart.cs

using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

// A made-up shop in Olist's file format; for your own files see own-data.cs.
var store = await SyntheticStore.WriteAsync(Path.Combine("sample-output", "quickstart"), new() { Orders = 3_000, Seed = 42, Overwrite = true });
using var transactions = await TransactionLoader.LoadAsync(new() { Path = store.Folder, Mapping = MappingFile.Load("olist") });
var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"));
var segments = Segmenter.Fit(features, new() { K = 7, Seed = 42 });
var personas = PersonaProfiler.Describe(features, segments, transactions.Mapping.Currency);

// How these customers pay is estimated from their orders; how they react to the rest rests on published priors.
var orders = await transactions.ReadOrdersAsync();
var assignment = PersonaAssignment.From(orders, features, segments, personas);
var choices = ChoiceModelFitter.Fit(orders, assignment, transactions.Mapping.Instalments, new() { Seed = 42, Currency = transactions.Mapping.Currency });

Question.Purchase[] questions = [.. BuiltInScenarios.All.SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))];
var run = await Simulator.RunAsync(personas, questions, new ChoiceModelAgent(choices, personas), Population.OfPersonas(personas));

Console.WriteLine("Simulated, not human data. Odds of buying against all customers:\n");
foreach (var situation in run.Situations)
{
    var (keenest, coolest) = (situation.Personas.MaxBy(group => group.OddsRatio.Value)!, situation.Personas.MinBy(group => group.OddsRatio.Value)!);
    Console.WriteLine($"{situation.Scenario.Name,-16} most: {keenest.Name} ({keenest.OddsRatio.Value:0.00})   least: {coolest.Name} ({coolest.OddsRatio.Value:0.00})");
}
