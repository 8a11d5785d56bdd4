using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele.Data;

/// <summary>The planted truth of a synthetic store, read from its <c>truth.json</c>: what a simulation of the store can be scored against.</summary>
public sealed record SyntheticTruth
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        RespectNullableAnnotations = true,
    };

    /// <summary>The world that the store was drawn from.</summary>
    public required SyntheticStoreWorld World { get; init; }

    /// <summary>Seed of the store.</summary>
    public required int Seed { get; init; }

    /// <summary>Orders of all statuses.</summary>
    public required long Orders { get; init; }

    /// <summary>Distinct customers.</summary>
    public required long Customers { get; init; }

    /// <summary>Latent personas that customers were drawn from; 1 where everyone wants the same.</summary>
    public required int Personas { get; init; }

    /// <summary>SHA-256 of the store's files, lower-case hexadecimal, by name; empty in a truth that was written before it named them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The exact effects, in the file's order; ids are unique.</summary>
    public required IReadOnlyList<SyntheticEffect> Effects { get; init; }

    /// <summary>Reads the truth of a store.</summary>
    /// <param name="path">The file, or the folder of the store.</param>
    /// <exception cref="ClienteleException">There is no such file, it is damaged, or of a format that this version does not read.</exception>
    public static SyntheticTruth Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        const string Again = "Write the store anew with clientele synth.";
        if (Directory.Exists(path))
            path = Path.Combine(path, SyntheticStoreFiles.Truth);
        try
        {
            var bytes = File.ReadAllBytes(path);
            // The format comes first: a file of another one is not damaged.
            var format = JsonSerializer.Deserialize<Head>(bytes, Json)?.Format;
            if (format != SyntheticStoreTruth.CurrentFormat)
                throw new ClienteleException(
                    format is null ? "This is not the truth of a synthetic store: it has no \"format\"." : $"This truth has format {format}; {SyntheticStoreTruth.CurrentFormat} is read.",
                    path, Again);
            var body = JsonSerializer.Deserialize<Body>(bytes, Json)!;
            if (body.Effects.Any(effect => effect?.Id is null))
                throw new JsonException("An effect without an id.");
            if (body.Effects.GroupBy(effect => effect.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new ClienteleException($"The effect {twice.Key} is there twice.", path, Again);
            return new SyntheticTruth
            {
                World = body.World,
                Seed = body.Seed,
                Orders = body.Orders,
                Customers = body.Customers,
                Personas = body.Personas.Count,
                Files = body.Files,
                Effects = body.Effects,
            };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException("There is no truth of a synthetic store.", path, "Only stores of clientele synth have one; check the path.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"The file cannot be read: {failure.Message}", path, "Check that you may read it.", failure);
        }
        catch (JsonException failure)
        {
            throw new ClienteleException("The truth of the synthetic store is damaged.", path, Again, failure);
        }
    }

    /// <summary>Makes sure that these transactions are the store that this is the truth of: the same files, byte for byte.</summary>
    /// <remarks>A truth of before it named its files is held against the number of orders alone, which tells stores of one size not apart.</remarks>
    /// <exception cref="ClienteleException">They are of other files, or read with a mapping for another kind of store.</exception>
    public void RequireStore(Transactions data)
    {
        ArgumentNullException.ThrowIfNull(data);
        const string Hint = "Give the truth.json that clientele synth wrote beside the files of --data, and leave the files as they are.";
        if (data.Mapping.Name != SyntheticStoreFiles.Mapping)
            throw new ClienteleException($"A synthetic store is read with the mapping {SyntheticStoreFiles.Mapping}, and these data were read with {data.Mapping.Name}.", "--world-truth", Hint);
        var orders = data.Files.FirstOrDefault(file => file.File == SyntheticStoreFiles.Orders);
        if (orders is null || orders.Rows != Orders)
            throw new ClienteleException(
                FormattableString.Invariant($"The truth is of a store of {Orders} orders; the data have {(orders is null ? $"no {SyntheticStoreFiles.Orders}" : $"{orders.Rows}")}."), "--world-truth", Hint);
        // A file that no step reads cannot change a result.
        if (data.Files.FirstOrDefault(file => Files.TryGetValue(file.File, out var hash) && hash != file.Sha256) is { } other)
            throw new ClienteleException($"The truth is of another store: {other.File} is not the file that it was written with.", "--world-truth", Hint);
    }

    private sealed record Head(int? Format = null);

    private sealed record Body
    {
        public required SyntheticStoreWorld World { get; init; }

        public required int Seed { get; init; }

        public required long Orders { get; init; }

        public required long Customers { get; init; }

        public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

        public required IReadOnlyList<JsonElement> Personas { get; init; }

        public required IReadOnlyList<SyntheticEffect> Effects { get; init; }
    }
}
