namespace Clientele.Validation.Measures;

/// <summary>A pair table: an outcome by something of the context, a cell an order.</summary>
/// <param name="Name">Name in reports: <c>plan × category</c>.</param>
/// <param name="Outcomes">Outcomes.</param>
/// <param name="Levels">Levels of the other.</param>
/// <param name="Level">The other's level of every order.</param>
internal sealed record PairTable(string Name, int Outcomes, int Levels, int[] Level)
{
    /// <summary>Cells.</summary>
    public int Cells => Outcomes * Levels;

    /// <summary>Cells of outcomes.</summary>
    public int[] Cell(int[] outcome)
    {
        var cells = new int[outcome.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (outcome[i] * Levels) + Level[i];
        return cells;
    }

    /// <summary>Cells of outcomes drawn from probabilities (n, outcomes).</summary>
    public CellSampler Sampler(double[][] probabilities)
    {
        // Guide for search: cumulative once, many draws after.
        var cumulative = Array.ConvertAll(probabilities, p =>
        {
            var sums = new double[p.Length];
            double sum = 0;
            for (var k = 0; k < p.Length; k++)
                sums[k] = sum += p[k];
            return sums;
        });
        return random =>
        {
            var outcome = new int[cumulative.Length];
            for (var i = 0; i < outcome.Length; i++)
            {
                var (sums, k) = (cumulative[i], 0);
                var u = random.NextDouble() * sums[^1];
                while (k < sums.Length - 1 && u >= sums[k])
                    k++;
                outcome[i] = k;
            }
            return Cell(outcome);
        };
    }
}
