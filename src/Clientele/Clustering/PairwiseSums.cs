namespace Clientele.Clustering;

/// <summary>Sums of distances from every point to every segment of every labelling.</summary>
/// <remarks>Pairs of blocks are played as a round-robin tournament: in a round each block meets one other, so that no two threads write the same sums
/// and every sum grows in the same order for any number of threads.</remarks>
internal static partial class PairwiseSums
{
    /// <summary>Computes the sums: <c>result[slot][place]</c> in double.</summary>
    public static double[][] Compute(SilhouetteLayout layout, int threads, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var slotsOfCell = new int[layout.Cells.Length == 0 ? 0 : layout.Cells.Max() + 1][];
        for (var cell = 0; cell < slotsOfCell.Length; cell++)
            slotsOfCell[cell] = layout.SlotsOf(cell);
        var sums = new double[layout.Slots][];
        for (var slot = 0; slot < sums.Length; slot++)
            sums[slot] = GC.AllocateArray<double>(layout.Count, pinned: true);

        var players = layout.Blocks + layout.Blocks % 2; // an odd block out meets nobody
        var report = new PairProgress(progress, (long)layout.Count * (layout.Count + 1) / 2);
        new Workers(threads, cancellation).For(layout.Blocks, block => new Tile(layout, slotsOfCell, sums).Run(block, block));
        report.Add((long)layout.Count * SilhouetteLayout.BlockSize / 2);
        for (var round = 0; round < players - 1; round++)
        {
            var met = 0L;
            new Workers(threads, cancellation).For(players / 2, game =>
            {
                var (rows, columns) = Pairing(round, game, players);
                if (Math.Max(rows, columns) >= layout.Blocks)
                    return;
                new Tile(layout, slotsOfCell, sums).Run(rows, columns);
                Interlocked.Add(ref met, (long)SilhouetteLayout.BlockSize * SilhouetteLayout.BlockSize);
            });
            report.Add(met);
        }
        return sums;
    }

    /// <summary>Circle method: player 0 stays, the others rotate.</summary>
    internal static (int Rows, int Columns) Pairing(int round, int game, int players)
    {
        var others = players - 1;
        var a = game == 0 ? 0 : 1 + (round + game) % others;
        var b = 1 + (round + others - game) % others;
        return a < b ? (a, b) : (b, a);
    }

    /// <summary>Reports about a hundred times in all.</summary>
    private sealed class PairProgress(IProgress<StageProgress>? progress, long total)
    {
        private long _done;
        private long _reported;

        public void Add(long pairs)
        {
            _done = Math.Min(total, _done + pairs);
            if (progress is null || (_done - _reported < total / 100 && _done < total))
                return;
            _reported = _done;
            progress.Report(new StageProgress("Silhouette", _done, total, "pairs"));
        }
    }
}
