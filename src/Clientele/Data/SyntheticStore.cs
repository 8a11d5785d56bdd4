using System.Text;

namespace Clientele.Data;

/// <summary>Writes a made-up shop in Olist's eight files, with realistic marginals and planted preferences: the data of the demonstration, the
/// benchmarks and the tests that need a known truth. Nothing in it is taken from a real order.</summary>
public static partial class SyntheticStore
{
    /// <summary>Writes the eight files and <c>truth.json</c> (what was planted). Memory does not grow with the number of orders but for the
    /// catalogue, which grows with its square root.</summary>
    /// <param name="folder">Where to write; made if it does not exist. Other files in it are left alone.</param>
    /// <param name="options">Size, seed and world. Equal options (but <see cref="SyntheticStoreOptions.Threads"/>) give equal bytes on one platform;
    /// across platforms they may differ where the mathematics library rounds differently.</param>
    /// <param name="progress">Orders written.</param>
    /// <param name="cancellationToken">Stops within milliseconds; nothing is left behind.</param>
    /// <returns>Counts of what was written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of orders or threads is out of range, or there is no such world.</exception>
    /// <exception cref="ClienteleException">The folder already holds a store, or it cannot be written.</exception>
    public static async Task<SyntheticStoreSummary> WriteAsync(
        string folder, SyntheticStoreOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Orders ?? 1, 1, nameof(options.Orders));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Orders ?? 1, 2_000_000_000, nameof(options.Orders));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads);
        if (!Enum.IsDefined(options.World))
            throw new ArgumentOutOfRangeException(nameof(options), options.World, "There is no such world.");
        folder = Path.GetFullPath(folder);
        try
        {
            await using var files = new SyntheticStoreFiles(folder, options.Overwrite);
            return await WriteAllAsync(files, folder, options, progress, cancellationToken);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new ClienteleException("The folder cannot be written.", folder, "Choose a folder in which you may create files.", failure);
        }
        catch (IOException failure)
        {
            throw new ClienteleException(
                $"Writing failed: {failure.Message}", folder, "A store takes about 0.7 kB an order; check the space on the disk and the path.", failure);
        }
    }

    private static async Task<SyntheticStoreSummary> WriteAllAsync(
        SyntheticStoreFiles files, string folder, SyntheticStoreOptions options, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var model = await Task.Run(() => new SyntheticStoreModel(options), cancellationToken);
        await WriteDimensionsAsync(files, model, cancellationToken);
        var counts = await WriteOrdersAsync(files, model, progress, cancellationToken);
        await files.WriteAsync(SyntheticStoreFiles.Truth, SyntheticStoreTruth.Of(model, counts.Orders, counts.Customers, counts.Effects, files.Sha256).ToJson(), cancellationToken);
        await files.CompleteAsync();
        return new(folder, counts.Orders, counts.Customers.Sum(), counts.Items, counts.Payments, counts.Reviews,
            model.Catalog.ProductIds.Length, model.Catalog.SellerIds.Length, files.Bytes);
    }

    private sealed class Counts(SyntheticStoreModel model)
    {
        public long[] Customers { get; } = new long[model.Personas.Count];

        public SyntheticStoreEffects Effects { get; } = new(model.Personas.Count);

        public long Orders { get; set; }

        public long Items { get; set; }

        public long Payments { get; set; }

        public long Reviews { get; set; }
    }

    // Blocks are generated in waves, in parallel; while one wave is written in order, the next is generated.
    private static async Task<Counts> WriteOrdersAsync(
        SyntheticStoreFiles files, SyntheticStoreModel model, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        const string Stage = "Writing orders";
        foreach (var (name, header) in Headers)
            await files.WriteAsync(name, Encoding.ASCII.GetBytes(header + "\n"), cancellationToken);
        var orders = model.Orders;
        var threads = model.Options.Threads > 0 ? model.Options.Threads : Environment.ProcessorCount;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var blocks = (orders + SyntheticStoreBlock.Size - 1) / SyntheticStoreBlock.Size;
        var waveSize = (int)Math.Min(blocks, threads * 2);
        var waves = new SyntheticStoreBlock[2][];
        for (var i = 0; i < waves.Length; i++)
            waves[i] = [.. Enumerable.Range(0, waveSize).Select(_ => new SyntheticStoreBlock(model))];

        var counts = new Counts(model);
        var writing = Task.CompletedTask;
        var reported = 0L;
        try
        {
            for (var (start, turn) = (0L, 0); start < blocks; start += waveSize, turn ^= 1)
            {
                var wave = waves[turn].AsMemory(0, (int)Math.Min(waveSize, blocks - start));
                var first = start;
                await Task.Run(() => Parallel.For(0, wave.Length, parallel, i => wave.Span[i].Generate(first + i)), cancellationToken);
                await writing;
                writing = WriteWaveAsync(files, wave, counts, cancellationToken);
                var done = Math.Min(orders, start * SyntheticStoreBlock.Size);
                if (done - reported > orders / 100 && done - reported > 50_000)
                    progress?.Report(new(Stage, reported = done, orders, "orders"));
            }
        }
        finally
        {
            await writing; // Before the streams are closed, also when the generation was cancelled.
        }
        progress?.Report(new(Stage, counts.Orders, counts.Orders, "orders"));
        return counts;
    }

    private static async Task WriteWaveAsync(SyntheticStoreFiles files, ReadOnlyMemory<SyntheticStoreBlock> wave, Counts counts, CancellationToken cancellationToken)
    {
        for (var i = 0; i < wave.Length; i++)
        {
            var block = wave.Span[i];
            await files.WriteAsync(SyntheticStoreFiles.Customers, block.CustomerRows.Written, cancellationToken);
            await files.WriteAsync(SyntheticStoreFiles.Orders, block.OrderRows.Written, cancellationToken);
            await files.WriteAsync(SyntheticStoreFiles.Items, block.ItemRows.Written, cancellationToken);
            await files.WriteAsync(SyntheticStoreFiles.Payments, block.PaymentRows.Written, cancellationToken);
            await files.WriteAsync(SyntheticStoreFiles.Reviews, block.ReviewRows.Written, cancellationToken);
            counts.Orders += block.OrderRows.Count;
            counts.Effects.Add(block.Effects); // In the order of the blocks: sums of doubles depend on it.
            counts.Items += block.ItemRows.Count;
            counts.Payments += block.PaymentRows.Count;
            counts.Reviews += block.ReviewRows.Count;
            for (var persona = 0; persona < counts.Customers.Length; persona++)
                counts.Customers[persona] += block.Customers[persona];
        }
    }
}
