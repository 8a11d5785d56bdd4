using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele.Data;

/// <summary>What was planted in a synthetic store, as written to <c>truth.json</c> (snake case): what an engine that reads the store should find again.
/// <see cref="SyntheticTruth"/> reads it.</summary>
internal sealed record SyntheticStoreTruth
{
    /// <summary>Version of the file's form that is written now.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Version of this file's form.</summary>
    public int Format { get; } = CurrentFormat;

    public required SyntheticStoreWorld World { get; init; }

    public required int Seed { get; init; }

    public required long Orders { get; init; }

    public required long Customers { get; init; }

    /// <summary>SHA-256 of the store's files, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>The choice model of the population. Where <see cref="Rules"/> are given, only its baskets count.</summary>
    public required SyntheticStorePreferences Population { get; init; }

    /// <summary>The rules by which customers pay and review, in a world of habits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SyntheticStoreHabits? Rules { get; init; }

    /// <summary>The latent personas: share planted, customers drawn, deviations from the population.</summary>
    public required IReadOnlyList<PlantedPersona> Personas { get; init; }

    /// <summary>Deviations by product category.</summary>
    public required IReadOnlyList<PlantedCategory> Categories { get; init; }

    /// <summary>Over which orders the effects are averages.</summary>
    public string EffectsOver { get; } =
        "menu, jump, persona: the store's delivered orders with one payment row, by card, whose value is nearer than R$ 8 to the cutoff; "
        + "lateness: its delivered orders with a review. Planted probabilities of both arms, not draws. prior: draws that nothing in the store shows.";

    /// <summary>The exact effects.</summary>
    public required IReadOnlyList<SyntheticEffect> Effects { get; init; }

    internal sealed record PlantedPersona(long Customers, SyntheticStorePersona Preferences);

    internal sealed record PlantedCategory(string Name, double PlanAny, double SecondItem);

    /// <summary>The truth behind a store.</summary>
    /// <param name="model">What it was drawn from.</param>
    /// <param name="orders">Orders drawn.</param>
    /// <param name="customers">Customers drawn, a persona.</param>
    /// <param name="effects">Effects summed over the orders.</param>
    /// <param name="files">SHA-256 of the store's files, by name.</param>
    public static SyntheticStoreTruth Of(SyntheticStoreModel model, long orders, long[] customers, SyntheticStoreEffects effects, IReadOnlyDictionary<string, string> files) => new()
    {
        World = model.Options.World,
        Seed = model.Options.Seed,
        Orders = orders,
        Customers = customers.Sum(),
        Files = files,
        Population = model.Preferences,
        Rules = model.Habits,
        Personas = [.. model.Personas.Zip(customers, (persona, count) => new PlantedPersona(count, persona))],
        // Rules do not ask for the category.
        Categories = [.. SyntheticStoreCategory.All.Select(c => new PlantedCategory(c.Portuguese, model.Habits is null ? c.Plan : 0, c.Bulk))],
        Effects = [.. effects.Averages([.. model.Personas.Select(persona => persona.Name)]), .. SyntheticStorePrior.Draw(model.Seed)],
    };

    /// <summary>As JSON with a line feed at the end.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}
