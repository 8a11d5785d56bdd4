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

    private sealed record Head(int? Format = null);

    private sealed record Body
    {
        public required SyntheticStoreWorld World { get; init; }

        public required int Seed { get; init; }

        public required long Orders { get; init; }

        public required long Customers { get; init; }

        public required IReadOnlyList<JsonElement> Personas { get; init; }

        public required IReadOnlyList<SyntheticEffect> Effects { get; init; }
    }
}
