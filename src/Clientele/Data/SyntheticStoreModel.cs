using System.Text;

namespace Clientele.Data;

/// <summary>Everything that the blocks of one synthetic store share; never changed after it was made.</summary>
internal sealed class SyntheticStoreModel
{
    public SyntheticStoreModel(SyntheticStoreOptions options)
    {
        Options = options;
        Seed = (ulong)(long)options.Seed;
        Personas = SyntheticStorePersona.ChoiceModelWorld;
        PersonaShares = new([.. Personas.Select(persona => persona.Share)]);
        Catalog = new(Seed, options.Orders);
        Calendar = new(Personas);
        Routes = new();
        CustomerPlaces = new([.. SyntheticStorePlace.All.Select(place => place.Customers)]);
        Cities = [.. SyntheticStorePlace.All.Select(place => place.Cities.Select(Encoding.UTF8.GetBytes).ToArray())];
        States = [.. SyntheticStorePlace.All.Select(place => Encoding.UTF8.GetBytes(place.State))];
        Categories = [.. Personas.Select(persona => new SyntheticStoreAlias(
            [.. SyntheticStoreCategory.All.Select(c => c.Items * (persona.Favourites.Contains(c.Portuguese) ? 3 : 1))]))];
        Payment = [.. Personas.Select(persona => new SyntheticStorePayment(Preferences, persona))];
    }

    public SyntheticStoreOptions Options { get; }

    public ulong Seed { get; }

    public SyntheticStorePreferences Preferences { get; } = new();

    public IReadOnlyList<SyntheticStorePersona> Personas { get; }

    public SyntheticStoreAlias PersonaShares { get; }

    public SyntheticStoreCatalog Catalog { get; }

    public SyntheticStoreCalendar Calendar { get; }

    public SyntheticStoreRoutes Routes { get; }

    public SyntheticStoreAlias CustomerPlaces { get; }

    /// <summary>Names of towns as UTF-8, a state.</summary>
    public byte[][][] Cities { get; }

    /// <summary>State codes as UTF-8.</summary>
    public byte[][] States { get; }

    /// <summary>Category of a first item, a persona.</summary>
    public SyntheticStoreAlias[] Categories { get; }

    /// <summary>Payment nest, a persona.</summary>
    public SyntheticStorePayment[] Payment { get; }

    /// <summary>Number of the one order that has no payment row, as one of Olist's has none; −1 in stores below 10,000 orders.</summary>
    public long OrderWithoutPayment => Options.Orders < 10_000 ? -1 : Options.Orders / 2;
}
