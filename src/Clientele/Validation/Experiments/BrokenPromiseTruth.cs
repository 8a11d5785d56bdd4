namespace Clientele.Validation.Experiments;

/// <summary>What a broken delivery promise does to ratings.</summary>
internal sealed record BrokenPromiseTruth
{
    /// <summary>Orders with a promise, a delivery and a rating.</summary>
    public required int Orders { get; init; }

    /// <summary>The curve, by days late.</summary>
    public required IReadOnlyList<LatenessBin> Bins { get; init; }

    /// <summary>Mean stars of promises just broken minus just kept.</summary>
    public required JumpEstimate Jump { get; init; }

    /// <summary>How far two halves of the customers show the same curve over the scored bins.</summary>
    public required SplitHalf SplitHalf { get; init; }

    /// <summary>Row indexes in the order table of the rated orders, by bin: the contexts to simulate.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Contexts { get; init; }

    /// <summary>Why no simulation can be scored on these data; null when one can.</summary>
    public required string? Weak { get; init; }

    /// <summary>What the curve does and does not show on these data.</summary>
    public required string Note { get; init; }
}

/// <summary>Ratings of orders that came so many days after the promise.</summary>
internal sealed record LatenessBin
{
    /// <summary>First day; int.MinValue = open.</summary>
    public required int From { get; init; }

    /// <summary>Last day; int.MaxValue = open.</summary>
    public required int To { get; init; }

    /// <summary>Rated orders.</summary>
    public required int N { get; init; }

    /// <summary>Mean stars.</summary>
    public required double Stars { get; init; }

    /// <summary>Standard error clustered by customer.</summary>
    public required double Se { get; init; }

    /// <summary>Share of them that was asked to rate on a day before the parcel arrived; NaN when not recorded.</summary>
    public required double BeforeShare { get; init; }

    /// <summary>Mean stars of those asked before arrival; NaN when there are none.</summary>
    public required double StarsBefore { get; init; }

    /// <summary>Mean stars of those asked on the day of arrival or later.</summary>
    public required double StarsAfter { get; init; }

    /// <summary>Whether it has the orders to be scored.</summary>
    public required bool IsScored { get; init; }

    /// <summary>As printed: <c>≤ -21</c>, <c>-20…-15</c>, <c>0</c>, <c>≥ 15</c>.</summary>
    public string Label => FormattableString.Invariant($"{(From == int.MinValue ? $"≤ {To}" : To == int.MaxValue ? $"≥ {From}" : From == To ? $"{From}" : $"{From}…{To}")}");
}
