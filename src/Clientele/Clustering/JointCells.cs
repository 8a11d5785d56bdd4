namespace Clientele.Clustering;

/// <summary>The combinations of labels that occur over several labellings: customers in one cell are together in every labelling, so that a sum of
/// distances to a cell serves them all.</summary>
internal sealed class JointCells
{
    private JointCells(int[] ofRow, int[] sizes, int[][] labels, int[] segments)
    {
        OfRow = ofRow;
        Sizes = sizes;
        Labels = labels;
        Segments = segments;
    }

    /// <summary>Cell of each customer, n.</summary>
    public int[] OfRow { get; }

    /// <summary><c>Labels[l][cell]</c>: the segment of a cell's customers in labelling l.</summary>
    public int[][] Labels { get; }

    /// <summary>Number of segments of each labelling.</summary>
    public int[] Segments { get; }

    /// <summary>Customers in each cell.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of cells.</summary>
    public int Count => Labels[0].Length;

    /// <summary>Finds the cells; they are ordered by their labels.</summary>
    public static JointCells Of(IReadOnlyList<int[]> labellings, int rows)
    {
        var segments = labellings.Select(labels => CheckedSegments(labels, rows)).ToArray();
        var cells = new int[rows];
        var count = 1;
        for (var l = 0; l < labellings.Count; l++)
        {
            // (cells so far) × (segments of this labelling), then renumbered to those that occur.
            var number = new Dictionary<long, int>();
            var labels = labellings[l];
            foreach (var i in Enumerable.Range(0, rows))
                number.TryAdd((long)cells[i] * segments[l] + labels[i], 0);
            var keys = number.Keys.ToArray();
            Array.Sort(keys);
            for (var c = 0; c < keys.Length; c++)
                number[keys[c]] = c;
            for (var i = 0; i < rows; i++)
                cells[i] = number[(long)cells[i] * segments[l] + labels[i]];
            count = keys.Length;
        }
        var byCell = labellings.Select(labels =>
        {
            var result = new int[count];
            for (var i = 0; i < rows; i++)
                result[cells[i]] = labels[i];
            return result;
        }).ToArray();
        var sizes = new int[count];
        foreach (var cell in cells)
            sizes[cell]++;
        return new JointCells(cells, sizes, byCell, segments);
    }

    /// <summary>Cells cut into parts: part p of cell c is cell c × parts + p, and segment s becomes the segments s × parts + p. Customers keep the number
    /// of their whole cell.</summary>
    public JointCells Divided(int parts) => new(
        OfRow, Sizes, [.. Labels.Select(labels => labels.SelectMany(s => Enumerable.Range(s * parts, parts)).ToArray())], [.. Segments.Select(k => k * parts)]);

    private static int CheckedSegments(int[] labels, int rows)
    {
        if (labels.Length != rows)
            throw new ArgumentException($"{labels.Length} labels for {rows} customers.", nameof(labels));
        var seen = new HashSet<int>(labels);
        var segments = seen.Count;
        if (segments < 2)
            throw new ArgumentException("A silhouette needs at least two segments.", nameof(labels));
        for (var s = 0; s < segments; s++)
            if (!seen.Contains(s))
                throw new ArgumentException($"{segments} segments must be numbered 0 to {segments - 1}; {s} is missing.", nameof(labels));
        return segments;
    }
}
