namespace Clientele.Data;

/// <summary>Generates a fixed number of consecutive orders with chance of its own, so that any thread may generate any block and the bytes stay the same.
/// A customer's orders are drawn together and never leave the block: no table of customers is needed, whatever the size of the store.</summary>
internal sealed partial class SyntheticStoreBlock(SyntheticStoreModel model)
{
    /// <summary>Orders of a block; the last one may be shorter.</summary>
    public const int Size = 2_048;

    /// <summary>Products among which a persona with a preference for prices chooses.</summary>
    public const int Candidates = 3;

    private const int MostOrders = 17;
    private SeededRandom _random = new(0);
    private SyntheticStoreHabits.Habit _habit;

    public SyntheticStoreRows CustomerRows { get; } = new();

    public SyntheticStoreRows OrderRows { get; } = new();

    public SyntheticStoreRows ItemRows { get; } = new();

    public SyntheticStoreRows PaymentRows { get; } = new();

    public SyntheticStoreRows ReviewRows { get; } = new();

    /// <summary>Distinct customers of the block, a persona.</summary>
    public int[] Customers { get; } = new int[model.Personas.Count];

    /// <summary>Effects, summed over the block's orders.</summary>
    public SyntheticStoreEffects Effects { get; } = new(model.Personas.Count);

    /// <summary>Generates block number <paramref name="index"/>, from 0.</summary>
    public void Generate(long index)
    {
        foreach (var rows in (ReadOnlySpan<SyntheticStoreRows>)[CustomerRows, OrderRows, ItemRows, PaymentRows, ReviewRows])
            rows.Clear();
        Array.Clear(Customers);
        Effects.Clear();
        _random = new SeededRandom(model.Seed, (ulong)index);
        var order = index * Size;
        var end = Math.Min(order + Size, model.Orders);
        for (var customers = 0; order < end && customers < model.MostCustomers; customers++)
            order += Customer(order, (int)Math.Min(MostOrders, end - order));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private int Customer(long firstOrder, int most)
    {
        var persona = model.PersonaShares.Draw(_random);
        Customers[persona]++;
        var place = model.CustomerPlaces.Draw(_random);
        var cities = model.Cities[place];
        // The first town of a state is the largest.
        var city = cities[Math.Min(_random.NextInt32(cities.Length), _random.NextInt32(cities.Length))];
        var zips = SyntheticStorePlace.All[place];
        var zip = zips.FirstZip + _random.NextInt32(zips.LastZip - zips.FirstZip + 1);
        var id = SyntheticStoreId.Of(model.Seed, 'u', (ulong)firstOrder);
        var orders = Orders(persona, most);

        var day = model.Calendar.Day(_random, persona);
        var second = PurchaseSecond();
        var category = -1;
        // Drawn last, so that the other worlds' chance stays as it is without habits.
        _habit = model.Habits?.Draw(_random) ?? default;
        for (var i = 0; i < orders; i++)
        {
            if (i > 0)
                (day, second) = Later(persona, day, second);
            var customerId = SyntheticStoreId.Of(model.Seed, 'c', (ulong)(firstOrder + i));
            CustomerRows.Id(customerId).Id(id).Zip(zip).Text(city).Text(model.States[place]).EndRow();
            category = Order(firstOrder + i, customerId, persona, place, category, day, second);
        }
        return orders;
    }

    private int Orders(int persona, int most)
    {
        var orders = 1;
        for (var again = model.Personas[persona].Repeat; orders < most && _random.NextBoolean(again); again = orders == 2 ? 0.085 : orders == 3 ? 0.2 : 0.4)
            orders++;
        return orders;
    }

    private int PurchaseSecond() => (model.Calendar.Hours.Draw(_random) * 3_600) + _random.NextInt32(3_600);

    // Three in ten further orders follow on the same day; the others after about two months, within the store's two years.
    private (int Day, int Second) Later(int persona, int day, int second)
    {
        if (_random.NextBoolean(0.3))
            return (day, Math.Min(86_399, second + 60 + (int)(3_000 * _random.NextExponential())));
        var gap = 1 + (int)(55 * Math.Exp(1.1 * _random.NextGaussian()));
        var (first, last) = model.Calendar.Range;
        var later = model.Calendar.DayOfWeek(_random, persona, day + gap <= last ? day + gap : Math.Max(first, day - gap));
        return (Math.Clamp(later, first, last), PurchaseSecond());
    }
}
