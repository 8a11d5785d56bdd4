namespace Clientele.Validation.Measures;

/// <summary>How near simulated orders come to real ones in a pair table: NF = 1 − (d(sim, real) − floor) / (d(marginal, real) − floor), d total variation,
/// ½ Σ |p − q|. 1 = a resample of reality, 0 = the population marginal, below 0 = worse than that.</summary>
/// <remarks>The floor is the mean distance of two draws from the best baseline given the same contexts: a finite sample is never at distance 0 from another. Every
/// bootstrap replicate weighs the same customers in all of its distances, so that the noise of resampling leaves the ratio.</remarks>
/// <param name="Value">NF with its interval by customers.</param>
/// <param name="Distance">d(sim, real), mean over simulated populations.</param>
/// <param name="Floor">d of two draws of the best baseline.</param>
/// <param name="MarginalDistance">d(marginal, real), draws that ignore what is feasible.</param>
/// <param name="PerfectMean">Mean NF of a perfect simulator: draws of the best baseline against other draws of it.</param>
/// <param name="PerfectLow">5th percentile of the same.</param>
/// <param name="BestValue">NF of the best baseline itself: how far the floor can be trusted to be reality's, 1 where the baseline is the truth.</param>
/// <param name="Replicates">NF under each resample of the customers; the same resamples for every table of the same customers.</param>
internal sealed record NormalisedFidelity(
    Interval Value, double Distance, double Floor, double MarginalDistance, double PerfectMean, double PerfectLow, double BestValue, double[] Replicates)
{
    private const int PairsInReplicate = 10;

    /// <summary>d(marginal, real) − floor: what there is to gain.</summary>
    public double Room => MarginalDistance - Floor;

    /// <summary>Measures it.</summary>
    /// <param name="cells">Cells of the table.</param>
    /// <param name="real">Real cell of every order.</param>
    /// <param name="simulated">Simulated cells of the same orders, drawn from the agent's answers. Many populations are simulated and their distances averaged:
    /// the luck of one draw (±.03 of NF at 5,000 orders) is no property of the agent.</param>
    /// <param name="best">Draws of the best baseline given the orders' contexts.</param>
    /// <param name="marginal">Draws of the population marginal.</param>
    /// <param name="customer">Customer of every order.</param>
    /// <param name="bootstrap">Resampling; its seed seeds the draws too.</param>
    /// <param name="draws">Pairs of draws for floor and band.</param>
    public static NormalisedFidelity Of(
        int cells, int[] real, CellSampler simulated, CellSampler best, CellSampler marginal, int[] customer, CustomerBootstrap bootstrap, int draws = 200)
    {
        // Four draws a unit: a pair for the floor, another for the band, so that the band is not measured on what set the floor.
        var (pairs, marginals, populations, band) = (new (int[] A, int[] B)[draws], new int[draws][], new int[draws][], new double[draws]);
        bootstrap.Workers.For(draws, d =>
        {
            var random = new SeededRandom((ulong)(long)bootstrap.Seed, (ulong)(long)d);
            pairs[d] = (best(random), best(random));
            marginals[d] = marginal(random);
            band[d] = TotalVariation(cells, best(random), best(random));
            populations[d] = simulated(random);
        });
        var (floor, far, near) = (pairs.Average(p => TotalVariation(cells, p.A, p.B)), marginals.Average(m => TotalVariation(cells, m, real)), populations.Average(p => TotalVariation(cells, p, real)));
        var room = far - floor;
        var ofBest = pairs.Average(p => TotalVariation(cells, p.A, real));
        var perfect = band.Select(d => 1 - ((d - floor) / room)).Order().ToArray();
        var replicates = new double[bootstrap.Replicates];
        bootstrap.Workers.For(replicates.Length, r =>
        {
            var weight = Array.ConvertAll(customer, c => (double)bootstrap.Weight(r, c));
            double ownFloor = 0, ownFar = 0, ownNear = 0;
            var count = Math.Min(PairsInReplicate, draws);
            for (var k = 0; k < count; k++)
            {
                var d = (int)(((long)r * count) + k) % draws;
                ownFloor += TotalVariation(cells, pairs[d].A, pairs[d].B, weight) / count;
                ownFar += TotalVariation(cells, marginals[d], real, weight) / count;
                ownNear += TotalVariation(cells, populations[d], real, weight) / count;
            }
            replicates[r] = 1 - ((ownNear - ownFloor) / (ownFar - ownFloor));
        });
        return new NormalisedFidelity(
            CustomerBootstrap.Of(1 - ((near - floor) / room), replicates), near, floor, far, perfect.Average(), CustomerBootstrap.Quantile(perfect, .05),
            1 - ((ofBest - floor) / room), replicates);
    }

    /// <summary>½ Σ_c |share of c in first − share of c in second|, every order with a weight.</summary>
    public static double TotalVariation(int cells, int[] first, int[] second, double[]? weight = null)
    {
        var (difference, total) = (new double[cells], 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var w = weight?[i] ?? 1;
            difference[first[i]] += w;
            difference[second[i]] -= w;
            total += w;
        }
        double sum = 0;
        foreach (var d in difference)
            sum += Math.Abs(d);
        return sum / (2 * total);
    }
}
