namespace Clientele.Clustering;

/// <summary>The weighted points a silhouette is computed over: distinct vectors, or a sample of customers.</summary>
/// <param name="Point">Which point of the set each member is.</param>
/// <param name="Cell">Joint cell of each member.</param>
/// <param name="Weight">Customers that each member stands for.</param>
/// <param name="Self">The part of the weight that is the customer himself and so does not count among his neighbours: 1 for an exact score, where the
/// others with his vector are neighbours at distance 0; the whole weight in a sample.</param>
/// <param name="OfRow">Member of each customer, n; empty for a sample.</param>
internal sealed record SilhouetteMembers(int[] Point, int[] Cell, double[] Weight, double[] Self, int[] OfRow)
{
    /// <summary>Parts of a sample; leaving out one after the other shows how much chance is in the score.</summary>
    public const int Parts = 10;

    /// <summary>Members.</summary>
    public int Count => Point.Length;

    /// <summary>Every customer; those with the same vector and the same labels are one member.</summary>
    public static SilhouetteMembers All(PointSet points, int[] rowToPoint, JointCells cells)
    {
        var first = new int[points.Count];
        Array.Fill(first, -1);
        var others = new Dictionary<(int Point, int Cell), int>();
        var point = new List<int>(points.Count);
        var cell = new List<int>(points.Count);
        var weight = new List<double>(points.Count);
        var ofRow = new int[rowToPoint.Length];
        for (var i = 0; i < ofRow.Length; i++)
        {
            var (p, c) = (rowToPoint[i], cells.OfRow[i]);
            var member = first[p];
            if (member < 0)
                member = first[p] = Add(p, c);
            else if (cell[member] != c && !others.TryGetValue((p, c), out member))
                member = others[(p, c)] = Add(p, c);
            weight[member]++;
            ofRow[i] = member;
        }
        var self = new double[point.Count];
        Array.Fill(self, 1);
        return new SilhouetteMembers([.. point], [.. cell], [.. weight], self, ofRow);

        int Add(int p, int c)
        {
            point.Add(p);
            cell.Add(c);
            weight.Add(0);
            return point.Count - 1;
        }
    }

    /// <summary>A random sample without replacement, stratified by joint cell: proportional, but at least 20 customers a cell (all of a smaller one),
    /// each standing for its cell's size over the number drawn. Members are dealt out
    /// to <see cref="Parts"/> parts of their cell (<see cref="JointCells.Divided"/>), for the standard error.</summary>
    public static SilhouetteMembers Sample(int[] rowToPoint, JointCells cells, SilhouetteOptions options)
    {
        const int AtLeast = 20;
        var rows = rowToPoint.Length;
        var wanted = new int[cells.Count];
        for (var c = 0; c < wanted.Length; c++)
            wanted[c] = Math.Min(cells.Sizes[c], Math.Max(AtLeast, (int)Math.Round((double)options.SampleSize * cells.Sizes[c] / rows)));

        // Selection sampling (Knuth, algorithm S) in each stratum: one pass, in the order of the customers.
        var random = RandomStream.Of(options.Seed, 0x5A11);
        var part = Enumerable.Range(0, cells.Count).Select(_ => random.NextInt32(Parts)).ToArray();
        var needed = (int[])wanted.Clone();
        var left = (int[])cells.Sizes.Clone();
        List<int> point = [], cell = [];
        List<double> weight = [];
        for (var i = 0; i < rows; i++)
        {
            var c = cells.OfRow[i];
            if (random.NextDouble() * left[c]-- < needed[c])
            {
                needed[c]--;
                point.Add(rowToPoint[i]);
                cell.Add((c * Parts) + (part[c]++ % Parts));
                weight.Add((double)cells.Sizes[c] / wanted[c]);
            }
        }
        double[] weights = [.. weight];
        return new SilhouetteMembers([.. point], [.. cell], weights, weights, []);
    }
}
