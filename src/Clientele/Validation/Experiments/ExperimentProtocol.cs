using Clientele.Validation.Measures;

namespace Clientele.Validation.Experiments;

/// <summary>What the validator does, fixed before it sees an agent: experiments with bandwidths and bins, tasks, pairs, seeds and targets.</summary>
internal sealed record ExperimentProtocol
{
    /// <summary>Lower-case hexadecimal SHA-256 of the protocol's text (UTF-8, \n line ends).</summary>
    public required string Sha256 { get; init; }

    /// <summary>Seed of everything that draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Resamples of the customers for intervals.</summary>
    public required int Bootstraps { get; init; }

    /// <summary>The same for measures that take long in every resample: distances of populations, calibration, classifiers.</summary>
    public required int CostlyBootstraps { get; init; }

    /// <summary>Equal-mass bins of the expected calibration error.</summary>
    public required int EceBins { get; init; }

    /// <summary>A task counts when the best baseline gains at least this over the marginal, nats.</summary>
    public required double CountingThreshold { get; init; }

    /// <summary>Share of all orders that the split by time fits on; the later ones are scored.</summary>
    public required double EarlierShare { get; init; }

    /// <summary>NE1.</summary>
    public required MinimumInstalmentDesign MinimumInstalment { get; init; }

    /// <summary>NE2.</summary>
    public required BrokenPromiseDesign BrokenPromise { get; init; }

    /// <summary>NE3 and NE4.</summary>
    public required IReadOnlyList<EventDesign> Events { get; init; }

    /// <summary>NE5.</summary>
    public required OwnPriceDesign OwnPrice { get; init; }

    /// <summary>NE6.</summary>
    public required FreightDesign FreightRoutes { get; init; }

    /// <summary>The user's own past experiments.</summary>
    public required OutcomesDesign Outcomes { get; init; }

    /// <summary>The next order of customers who came back.</summary>
    public required NextOrderDesign NextOrder { get; init; }

    /// <summary>How effects are scored.</summary>
    public required ScoringDesign Scoring { get; init; }

    /// <summary>How planted effects are simulated.</summary>
    public required WorldTruthDesign WorldTruth { get; init; }

    /// <summary>Masked-attribute tasks in the order of the report.</summary>
    public required IReadOnlyList<TaskProtocol> Tasks { get; init; }

    /// <summary>Joint distributions.</summary>
    public required PopulationProtocol Population { get; init; }

    /// <summary>What language models are asked besides.</summary>
    public required TrustDesign Trust { get; init; }

    /// <summary>What is to be reached, by metric id.</summary>
    public required IReadOnlyDictionary<string, FidelityTarget> Targets { get; init; }

    /// <summary>The bootstrap with no more resamples than a costly measure gets.</summary>
    public CustomerBootstrap Costly(CustomerBootstrap bootstrap) => bootstrap with { Replicates = Math.Min(bootstrap.Replicates, CostlyBootstraps) };

    /// <summary>The protocol that comes with the engine.</summary>
    public static ExperimentProtocol Shipped { get; } = ExperimentProtocolFile.Parse(ExperimentProtocolFile.ReadShipped(), "protocol.yaml");
}

/// <summary>A masked-attribute task.</summary>
/// <param name="Kind">The attribute: a constant of <see cref="Simulation.MaskedOrder"/>.</param>
/// <param name="Context">What the agent may see, in words.</param>
/// <param name="Dropped">Features without which personas are refitted, since they give the answer away.</param>
/// <param name="Hidden">Features dropped as well for the persona that the agent is given.</param>
internal sealed record TaskProtocol(string Kind, string Context, IReadOnlyList<string> Dropped, IReadOnlyList<string> Hidden);

/// <summary>How the next order of customers who came back is asked about.</summary>
/// <param name="InstalmentCuts">First plan of every class of instalments but the first, ascending.</param>
/// <param name="PriceClasses">Classes of the total with equal numbers of fit orders.</param>
/// <param name="MinPairs">Fewest pairs of consecutive orders.</param>
internal sealed record NextOrderDesign(IReadOnlyList<int> InstalmentCuts, int PriceClasses, int MinPairs);

/// <summary>Joint distributions to compare.</summary>
/// <param name="Pairs">Pairs of attributes.</param>
/// <param name="CategoryTop">Categories kept apart; the others are one.</param>
/// <param name="StateTop">States kept apart.</param>
/// <param name="LatenessCuts">First day of every class of lateness but the first.</param>
/// <param name="Room">Least room above the floor of a pair that is scored.</param>
internal sealed record PopulationProtocol(
    IReadOnlyList<(string First, string Second)> Pairs, int CategoryTop, int StateTop, IReadOnlyList<int> LatenessCuts, double Room);
