using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Trust;

/// <summary>A made-up shop of 3,000 orders, split for validation, and agents around its choice model.</summary>
public sealed class TrustShop : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Transactions? _transactions;

    internal HeldOut Held { get; private set; } = null!;

    internal TaskProtocol Plan { get; } = ExperimentProtocol.Shipped.Tasks.First(task => task.Kind == MaskedOrder.Plan);

    /// <summary>The plan as the choice model answers it, with all baselines.</summary>
    internal HeldOutTask Task { get; private set; } = null!;

    internal static ValidatedAgent Choice { get; } = ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 1 });

    public async ValueTask InitializeAsync()
    {
        await SyntheticStore.WriteAsync(_folder.Path, new SyntheticStoreOptions { Orders = 3_000, Seed = 5 });
        _transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = _folder.Path, Mapping = MappingFile.Load("olist") });
        Held = await HeldOut.OfAsync(_transactions, null, FeatureSet.Load("reference"), new SegmentationOptions { K = 4 }, null, default);
        Task = (await HeldOutTask.OfAsync(Held, Plan, Choice, 1, null, default, _ => { }, default))!;
    }

    public ValueTask DisposeAsync()
    {
        _transactions?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The choice model with faults.</summary>
    internal static ValidatedAgent Biased(Func<IAgent, IAgent> fault) => Choice with { Name = "biased", Fit = (learning, token) => fault(Choice.Fit(learning, token)) };

    internal TaskQuestions Questions(ValidatedAgent agent) => TaskQuestions.Of(Held, Plan, agent, _ => { }, default)!;

    /// <summary>What somebody who has seen the test orders remembers of them.</summary>
    internal Dictionary<(double, DateTime?), string> Memory(Func<int, bool> kept) => Enumerable.Range(0, Held.Test.Count)
        .Where(i => kept(i) && Held.Test.Instalments[i] >= 1)
        .GroupBy(i => (Held.Test.PaymentValue[i], (DateTime?)Held.Test.OrderedAt[i])).ToDictionary(one => one.Key, one => $"{Held.Test.Instalments[one.First()]}");
}
