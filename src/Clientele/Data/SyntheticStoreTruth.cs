using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele.Data;

/// <summary>What was planted in a synthetic store, as written to <c>truth.json</c> (snake case): what an engine that reads the store should find again.</summary>
internal sealed record SyntheticStoreTruth
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Version of this file's form.</summary>
    public int Format { get; } = 1;

    public required SyntheticStoreWorld World { get; init; }

    public required int Seed { get; init; }

    public required long Orders { get; init; }

    public required long Customers { get; init; }

    /// <summary>The choice model of the population.</summary>
    public required SyntheticStorePreferences Population { get; init; }

    /// <summary>The latent personas: share planted, customers drawn, deviations from the population.</summary>
    public required IReadOnlyList<PlantedPersona> Personas { get; init; }

    /// <summary>Deviations by product category.</summary>
    public required IReadOnlyList<PlantedCategory> Categories { get; init; }

    internal sealed record PlantedPersona(long Customers, SyntheticStorePersona Preferences);

    internal sealed record PlantedCategory(string Name, double PlanAny, double SecondItem);

    /// <summary>The truth behind a store.</summary>
    /// <param name="model">What it was drawn from.</param>
    /// <param name="customers">Customers drawn, a persona.</param>
    public static SyntheticStoreTruth Of(SyntheticStoreModel model, long[] customers) => new()
    {
        World = model.Options.World,
        Seed = model.Options.Seed,
        Orders = model.Options.Orders,
        Customers = customers.Sum(),
        Population = model.Preferences,
        Personas = [.. model.Personas.Zip(customers, (persona, count) => new PlantedPersona(count, persona))],
        Categories = [.. SyntheticStoreCategory.All.Select(c => new PlantedCategory(c.Portuguese, c.Plan, c.Bulk))],
    };

    /// <summary>As JSON with a line feed at the end.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}
