namespace Clientele.Tests.Data.Exports;

/// <summary>A small shop of which everything is known. It writes no files: a <see cref="Dress"/> does.</summary>
internal sealed record MadeUpShop(ShopProfile Profile, IReadOnlyList<ShopOrder> Orders)
{
    private static readonly string[] Firsts =
        ["Ada", "Ben", "Cléo", "Dora", "Emil", "Fern", "Grete", "Hugo", "Ida", "Jörg", "Kim", "Lea", "Max", "Nora", "Otto", "Pia"];

    private static readonly string[] Lasts =
        ["Abel", "Brandt", "Cruz", "Dürr", "Ellis", "Ferreira", "Groß", "Hall", "Iversen", "Jones", "King", "Lopez", "Muñoz", "Nolan"];

    private static readonly (string City, string State, string Zip)[] Places =
        [("Springfield", "IL", "62701"), ("Köln", "NW", "50667"), ("Oakland", "CA", "94601"), ("Albany", "NY", "12201"),
            ("Lyon", "ARA", "69001"), ("Austin", "TX", "01001")];

    // Commas, quotation marks and letters that are not ASCII are as common in real catalogues as here.
    private static readonly (string Name, string Category, decimal Price)[] Catalogue =
    [
        ("Mug, blue", "Kitchen", 7.50m), ("Teapot 1.2 l", "Kitchen", 39.00m), ("Chopping board 12\" oak", "Kitchen", 24.99m),
        ("Brotkörbchen", "Kitchen", 15.90m),
        ("Reading lamp", "Light", 49.90m), ("Glühbirne E27", "Light", 3.25m), ("Candle (set of 4)", "Light", 11.00m),
        ("Lantern", "Light", 18.40m),
        ("Wool rug", "Textile", 189.00m), ("Cushion", "Textile", 22.50m), ("Tea towel", "Textile", 6.95m),
        ("Curtain – linen", "Textile", 74.80m),
        ("Notebook A5", "Paper", 4.20m), ("Fountain pen", "Paper", 32.00m), ("Postcard", "Paper", 1.50m), ("Calendar", "Paper", 14.90m),
        ("Planter", "Garden", 27.00m), ("Watering can", "Garden", 19.95m), ("Seeds: basil", "Garden", 2.80m),
        ("Secateurs", "Garden", 36.10m),
        ("Puzzle 1000", "Toys", 16.99m), ("Wooden train", "Toys", 58.00m), ("Kite", "Toys", 21.75m), ("Sample card", "Paper", 0m),
    ];

    /// <summary>Goods that were given away keep their price of 0.</summary>
    public static IReadOnlyList<ShopProduct> Products(ShopProfile profile) =>
        [.. Catalogue.Select((item, i) =>
            new ShopProduct(220100 + i, $"{item.Category[..3].ToUpperInvariant()}-{100 + 7 * i}", item.Name, item.Category,
                profile.Round(item.Price * profile.Scale)))];

    public static MadeUpShop Create(int seed, ShopProfile profile, int orders = 90)
    {
        var random = new SeededRandom((ulong)seed, 14);
        var persons = Enumerable.Range(0, 30).Select(i =>
        {
            var (first, last, place) = (Firsts[i * 5 % Firsts.Length], Lasts[i % Lasts.Length], Places[random.NextInt32(Places.Length)]);
            return new ShopPerson(9001 + 3 * i, first, last, $"{Ascii(first)}.{Ascii(last)}{i}@example.org", place.City, place.Zip,
                place.State);
        }).ToList();
        var products = Products(profile);
        var times = Enumerable.Range(0, orders).Select(_ => Time(random, profile.Clock)).Order().ToList();
        return new MadeUpShop(profile, [.. times.Select((time, i) => Order(random, profile, i + 1, time, persons, products))]);
    }

    // Any hour of the day, and many in the night from Friday to Saturday: an error of a few hours moves orders into or out of a weekend.
    private static DateTimeOffset Time(SeededRandom random, TimeZoneInfo clock)
    {
        var first = new DateTimeOffset(2024, 2, 3, 0, 0, 0, TimeSpan.Zero);
        var time = first.AddSeconds(random.NextInt32(575 * 24 * 3600));
        if (random.NextBoolean(0.3))
            time = first.AddDays(7 * random.NextInt32(80) + 6)
                .AddSeconds(18 * 3600 + random.NextInt32(9 * 3600)) - clock.GetUtcOffset(first);
        return TimeZoneInfo.ConvertTime(time, clock);
    }

    /// <summary>The shop as if some lines had never been; line −1 stands for the whole order.</summary>
    public MadeUpShop Without(IEnumerable<(int Order, int Line)> lost)
    {
        var gone = lost.ToLookup(each => each.Order, each => each.Line);
        return this with
        {
            Orders = [.. Orders.Where(order => !gone[order.Number].Contains(-1))
                .Select(order => gone.Contains(order.Number)
                    ? order with { Lines = [.. order.Lines.Where((_, line) => !gone[order.Number].Contains(line))] } : order)
                .Where(order => order.Lines.Count > 0)],
        };
    }

