namespace Clientele.Clustering;

/// <summary>Members put in an order in which neighbours share their joint cell and as many coordinates as possible, in vectors of eight that never cross
/// a group, cut into blocks of <see cref="BlockSize"/>.</summary>
/// <remarks>Most features of real shops take few values (one order, one item, paid by card or not). In a group that shares them, their part of a
/// squared distance is one number a row, and only the coordinates that vary in the group are left to the inner loop: one or two instead of nine.</remarks>
internal sealed partial class SilhouetteLayout
{
    /// <summary>Points a block: two blocks with their sums stay in the second-level cache.</summary>
    public const int BlockSize = 1024;

    private SilhouetteLayout(JointCells cells, int count, int dimensions)
    {
        _labels = cells.Labels;
        Segments = cells.Segments;
        Count = count;
        Columns = [.. Enumerable.Range(0, dimensions).Select(_ => GC.AllocateArray<float>(count, pinned: true))];
        Weights = GC.AllocateArray<float>(count, pinned: true);
        Self = new double[count];
        Member = new int[count];
        Cells = new int[count];
        Groups = [];
    }

    private readonly int[][] _labels;

    /// <summary>Points with the padding of groups: a multiple of 8.</summary>
    public int Count { get; }

    /// <summary>Coordinates, (d, <see cref="Count"/>), pinned; padding repeats its group's last point.</summary>
    public float[][] Columns { get; }

    /// <summary>Customers a point, pinned; 0 for padding.</summary>
    public float[] Weights { get; }

    /// <summary>Part of the weight that is the customer himself.</summary>
    public double[] Self { get; }

    /// <summary>Member at each place; −1 for padding.</summary>
    public int[] Member { get; }

    /// <summary>Joint cell at each place, padding included.</summary>
    public int[] Cells { get; }

    /// <summary>Groups in the order of their places; none crosses a block.</summary>
    public List<SilhouetteGroup> Groups { get; private set; }

    /// <summary>Groups of each block: <c>Groups[BlockGroups[b]..BlockGroups[b + 1]]</c>.</summary>
    public int[] BlockGroups { get; private set; } = [];

    /// <summary>Number of segments of each labelling.</summary>
    public int[] Segments { get; }

    /// <summary>Blocks.</summary>
    public int Blocks => (Count + BlockSize - 1) / BlockSize;

    /// <summary>Sums a point: one for each segment of each labelling.</summary>
    public int Slots => Segments.Sum();

    /// <summary>Segment in a labelling of the point at a place.</summary>
    public int Label(int labelling, int place) => _labels[labelling][Cells[place]];

    /// <summary>Slot of a labelling's segment 0.</summary>
    public int FirstSlot(int labelling) => Segments.AsSpan(0, labelling).ToArray().Sum();

    /// <summary>Slots that a distance to a point of the cell is added to: one a labelling.</summary>
    public int[] SlotsOf(int cell) => [.. _labels.Select((labels, l) => FirstSlot(l) + labels[cell])];

    /// <summary>Lays the members out.</summary>
    public static SilhouetteLayout Of(PointSet points, SilhouetteMembers members, JointCells cells)
    {
        var coordinates = Coordinates(points, members);
        var leaves = Group(coordinates, members, cells.Count);
        var count = leaves.Sum(leaf => PointSet.Pad(leaf.Members.Length));
        var layout = new SilhouetteLayout(cells, count, coordinates.Length);
        var blockGroups = new List<int> { 0 };
        var place = 0;
        foreach (var (leafMembers, varying) in leaves)
        {
            var start = place;
            var padded = PointSet.Pad(leafMembers.Length);
            for (var m = 0; m < padded; m++, place++)
            {
                var real = m < leafMembers.Length;
                var member = leafMembers[real ? m : ^1];
                for (var j = 0; j < coordinates.Length; j++)
                    layout.Columns[j][place] = coordinates[j][member];
                layout.Weights[place] = real ? (float)members.Weight[member] : 0;
                layout.Self[place] = members.Self[member];
                layout.Member[place] = real ? member : -1;
                layout.Cells[place] = members.Cell[member];
            }
            while (start < place)
            {
                var end = Math.Min(place, (start / BlockSize + 1) * BlockSize);
                layout.Groups.Add(layout.GroupOf(start, end, varying));
                if (end % BlockSize == 0)
                    blockGroups.Add(layout.Groups.Count);
                start = end;
            }
        }
        if (count % BlockSize != 0)
            blockGroups.Add(layout.Groups.Count);
        layout.BlockGroups = [.. blockGroups];
        return layout;
    }

    private SilhouetteGroup GroupOf(int start, int end, int[] varying)
    {
        var constant = Enumerable.Range(0, Columns.Length).Except(varying).ToArray();
        return new SilhouetteGroup(start, end, Cells[start], varying, constant, [.. constant.Select(j => Columns[j][start])]);
    }

    /// <summary>Coordinates of the members in float, after turning pairs of features that mostly lie on one line onto it.</summary>
    private static float[][] Coordinates(PointSet points, SilhouetteMembers members)
    {
        var rotated = LineRotation.Apply(points.Columns, points.Count);
        var result = new float[points.Dimensions][];
        Workers.All.For(result.Length, j =>
        {
            var column = new float[members.Count];
            for (var i = 0; i < column.Length; i++)
                column[i] = (float)rotated[j][members.Point[i]];
            result[j] = column;
        });
        return result;
    }
}
