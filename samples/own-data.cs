#:project ../src/Clientele/Clientele.csproj

// Your own files: a mapping says which column means what. Here one small file, written on the spot, with a typing error in it.
//
//   dotnet run samples/own-data.cs
//   dotnet run samples/own-data.cs -- sales.csv mapping.yaml      yours; "clientele data check --init mapping.yaml" writes a first mapping

using Clientele;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;

var (path, mapping) = args is [var file, var own] ? (file, MappingFile.Load(own)) : (MadeUpShop(), MappingFile.Parse("""
    schema: clientele/mapping/v1
    name: record_shop
    currency: USD
    time_zone: America/New_York
    orders: { file: purchases.csv, customer: who, ordered_at: day }     # no order_id: every row is an order
    items: { file: purchases.csv, quantity: pieces, amount: dollars }
    """, "record_shop"));

// Every row is accounted for: used, left out by a rule of the mapping, or rejected. Above 1 % rejected (changeable) the load fails.
using var transactions = await TransactionLoader.LoadAsync(new() { Path = path, Mapping = mapping });
foreach (var account in transactions.Files)
    Console.WriteLine($"{account.File}: {account.Rows:N0} rows, {account.Accepted:N0} used, {account.Rejected} rejected");
foreach (var row in transactions.Rejected.Take(5))
    Console.WriteLine($"  line {row.Line}: \"{row.Value}\" {row.Reason} (column {row.Column})");

// No payments, reviews or categories here: the features that need them are switched off and named, and the choice model does without.
var model = await Pipeline.LearnAsync(transactions, new() { Features = FeatureSet.Load("reference"), Segmentation = new() { K = 3, Seed = 42 } });
foreach (var (name, reason) in model.Features!.SwitchedOff)
    Console.WriteLine($"Without {name}: {reason}.");

var run = await Pipeline.SimulateAsync(model, new() { Questions = [new(BuiltInScenarios.Get("flash_sale").Resolve("base"))], Options = new() { Seed = 42 } });
Console.WriteLine("\nSimulated, not human data. A flash sale, odds of buying against all customers:");
foreach (var group in run.Situations[0].Personas)
    Console.WriteLine($"{group.Name,-30} {group.Weight,6:N0} customers {group.OddsRatio.Value,6:0.00}  ({group.OddsRatio.Low:0.00} … {group.OddsRatio.High:0.00})");

static string MadeUpShop()
{
    var random = new Random(42);
    var lines = new List<string> { "who,day,pieces,dollars" };
    for (var customer = 1; customer <= 400; customer++)
        for (var order = 0; order < 1 + (customer % 7 == 0 ? random.Next(6) : random.Next(2)); order++)
        {
            var pieces = customer % 5 == 0 ? 2 + random.Next(4) : 1;
            lines.Add(FormattableString.Invariant($"C{customer:000},{new DateTime(2025, 1, 1).AddDays(random.Next(365)):yyyy-MM-dd},{pieces},{pieces * (8 + 12 * random.NextDouble()):0.00}"));
        }
    lines.Add("C401,2025-02-30,1,9.90");
    Directory.CreateDirectory(Path.Combine("sample-output", "own-data"));
    File.WriteAllLines(Path.Combine("sample-output", "own-data", "purchases.csv"), lines);
    return Path.Combine("sample-output", "own-data");
}
