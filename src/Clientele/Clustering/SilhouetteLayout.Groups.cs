using System.Runtime.InteropServices;

namespace Clientele.Clustering;

internal sealed partial class SilhouetteLayout
{
    /// <summary>A value gets a group of its own from this many points on: below, padding to whole vectors costs more than a coordinate saves.</summary>
    private const int LeastGroup = 64;

    /// <summary>A feature of more values than this is taken as continuous.</summary>
    private const int MostValues = 4096;

    /// <summary>Splits every cell, again and again, by the feature whose frequent values hold the most points.</summary>
    private static List<(int[] Members, int[] Varying)> Group(float[][] coordinates, SilhouetteMembers members, int cells)
    {
        var codes = new int[coordinates.Length][];
        var codeCounts = new int[coordinates.Length];
        Workers.All.For(codes.Length, j => (codes[j], codeCounts[j]) = Encode(coordinates[j]));

        var starts = new int[cells + 1];
        foreach (var cell in members.Cell)
            starts[cell + 1]++;
        for (var c = 0; c < cells; c++)
            starts[c + 1] += starts[c];
        var order = new int[members.Count];
        var next = (int[])starts.Clone();
        for (var i = 0; i < order.Length; i++)
            order[next[members.Cell[i]]++] = i;

        var byCell = new List<(int[] Members, int[] Varying)>[cells];
        Workers.All.For(cells, c =>
        {
            byCell[c] = [];
            Split(order.AsSpan(starts[c], starts[c + 1] - starts[c]), codes, codeCounts, byCell[c]);
        });
        return [.. byCell.SelectMany(leaves => leaves)];
    }

    private static (int[] Codes, int Count) Encode(float[] column)
    {
        var numbers = new Dictionary<float, int>();
        var codes = new int[column.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, column[i], out var known);
            if (!known)
                number = numbers.Count - 1;
            codes[i] = number;
        }
        return (codes, numbers.Count);
    }

    private static void Split(Span<int> part, int[][] codes, int[] codeCounts, List<(int[] Members, int[] Varying)> leaves)
    {
        var varying = new List<int>();
        var (best, bestCovered) = (-1, 0);
        for (var j = 0; j < codes.Length; j++)
        {
            if (IsConstant(part, codes[j]))
                continue;
            varying.Add(j);
            if (part.Length < LeastGroup || codeCounts[j] > MostValues || Covered(part, codes[j], codeCounts[j]) is var covered && covered <= bestCovered)
                continue;
            (best, bestCovered) = (j, covered);
        }
        if (best < 0)
        {
            leaves.Add((part.ToArray(), [.. varying]));
            return;
        }
        // Frequent values first, each its own part; the rest stays together.
        var counts = CountCodes(part, codes[best], codeCounts[best]);
        var key = new int[part.Length];
        for (var i = 0; i < key.Length; i++)
        {
            var code = codes[best][part[i]];
            key[i] = counts[code] >= LeastGroup ? code : int.MaxValue;
        }
        var sorted = part.ToArray();
        Array.Sort(key, sorted);
        // Array.Sort is not stable: restore the order within each part, so that the layout is a function of the values.
        for (var start = 0; start < key.Length;)
        {
            var end = key.AsSpan(start).IndexOfAnyExcept(key[start]) is var length and >= 0 ? start + length : key.Length;
            var child = part[start..end];
            sorted.AsSpan(start, end - start).CopyTo(child);
            child.Sort();
            Split(child, codes, codeCounts, leaves);
            start = end;
        }
    }

    private static bool IsConstant(ReadOnlySpan<int> part, int[] codes)
    {
        foreach (var i in part)
            if (codes[i] != codes[part[0]])
                return false;
        return true;
    }

    /// <summary>Points whose value is frequent in this part.</summary>
    private static int Covered(ReadOnlySpan<int> part, int[] codes, int codeCount)
    {
        var covered = 0;
        foreach (var count in CountCodes(part, codes, codeCount))
            covered += count >= LeastGroup ? count : 0;
        return covered;
    }

    private static int[] CountCodes(ReadOnlySpan<int> part, int[] codes, int codeCount)
    {
        var counts = new int[codeCount];
        foreach (var i in part)
            counts[codes[i]]++;
        return counts;
    }
}