    /// <summary>The shop as if nobody had written what stands for some orders as a whole: discount, freight, refund.</summary>
    public MadeUpShop WithoutOrderCells(IReadOnlySet<int> orders) => this with
    {
        Orders = [.. Orders.Select(order => orders.Contains(order.Number)
            ? order with { Discount = 0, AllDiscounts = 0, Freight = 0, Refund = 0 } : order)],
    };

    /// <summary>The shop as if a line stood twice.</summary>
    public MadeUpShop Twice(int number, int line) => this with
    {
        Orders = [.. Orders.Select(order => order.Number == number && line >= 0
            ? order with { Lines = [.. order.Lines, order.Lines[line]] } : order)],
    };

    private static ShopOrder Order(SeededRandom random, ShopProfile profile, int number, DateTimeOffset at, List<ShopPerson> persons,
        IReadOnlyList<ShopProduct> products)
    {
        var person = persons[(int)(persons.Count * Math.Pow(random.NextDouble(), 1.7))];
        var lines = new List<ShopLine>();
        for (var count = 1 + random.NextInt32(random.NextBoolean(0.5) ? 2 : 4); lines.Count < count;)
        {
            // Now and then the same product stands on two lines.
            var product = lines.Count > 0 && random.NextBoolean(0.04) ? lines[^1].Product : products[random.NextInt32(products.Count)];
            var quantity = random.NextBoolean(0.65) ? 1 : 2 + random.NextInt32(3);
            var discount = random.NextBoolean(0.12) ? profile.Round(quantity * product.Price * (0.1m + 0.1m * random.NextInt32(3))) : 0;
            lines.Add(new ShopLine(product, quantity, product.Price, discount, 0, 0));
        }
        // An order is worth something: what is free comes along with what is not.
        if (lines.All(line => line.UnitPrice == 0))
            lines[0] = lines[0] with { Product = products[0], UnitPrice = products[0].Price, Discount = 0 };
        var net = lines.Sum(line => line.Net);
        var coupon = random.NextBoolean(0.18) ? profile.Round(net * 0.1m) : 0;
        lines = [.. Shares(lines, coupon, profile)
            .Zip(lines, (share, line) => line with { Share = share, Tax = profile.Tax(line.Net - share) })];
        var freight = random.NextBoolean(0.3) ? 0 : profile.Round((random.NextBoolean(0.8) ? 4.90m : 9.50m) * profile.Scale);
        var status = random.NextInt32(100) switch
        {
            < 5 => ShopStatus.Pending,
            < 11 => ShopStatus.Cancelled,
            < 15 => ShopStatus.Refunded,
            < 21 => ShopStatus.PartlyRefunded,
            _ => ShopStatus.Paid
        };
        var order = new ShopOrder
        {
            Number = number,
            Person = person,
            Anonymous = random.NextBoolean(0.12),
            AsGuest = random.NextBoolean(0.3),
            At = at,
            Status = status,
            Payment = (ShopPayment)random.NextInt32(5),
            Lines = lines,
            Discount = coupon,
            AllDiscounts = coupon + lines.Sum(line => line.Discount),
            Freight = freight,
            FreightTax = profile.Tax(freight),
            Refund = 0,
            Stars = random.NextBoolean(0.4) ? 1 + random.NextInt32(5) : 0,
            TaxIncluded = profile.TaxIncluded,
        };
        // Given back in part is the first line; a shop that gives nothing back has no such status.
        return status switch
        {
            ShopStatus.Refunded => order with { Refund = order.Total },
            ShopStatus.PartlyRefunded when lines[0].Paid > 0 && lines.Count > 1 => order with { Refund = lines[0].Paid },
            ShopStatus.PartlyRefunded => order with { Status = ShopStatus.Paid },
            _ => order,
        };
    }

    // In proportion, to the smallest coin; the last line that costs something takes what is left over.
    private static List<decimal> Shares(List<ShopLine> lines, decimal discount, ShopProfile profile)
    {
        var total = lines.Sum(line => line.Net);
        var shares = lines.Select(line => total == 0 ? 0 : profile.Round(discount * line.Net / total)).ToList();
        var last = lines.FindLastIndex(line => line.Net > 0);
        if (last >= 0)
            shares[last] += discount - shares.Sum();
        return shares;
    }

    private static string Ascii(string name) => name.ToLowerInvariant().Replace("ö", "oe", StringComparison.Ordinal)
        .Replace("ü", "ue", StringComparison.Ordinal)
        .Replace("ß", "ss", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal)
            .Replace("ñ", "n", StringComparison.Ordinal);
}
