using System.Security.Cryptography;
using Clientele.Storage;

namespace Clientele.Data;

/// <summary>The files of a store while they are written: apart from the target folder, put in place when all are complete, deleted when they are not.</summary>
internal sealed class SyntheticStoreFiles : IAsyncDisposable
{
    public const string Customers = "olist_customers_dataset.csv";
    public const string Orders = "olist_orders_dataset.csv";
    public const string Items = "olist_order_items_dataset.csv";
    public const string Payments = "olist_order_payments_dataset.csv";
    public const string Reviews = "olist_order_reviews_dataset.csv";
    public const string Products = "olist_products_dataset.csv";
    public const string Sellers = "olist_sellers_dataset.csv";
    public const string Translation = "product_category_name_translation.csv";
    public const string Truth = "truth.json";

    /// <summary>Name of the mapping that the files are read with.</summary>
    public const string Mapping = "olist";

    private readonly DraftFolder _draft;
    private readonly Dictionary<string, FileStream> _streams = [];
    private readonly SortedDictionary<string, IncrementalHash> _hashes = new(StringComparer.Ordinal);

    /// <summary>Every file of a store; the truth comes last, so that a folder with it is a whole store.</summary>
    public static IReadOnlyList<string> Names { get; } = [Customers, Orders, Items, Payments, Reviews, Products, Sellers, Translation, Truth];

    /// <exception cref="ClienteleException">The folder holds files of these names and <paramref name="overwrite"/> is false.</exception>
    public SyntheticStoreFiles(string folder, bool overwrite)
    {
        if (!overwrite && Names.FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } existing)
            throw new ClienteleException($"{existing} is already there.", folder, "Choose another folder, or overwrite the store that is in this one (--force).");
        Directory.CreateDirectory(folder);
        _draft = new DraftFolder(folder);
        Directory.CreateDirectory(_draft.Root);
    }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of what was written so far, lower-case hexadecimal, by file: the truth names the files that it is the truth of.</summary>
    public SortedDictionary<string, string> Sha256
    {
        get
        {
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, hash) in _hashes)
                hashes[name] = Convert.ToHexStringLower(hash.GetCurrentHash());
            return hashes;
        }
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!_streams.TryGetValue(name, out var stream))
            _streams[name] = stream = new FileStream(Path.Combine(_draft.Root, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        if (!_hashes.TryGetValue(name, out var hash))
            _hashes[name] = hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes.Span);
        await stream.WriteAsync(bytes, cancellationToken);
        Bytes += bytes.Length;
    }

    /// <summary>Puts the files in place.</summary>
    public async Task CompleteAsync()
    {
        foreach (var stream in _streams.Values)
            await stream.DisposeAsync();
        _draft.Commit([]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var hash in _hashes.Values)
            hash.Dispose();
        _hashes.Clear();
        foreach (var stream in _streams.Values)
            await stream.DisposeAsync();
        _draft.Dispose();
    }
}
