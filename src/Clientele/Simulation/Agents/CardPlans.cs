namespace Clientele.Simulation.Agents;

/// <summary>What a menu of card plans is worth to somebody who may leave any of them out: more choice never lowers it.</summary>
/// <remarks>A plan's utility depends on whether it is the longest on offer, and plans share one nest, so the inclusive value of a menu can
/// fall when a plan is added. The value that enters buying is therefore the largest inclusive value over all menus that the menu contains:
/// a larger menu contains all of those, and more. docs/decisions/0016 has the proof that the search below finds it. Shares among the plans
/// are those of the whole menu.</remarks>
internal static class CardPlans
{
    /// <summary>Largest of ln Σ exp(W + a) + (scale − 1) ln Σ exp W over the subsets of the plans.</summary>
    /// <param name="plans">The plans; at least one.</param>
    /// <param name="scale">Dissimilarity of the nest, &gt; 0.</param>
    public static double Best(ReadOnlySpan<CardPlan> plans, double scale)
    {
        Span<CardPlan> sorted = plans.Length <= 64 ? stackalloc CardPlan[plans.Length] : new CardPlan[plans.Length];
        plans.CopyTo(sorted);
        sorted.Sort(static (a, b) => b.Addition.CompareTo(a.Addition));
        var best = double.NegativeInfinity;
        // The longest plan of the subset, then the others in the order of what they add: at the best subset one of these prefixes.
        for (var longest = 0; longest < sorted.Length; longest++)
        {
            var (inside, worth) = (sorted[longest].AsLongest, sorted[longest].AsLongest + sorted[longest].Addition);
            best = Math.Max(best, worth + (scale - 1) * inside);
            for (var i = 0; i < sorted.Length; i++)
            {
                if (i == longest || sorted[i].Plan > sorted[longest].Plan)
                    continue;
                var utility = sorted[i].Plan == sorted[longest].Plan ? sorted[i].AsLongest : sorted[i].Utility;
                inside = LogAdd(inside, utility);
                worth = LogAdd(worth, utility + sorted[i].Addition);
                best = Math.Max(best, worth + (scale - 1) * inside);
            }
        }
        return best;
    }

    /// <summary>ln(exp a + exp b).</summary>
    public static double LogAdd(double a, double b) =>
        double.IsNegativeInfinity(a) ? b : double.IsNegativeInfinity(b) ? a : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
}

/// <summary>A card plan that a scenario lists.</summary>
/// <param name="Plan">Number of instalments.</param>
/// <param name="Utility">Its utility W when a longer plan is on offer.</param>
/// <param name="AsLongest">Its utility W as the longest plan on offer.</param>
/// <param name="Addition">a: what does not belong to the nest (price, own payments, the shop's own menu).</param>
internal readonly record struct CardPlan(int Plan, double Utility, double AsLongest, double Addition);
