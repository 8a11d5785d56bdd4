namespace Clientele.Validation.Baselines;

/// <summary>How trees are boosted; the names are LightGBM's.</summary>
internal sealed record BoosterOptions
{
    /// <summary>Rounds at most; one tree an option and round.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>Shrinkage of a round.</summary>
    public double LearningRate { get; init; } = .1;

    /// <summary>Leaves of a tree.</summary>
    public int Leaves { get; init; } = 15;

    /// <summary>Orders in a leaf at least.</summary>
    public int MinOrdersInLeaf { get; init; } = 20;

    /// <summary>Ridge on leaf values.</summary>
    public double L2 { get; init; } = 5;

    /// <summary>Rounds without a better loss on the stopping rows before it stops.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>Share of the columns a tree may use.</summary>
    public double ColumnShare { get; init; } = .7;

    /// <summary>Seed of what chance there is.</summary>
    public int Seed { get; init; } = 1;
}
