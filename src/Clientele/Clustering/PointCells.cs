namespace Clientele.Clustering;

/// <summary>Neighbouring points in cells so small that k-means hardly ever wants to part them: a search over the cells finds the same solutions as one over the
/// points, at a fraction of the work (the idea of Zhang, Ramakrishnan and Livny 1996, "BIRCH").</summary>
/// <remarks>Cells depend on where the points are and on nothing else: no label, no weight of a sample and no chance goes into them.</remarks>
internal sealed class PointCells
{
    /// <summary>Cells at most: with so many a search over Olist's 17,700 different customers ends where one over the points does (docs/statistics.md).</summary>
    public const int Most = 2048;

    // Fewer points need fewer cells: three points a cell are as fine.
    private const int Least = 512, PointsACell = 3;

    private readonly PointSet _points;
    private readonly int[] _members;
    private readonly int[] _starts;

    private PointCells(PointSet points, int[] members, int[] starts) => (_points, _members, _starts) = (points, members, starts);

    /// <summary>Splits the cell with the largest sum of squared distances to its mean, across its widest feature at the mean, until there are enough cells.</summary>
    /// <param name="points">The points.</param>
    /// <param name="cells">Cells at most; null = a third of the points, 512 to <see cref="Most"/>.</param>
    public static PointCells Of(PointSet points, int? cells = null)
    {
        var most = cells ?? Math.Clamp(points.Count / PointsACell, Least, Most);
        var members = Enumerable.Range(0, points.Count).ToArray();
        var queue = new PriorityQueue<(int Start, int End, int Feature, double At), (double, int)>();
        var whole = new List<(int Start, int End)>();
        Offer(0, points.Count);
        while (queue.Count > 0 && queue.Count + whole.Count < most)
        {
            var (start, end, feature, at) = queue.Dequeue();
            var middle = Part(members.AsSpan(start, end - start), points.Columns[feature], at) + start;
            Offer(start, middle);
            Offer(middle, end);
        }
        var starts = whole.Select(cell => cell.Start).Concat(queue.UnorderedItems.Select(cell => cell.Element.Start)).Order().Append(points.Count).ToArray();
        return new PointCells(points, members, starts);

        void Offer(int start, int end)
        {
            var (feature, at, spread) = Widest(points, members.AsSpan(start, end - start));
            // Points in one place cannot be parted.
            if (spread > 0)
                queue.Enqueue((start, end, feature, at), (-spread, start));
            else
                whole.Add((start, end));
        }
    }

    /// <summary>The cells of a sample: their weighted means, those without a customer left out.</summary>
    /// <param name="weights">Customers of the sample at each point, m.</param>
    public PointSet Weighted(double[] weights)
    {
        var d = _points.Dimensions;
        var cells = _starts.Length - 1;
        var columns = new double[d][];
        for (var j = 0; j < d; j++)
            columns[j] = new double[PointSet.Pad(cells)];
        var totals = new double[PointSet.Pad(cells)];
        var count = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            var total = 0.0;
            foreach (var point in _members.AsSpan(_starts[cell].._starts[cell + 1]))
                total += weights[point];
            if (total <= 0)
                continue;
            for (var j = 0; j < d; j++)
            {
                var (column, sum) = (_points.Columns[j], 0.0);
                foreach (var point in _members.AsSpan(_starts[cell].._starts[cell + 1]))
                    sum += weights[point] * column[point];
                columns[j][count] = sum / total;
            }
            totals[count++] = total;
        }
        return new PointSet([.. columns.Select(column => column[..PointSet.Pad(count)])], totals[..PointSet.Pad(count)], count);
    }

    private static (int Feature, double At, double Spread) Widest(PointSet points, ReadOnlySpan<int> members)
    {
        var weight = 0.0;
        foreach (var point in members)
            weight += points.Weights[point];
        var (widest, at, spread) = (0, 0.0, 0.0);
        var all = 0.0;
        for (var j = 0; j < points.Dimensions; j++)
        {
            var column = points.Columns[j];
            var (sum, low, high) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
            foreach (var point in members)
                (sum, low, high) = (sum + (points.Weights[point] * column[point]), Math.Min(low, column[point]), Math.Max(high, column[point]));
            if (!(high > low))
                continue;
            var (mean, squares) = (sum / weight, 0.0);
            foreach (var point in members)
                squares += points.Weights[point] * (column[point] - mean) * (column[point] - mean);
            all += squares;
            // A mean that rounding has put on the edge would part nothing.
            if (squares > spread && mean >= low && mean < high)
                (widest, at, spread) = (j, mean, squares);
        }
        return (widest, at, spread > 0 ? all : 0);
    }

    private static int Part(Span<int> members, double[] column, double at)
    {
        var kept = members.ToArray();
        var (low, high) = (0, 0);
        foreach (var point in kept)
            if (column[point] <= at)
                members[low++] = point;
        foreach (var point in kept)
            if (column[point] > at)
                members[low + high++] = point;
        return low;
    }
}
