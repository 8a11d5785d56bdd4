#:project ../src/Clientele/Clientele.csproj

// Score the simulation on your own past experiments: what did real customers do, and would the simulated ones have said so?
// The outcomes here are made up; "clientele validate --outcomes past.csv" scores yours with intervals and a verdict (from eight effects on).
//
//   dotnet run samples/score-a-past-run.cs
//   dotnet run samples/score-a-past-run.cs -- past.csv      yours, on the made-up shop: columns scenario, variant, n, conversions

using Clientele;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Validation;

var folder = Path.Combine("sample-output", "score-a-past-run");
var store = await SyntheticStore.WriteAsync(Path.Combine(folder, "store"), new() { Orders = 3_000, Seed = 42, Overwrite = true });

// A scenario with the variants that were tried, and beside it how many saw each and how many of them bought.
File.WriteAllText(Path.Combine(folder, "kettle.yaml"), """
    schema: clientele/scenario/v1
    name: kettle
    offer: { category: small_appliances, price: 120, freight: 15, rating: 4.3, delivery_days: 8 }
    options: [{ id: take_it }, { id: walk_away, buys: false }]
    text: "A kettle with {{ offer.rating }} stars for {{ offer.price | money }}, delivery {{ offer.freight | money }} in {{ offer.delivery_days | days }}. {{ options }}"
    variants:
      control: {}
      free_delivery: { offer.freight: 0 }
      tenth_off: { offer.price: 108 }
      slower: { offer.delivery_days: 15 }
    """);
File.WriteAllText(Path.Combine(folder, "past.csv"), """
    scenario,variant,n,conversions
    kettle.yaml,control,20000,420
    kettle.yaml,free_delivery,20000,566
    kettle.yaml,tenth_off,20000,598
    kettle.yaml,slower,20000,371
    """);
var past = PastOutcomesFile.Load(args is [var own] ? own : Path.Combine(folder, "past.csv"));

using var transactions = await TransactionLoader.LoadAsync(new() { Path = store.Folder, Mapping = MappingFile.Load("olist") });
var model = await Pipeline.LearnAsync(transactions, new() { Features = FeatureSet.Load("reference") });

// Purchases do not show who looked and left, so the level comes from the experiment: its control anchors the run, the effects are compared.
Console.WriteLine($"Simulated, not human data.\n{"log odds ratio against the control",-36} {"real",6} {"± s.e.",7} {"simulated",10}");
var misses = new List<(double Simulated, double Nothing)>();
foreach (var (name, arms) in past.Experiments)
{
    var run = await Pipeline.SimulateAsync(model, new() { Questions = [.. arms.Select(arm => new Question.Purchase(arm.Scenario))], Anchor = arms[0].Share, Options = new() { Seed = 42 } });
    foreach (var (arm, situation) in arms.Zip(run.Situations).Skip(1))
    {
        var real = arm.LogOdds - arms[0].LogOdds;
        var simulated = LogOdds(situation.Population.Purchase.Value) - LogOdds(run.Situations[0].Population.Purchase.Value);
        Console.WriteLine($"{name + ", " + arm.Scenario.Variant,-36} {real,6:+0.00;−0.00} {Math.Sqrt(arm.Variance + arms[0].Variance),7:0.00} {simulated,10:+0.00;−0.00}");
        misses.Add((simulated - real, real));
    }
}
Console.WriteLine($"Typical miss {Math.Sqrt(misses.Average(miss => miss.Simulated * miss.Simulated)):0.00}; saying \"nothing changes\" misses by {Math.Sqrt(misses.Average(miss => miss.Nothing * miss.Nothing)):0.00}.");

static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
