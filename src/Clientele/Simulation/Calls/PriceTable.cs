using System.Reflection;

namespace Clientele.Simulation.Calls;

/// <summary>Prices of models on a day: a JSON file that users can replace with their own.</summary>
public sealed record PriceTable
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/prices/v1";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Day on which the prices were read off the providers' pages.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Prices by model id, US dollars per million tokens.</summary>
    public required IReadOnlyDictionary<string, ModelPrice> Models { get; init; }

    /// <summary>The shipped prices.</summary>
    public static PriceTable Shipped { get; } = ReadShipped();

    /// <summary>Reads a price file.</summary>
    /// <exception cref="ClienteleException">Missing, not of this format, or a price that is none.</exception>
    public static PriceTable Load(string path)
    {
        var table = JsonFormat.Read<PriceTable>(path, SchemaName, "an editor (docs/models.md shows the format)");
        foreach (var (model, price) in table.Models)
            if (!(price.Input >= 0 && price.Output >= 0 && price.CacheRead is null or >= 0 && price.CacheWrite is null or >= 0 && price.Batch is > 0 and <= 1))
                throw new ClienteleException($"The price of {Words.Cut(model, 60)} is no price.", path, "Give US dollars per million tokens, 0 or more, and a batch factor in (0, 1].");
        return table;
    }

    /// <summary>The price of a model; a dated id (<c>name-20261101</c>) has the price of its name. Null when it is not in the table.</summary>
    public ModelPrice? Find(string model)
    {
        if (Models.TryGetValue(model, out var price))
            return price;
        var dash = model.LastIndexOf('-');
        return dash > 0 && model.Length - dash == 9 && model.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? Models.GetValueOrDefault(model[..dash]) : null;
    }

    private static PriceTable ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prices/prices.json") ?? throw new InvalidOperationException("prices/prices.json is not embedded.");
        return System.Text.Json.JsonSerializer.Deserialize<PriceTable>(stream, JsonFormat.Options) ?? throw new InvalidOperationException("prices/prices.json is empty.");
    }
}
