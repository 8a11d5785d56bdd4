using System.Globalization;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation.Agents;
using Clientele.Validation;
using Clientele.Validation.Truth;

namespace Clientele.Benchmarks;

/// <summary>Known truth over many synthetic stores: <c>world-truth [--seeds N] [--first S] [--orders A,B] [--worlds W0,W1,W2,W5] [--out DIR]</c>. Every store adds a row to
/// <c>world-truth.csv</c>, which is read again: the table is made of all rows, so that a run can be continued.</summary>
internal static class WorldTruth
{
    private static readonly (string Code, SyntheticStoreWorld World)[] Worlds =
    [
        ("W0", SyntheticStoreWorld.NoHeterogeneity), ("W1", SyntheticStoreWorld.ChoiceModel), ("W2", SyntheticStoreWorld.Habits), ("W5", SyntheticStoreWorld.FewCustomers),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        string Given(string name, string otherwise) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : otherwise;
        int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        var (seeds, first) = (Number(Given("--seeds", "50")), Number(Given("--first", "1")));
        var worlds = Given("--worlds", "W0,W1,W2,W5").Split(',').Select(code => Worlds.Single(world => world.Code == code)).ToArray();
        var folder = Directory.CreateDirectory(Given("--out", Path.Combine("bench", "results"))).FullName;
        var rows = WorldTruthRow.Load(Path.Combine(folder, "world-truth.csv"));
        foreach (var orders in Given("--orders", "3000").Split(',').Select(Number))
            for (var seed = first; seed < first + seeds; seed++)
                foreach (var (code, world) in worlds)
                {
                    // W5 is a shop of its own size.
                    if (rows.Exists(row => row.World == code && row.Seed == seed && (code == "W5" || row.Orders == orders)))
                        continue;
                    var watch = System.Diagnostics.Stopwatch.StartNew();
                    rows.Add(await MeasureAsync(code, world, orders, seed));
                    Console.WriteLine(FormattableString.Invariant($"{rows[^1]} {watch.Elapsed.TotalSeconds:0.0} s"));
                    WorldTruthRow.Save(Path.Combine(folder, "world-truth.csv"), rows);
                    await File.WriteAllTextAsync(Path.Combine(folder, "world-truth.md"), WorldTruthTable.Of(rows));
                }
        return 0;
    }

    private static async Task<WorldTruthRow> MeasureAsync(string code, SyntheticStoreWorld world, int orders, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("clientele-world-");
        try
        {
            var options = new SyntheticStoreOptions { World = world, Seed = seed, Orders = world == SyntheticStoreWorld.FewCustomers ? null : orders };
            await SyntheticStore.WriteAsync(folder.FullName, options with { Overwrite = true });
            using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.FullName, Mapping = MappingFile.Load("olist") });
            var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Seed = seed }))
            {
                Seed = seed,
                Segmentation = new SegmentationOptions { Seed = seed },
                Truth = SyntheticTruth.Load(folder.FullName),
            };
            var held = await HeldOut.OfAsync(transactions, null, plan.Features, plan.Segmentation, null, default);
            var result = await WorldTruthBlock.MeasureAsync(held, plan, default);
            // Where there are personas: whether they would be found. A test that never claims anything is not one.
            bool? claimed = world == SyntheticStoreWorld.ChoiceModel ? PersonaEvidence.Of(held, plan, null, default).Found?.Claim.Claimed : null;
            return WorldTruthRow.Of(code, orders, seed, result, claimed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
