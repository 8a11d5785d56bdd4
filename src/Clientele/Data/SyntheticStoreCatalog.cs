namespace Clientele.Data;

/// <summary>Products and sellers of a synthetic store: by column, products sorted by category and then seller, so that neighbours are often sold by one seller.</summary>
internal sealed class SyntheticStoreCatalog
{
    private const double NamelessShare = 0.0189;
    private readonly SyntheticStoreAlias[] _popularity;
    private readonly int[] _firstOfCategory;

    /// <param name="seed">Seed of the store.</param>
    /// <param name="orders">Orders: 99,441 need 32,951 products and 3,095 sellers, others in proportion to their square root.</param>
    public SyntheticStoreCatalog(ulong seed, long orders)
    {
        var random = new SeededRandom(seed, ulong.MaxValue);
        var scale = Math.Sqrt(orders / 99_441.0);
        var categories = SyntheticStoreCategory.All;
        SellerPlace = Sellers(random, Math.Max(30, (int)(3_095 * scale)), out var sellers);
        var count = Math.Max(4 * categories.Count, (int)(32_951 * scale));

        var category = new SyntheticStoreAlias([.. categories.Select(c => c.Products)]);
        var keys = new long[count];
        for (var i = 0; i < count; i++)
            keys[i] = ((long)(i < categories.Count ? i : category.Draw(random)) << 32) | (uint)sellers.Draw(random);
        Array.Sort(keys);

        Category = Array.ConvertAll(keys, key => (byte)(key >> 32));
        Seller = Array.ConvertAll(keys, key => (int)key);
        (Price, Weight, Named) = (new int[count], new int[count], new bool[count]);
        var popularity = new double[count];
        for (var i = 0; i < count; i++)
        {
            var kind = categories[Category[i]];
            var level = random.NextGaussian();
            var price = 0.90 * kind.Price * Math.Exp(1.05 * kind.PriceSpread * level);
            Price[i] = Psychological(random, Math.Clamp(price, 0.85, 6_735));
            var weight = kind.Weight * Math.Exp(kind.WeightSpread * ((0.45 * level) + (0.893 * random.NextGaussian())));
            Weight[i] = (int)Math.Clamp(Math.Round(weight / 50) * 50, 50, 40_425);
            Named[i] = !random.NextBoolean(NamelessShare);
            popularity[i] = Math.Exp(1.45 * random.NextGaussian());
        }

        _firstOfCategory = [.. Enumerable.Range(0, categories.Count + 1).Select(c => LowerBound(Category, c))];
        _popularity = [.. Enumerable.Range(0, categories.Count).Select(c => new SyntheticStoreAlias(popularity.AsSpan(_firstOfCategory[c].._firstOfCategory[c + 1])))];
        ProductIds = Ids(seed, 'p', count);
        SellerIds = Ids(seed, 's', SellerPlace.Length);
    }

    /// <summary>Index into <see cref="SyntheticStoreCategory.All"/>, a product.</summary>
    public byte[] Category { get; }

    /// <summary>Index of the product's seller.</summary>
    public int[] Seller { get; }

    /// <summary>Usual price, cents.</summary>
    public int[] Price { get; }

    /// <summary>Weight, g.</summary>
    public int[] Weight { get; }

    /// <summary>Whether the products file says the category.</summary>
    public bool[] Named { get; }

    /// <summary>Index into <see cref="SyntheticStorePlace.All"/>, a seller.</summary>
    public byte[] SellerPlace { get; }

    public SyntheticStoreId[] ProductIds { get; }

    public SyntheticStoreId[] SellerIds { get; }

    /// <summary>A product of the category, popular ones more often.</summary>
    public int Draw(SeededRandom random, int category) => _firstOfCategory[category] + _popularity[category].Draw(random);

    /// <summary>A product close to another in the catalogue, of the same category and often of the same seller; the product itself where it is alone.</summary>
    public int Neighbour(SeededRandom random, int product)
    {
        var neighbour = product + (random.NextBoolean(0.5) ? 1 : -1);
        var category = Category[product];
        return neighbour < _firstOfCategory[category] || neighbour >= _firstOfCategory[category + 1] ? product : neighbour;
    }

    /// <summary>The price of a product in a month (since 2016-01), cents: in a third of the months up to 15 % off or on, with the usual ending.</summary>
    public int PriceIn(int product, int month, bool blackFriday)
    {
        var hash = SeededRandom.Mix(ProductIds[product].Low, (ulong)month);
        var usual = Price[product];
        var factor = (blackFriday ? hash & 7 : hash & 31) switch
        {
            < 2 => 0.90,
            < 4 => 0.95,
            < 7 => 1.05,
            < 9 => 1.10,
            < 10 => 0.85,
            _ => 1.0,
        };
        var whole = (int)Math.Round(usual / 100 * (blackFriday ? Math.Min(factor, 1) : factor));
        // A changed price ends like the usual one: 129.90 becomes 119.90.
        if (whole >= 20)
            whole = (whole / 10 * 10) + (usual / 100 % 10);
        return Math.Max(85, (whole * 100) + (usual % 100));
    }

    // More than eight in ten prices end in .90, .00 or .99, and whole amounts prefer 9: so many customers share a vector of features, as in real data.
    private static int Psychological(SeededRandom random, double price)
    {
        var style = random.NextDouble();
        var cents = style switch
        {
            < 0.36 => 90,
            < 0.65 => 0,
            < 0.83 => 99,
            < 0.86 => 50,
            < 0.875 => 49,
            < 0.89 => 80,
            _ => random.NextInt32(100),
        };
        var whole = (int)Math.Floor(price);
        if (whole >= 10 && random.NextBoolean(0.50))
            whole = ((whole + 1) / 10 * 10) + (random.NextBoolean(0.8) ? 9 : 4);
        if (whole >= 300 && random.NextBoolean(0.6))
            whole = (((whole + 1) / 50) * 50) + (cents == 0 ? 0 : -1);
        else if (whole >= 100 && random.NextBoolean(0.35))
            whole = (((whole + 1) / 10) * 10) + (cents == 0 ? 0 : 9);
        return Math.Clamp((whole * 100) + cents, 85, 673_500);
    }

    private static byte[] Sellers(SeededRandom random, int count, out SyntheticStoreAlias popularity)
    {
        var place = new SyntheticStoreAlias([.. SyntheticStorePlace.All.Select(p => p.Sellers)]);
        var places = new byte[count];
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            places[i] = (byte)place.Draw(random);
            weights[i] = Math.Exp(1.63 * random.NextGaussian());
        }
        popularity = new SyntheticStoreAlias(weights);
        return places;
    }

    private static SyntheticStoreId[] Ids(ulong seed, char kind, int count) =>
        [.. Enumerable.Range(0, count).Select(i => SyntheticStoreId.Of(seed, kind, (ulong)i))];

    private static int LowerBound(byte[] sorted, int value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
