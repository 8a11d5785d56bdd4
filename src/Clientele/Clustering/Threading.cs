namespace Clientele.Clustering;

/// <summary>Work is cut into blocks of a fixed size whose results are added in their order, so that sums have the same bytes for any number of threads.</summary>
internal static class Threading
{
    /// <summary>Points a block; a multiple of <see cref="PointSet.Lanes"/>.</summary>
    public const int BlockSize = 4096;

    /// <summary>Blocks of <paramref name="count"/> points.</summary>
    public static int Blocks(int count) => (count + BlockSize - 1) / BlockSize;

    /// <summary>First point of a block and the one after its last.</summary>
    public static (int Start, int End) Range(int block, int count) => (block * BlockSize, Math.Min(count, (block + 1) * BlockSize));
}
