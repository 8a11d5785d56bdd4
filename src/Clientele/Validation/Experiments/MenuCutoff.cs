namespace Clientele.Validation.Experiments;

/// <summary>One threshold at which the menu gains a plan: total = c · m.</summary>
internal sealed record MenuCutoff
{
    /// <summary>The new plan c = longest plan at and above the threshold.</summary>
    public required int Plan { get; init; }

    /// <summary>The threshold, currency. An agent that is to predict it is fitted on smaller totals only.</summary>
    public required double Total { get; init; }

    /// <summary>Total at which the old menu is asked about, just below.</summary>
    public required double TotalBelow { get; init; }

    /// <summary>Jump in the share that pays in exactly c instalments.</summary>
    public required JumpEstimate Jump { get; init; }

    /// <summary>Its standard error with what other specifications would change.</summary>
    public required double HonestSe { get; init; }

    /// <summary>The same jump with other bandwidths and with a hole at the threshold.</summary>
    public required IReadOnlyList<MenuVariant> Variants { get; init; }

    /// <summary>The same jump with the route (customer and seller in one state), promised days, freight share and items held equal: totals are sums of prices with customary
    /// endings and of freight by route, so routes are spread unevenly over totals.</summary>
    public required JumpEstimate Adjusted { get; init; }

    /// <summary>Jump in the share of card payers that pay at once: who takes the new plan hardly comes from them (from c = 3 on).</summary>
    public required JumpEstimate Single { get; init; }

    /// <summary>Jump in the share of orders paid by card, among all orders with one payment.</summary>
    public required JumpEstimate Card { get; init; }

    /// <summary>Log ratio of the density of totals just right of the threshold to just left of it.</summary>
    public required JumpEstimate Density { get; init; }

    /// <summary>Row indexes in the order table of the card orders within the bandwidth: the contexts to simulate.</summary>
    public required IReadOnlyList<int> Contexts { get; init; }

    /// <summary>Orders left and right within the bandwidth.</summary>
    public required (int Left, int Right) Sides { get; init; }

    /// <summary>Whether effects at it are among those to be predicted.</summary>
    public required bool IsScored { get; init; }
}

/// <summary>A jump under another specification.</summary>
/// <param name="Bandwidth">Bandwidth, currency.</param>
/// <param name="Donut">Half width of the hole, currency; 0 = none.</param>
/// <param name="Jump">The jump.</param>
internal sealed record MenuVariant(double Bandwidth, double Donut, JumpEstimate Jump);

/// <summary>One effect to predict: by how much the share of a plan changes when plan <paramref name="Cutoff"/> becomes available.</summary>
/// <param name="Cutoff">The plan that becomes available.</param>
/// <param name="Plan">The plan whose share changes, 1..cutoff.</param>
/// <param name="Value">Change in probability.</param>
/// <param name="Se">Standard error clustered by customer.</param>
/// <param name="HonestSe">The same with what other specifications would change.</param>
internal sealed record MenuEffect(int Cutoff, int Plan, double Value, double Se, double HonestSe);

/// <summary>Mean jump of the new plan over all thresholds in one period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Day after the last.</param>
/// <param name="Jump">Mean jump over the thresholds.</param>
internal sealed record MenuPeriod(DateOnly From, DateOnly To, JumpEstimate Jump);

/// <summary>A threshold where no menu changes.</summary>
/// <param name="Plan">Longest plan on both sides.</param>
/// <param name="Total">The placebo threshold, currency.</param>
/// <param name="Jump">Jump in the share that pays in exactly that many instalments.</param>
internal sealed record MenuPlacebo(int Plan, double Total, JumpEstimate Jump);
