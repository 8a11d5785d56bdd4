using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Validation;

/// <summary>What is validated, and how.</summary>
/// <param name="Features">Features that personas are made from.</param>
/// <param name="Agent">The agent.</param>
public sealed record FidelityPlan(FeatureSet Features, ValidatedAgent Agent)
{
    /// <summary>How personas are made; the same as in a run.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();

    /// <summary>Seed of samples, draws and resamples. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Threads; 0 = one a core. No result depends on it.</summary>
    public int Threads { get; init; }

    /// <summary>Fewer resamples of the customers than the protocol says: for tests alone, since the protocol's hash would not cover it. Null = the protocol's.</summary>
    internal int? Bootstraps { get; init; }

    /// <summary>Where baselines of earlier runs are kept; null = everything is computed. No result depends on it.</summary>
    public BaselineCache? Cache { get; init; }

    /// <summary>The shop's own past experiments; null when there are none.</summary>
    public PastOutcomes? Outcomes { get; init; }

    /// <summary>Options of the command line that the other properties do not tell (who answers), as the report repeats them; never a key. Empty for a plan of a program.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What was planted in the data, where they are a synthetic store: the agent is scored against it as well. Null, the default, for real data.</summary>
    public SyntheticTruth? Truth { get; init; }
}
