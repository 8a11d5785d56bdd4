using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation.Agents;
using Clientele.Validation;
using Clientele.Validation.Truth;

namespace Clientele.Tests.Validation.Truth;

/// <summary>A synthetic store with its customers split, ready to be validated: what the validator does before it measures.</summary>
internal sealed class KnownWorld : IDisposable
{
    private readonly TemporaryFolder _folder;

    private KnownWorld(TemporaryFolder folder, Transactions transactions, FidelityPlan plan, HeldOut held) => (_folder, Transactions, Plan, Held) = (folder, transactions, plan, held);

    public Transactions Transactions { get; }

    public FidelityPlan Plan { get; }

    public HeldOut Held { get; }

    public string Folder => _folder.Path;

    public static async Task<KnownWorld> MakeAsync(SyntheticStoreWorld world, long? orders, int seed)
    {
        var token = TestContext.Current.CancellationToken;
        var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new() { World = world, Orders = orders, Seed = seed }, null, token);
        var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var plan = new FidelityPlan(FeatureSet.Load("reference"), ValidatedAgent.Choice(new ChoiceModelOptions { Seed = seed, Draws = 100 }))
        {
            Seed = seed,
            Segmentation = new SegmentationOptions { Seed = seed },
            Truth = SyntheticTruth.Load(folder.Path),
        };
        return new KnownWorld(folder, transactions, plan, await HeldOut.OfAsync(transactions, null, plan.Features, plan.Segmentation, null, token));
    }

    /// <summary>The truth block of the choice model, without the tasks that it does not need.</summary>
    public Task<BlockResult> MeasureAsync(ValidatedAgent? agent = null) => WorldTruthBlock.MeasureAsync(Held, Plan with { Agent = agent ?? Plan.Agent }, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Transactions.Dispose();
        _folder.Dispose();
    }
}
