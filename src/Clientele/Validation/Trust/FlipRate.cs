using Clientele.Validation.Experiments;

namespace Clientele.Validation.Trust;

/// <summary>How often the preferred option changes when nothing changes that should matter: the words, the order of the options, or nothing at all (Sclar et al. 2023,
/// arXiv 2310.11324, on wording; Pezeshkpour and Hruschka 2023, arXiv 2308.11483, on order).</summary>
internal static class FlipRate
{
    /// <summary>Share of pairs of answers, alike in all but one thing, whose preferred options differ.</summary>
    /// <param name="grids">Answers, a grid a scenario.</param>
    /// <param name="facet">The one thing.</param>
    /// <returns>The share with Wilson's interval; n is the number of pairs, but one persona's answers to one scenario count as one trial for the interval, since they hang together.</returns>
    public static Score Of(IReadOnlyList<ScenarioGrid> grids, GridFacet facet)
    {
        var (pairs, flips, trials) = (0, 0, 0);
        foreach (var grid in grids)
            for (var p = 0; p < grid.Personas; p++)
            {
                var before = pairs;
                foreach (var (first, second) in Pairs(grid, p, facet))
                {
                    pairs++;
                    flips += Preferred(first) == Preferred(second) ? 0 : 1;
                }
                trials += pairs > before ? 1 : 0;
            }
        return Score.Share(flips, pairs, Math.Max(1, pairs / (double)Math.Max(1, trials)));
    }

    /// <summary>Mean total variation between two answers to the same prompt; NaN without any.</summary>
    public static double Noise(IReadOnlyList<ScenarioGrid> grids) => grids
        .SelectMany(grid => Enumerable.Range(0, grid.Personas).SelectMany(p => Pairs(grid, p, GridFacet.Replicate)))
        .Select(pair => Distance(pair.First, pair.Second)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Total variation of two distributions, 0..1.</summary>
    public static double Distance(double[] first, double[] second) => first.Zip(second, (a, b) => Math.Abs(a - b)).Sum() / 2;

    private static IEnumerable<(double[] First, double[] Second)> Pairs(ScenarioGrid grid, int p, GridFacet facet)
    {
        int[] sizes = [grid.Wordings, ScenarioGrid.Orders, grid.Replicates];
        for (var i = 0; i < sizes[0] * sizes[1] * sizes[2]; i++)
        {
            int[] at = [i / (sizes[1] * sizes[2]), i / sizes[2] % sizes[1], i % sizes[2]];
            for (var other = at[(int)facet] + 1; other < sizes[(int)facet]; other++)
            {
                int[] to = [.. at];
                to[(int)facet] = other;
                if (grid.Answers[p, at[0], at[1], at[2]] is { } first && grid.Answers[p, to[0], to[1], to[2]] is { } second)
                    yield return (first, second);
            }
        }
    }

    // Of equal tops the first in the scenario's own order: what was shown first must not decide.
    private static int Preferred(double[] answer) => Array.IndexOf(answer, answer.Max());
}

/// <summary>What two answers of a <see cref="ScenarioGrid"/> differ in.</summary>
internal enum GridFacet
{
    /// <summary>The words.</summary>
    Wording,

    /// <summary>The order of the options.</summary>
    Order,

    /// <summary>Nothing: the same prompt again.</summary>
    Replicate,
}
