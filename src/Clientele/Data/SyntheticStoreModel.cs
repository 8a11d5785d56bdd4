using System.Text;

namespace Clientele.Data;

/// <summary>Everything that the blocks of one synthetic store share; never changed after it was made.</summary>
internal sealed class SyntheticStoreModel
{
    public SyntheticStoreModel(SyntheticStoreOptions options)
    {
        Options = options;
        Seed = (ulong)(long)options.Seed;
        Orders = options.Orders ?? SyntheticStoreOptions.OlistOrders;
        if (options is { World: SyntheticStoreWorld.FewCustomers, Orders: null })
            (Orders, MostCustomers) = (SyntheticStoreBlock.Size, SyntheticStoreOptions.FewCustomers);
        (Preferences, Personas) = options.World switch
        {
            SyntheticStoreWorld.NoHeterogeneity => (SyntheticStorePreferences.OfEveryone, SyntheticStorePersona.NoHeterogeneityWorld),
            SyntheticStoreWorld.Habits => (new(), SyntheticStorePersona.HabitsWorld),
            _ => (new SyntheticStorePreferences(), SyntheticStorePersona.ChoiceModelWorld),
        };
        Habits = options.World == SyntheticStoreWorld.Habits ? new SyntheticStoreHabits() : null;
        PersonaShares = new([.. Personas.Select(persona => persona.Share)]);
        Catalog = new(Seed, Orders);
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

    /// <summary>Orders to write; with <see cref="MostCustomers"/> at most so many.</summary>
    public long Orders { get; }

    /// <summary>Customers after which the store ends, all of them in its only block; without a limit the largest number.</summary>
    public int MostCustomers { get; } = int.MaxValue;

    public SyntheticStorePreferences Preferences { get; }

    /// <summary>The rules by which customers pay and review in <see cref="SyntheticStoreWorld.Habits"/>; null where preferences decide.</summary>
    public SyntheticStoreHabits? Habits { get; }

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
    public long OrderWithoutPayment => Orders < 10_000 ? -1 : Orders / 2;
}
