namespace Clientele.Tests.Data.Exports;

/// <summary>A shop of which everything is known, written as many systems write it, guessed and read as a newcomer would: the sums are the
/// shop's own.</summary>
public sealed class ExportTests
{
    public static TheoryData<string> Dresses => [.. Wardrobe.All.Select(dress => dress.Name)];

    public static TheoryData<string> Readable => [.. Wardrobe.All.Where(dress => dress.Lacks is null).Select(dress => dress.Name)];

    [Theory]
    [MemberData(nameof(Dresses))]
    public async Task What_a_system_exports_gives_the_shops_own_sums_to_the_cent(string name)
    {
        var wrong = await ProblemsAsync(name, seeds: 2, (dress, folder) =>
            ExportReading.ReadAsync(folder, dress.Answers, MaxRejected, TestContext.Current.CancellationToken));
        Assert.True(wrong.Length == 0, wrong);
    }

    /// <summary>What the guess has to come up with: where this fails, the fault is not the guess's.</summary>
    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_mapping_written_by_hand_gives_the_shops_own_sums_to_the_cent(string name)
    {
        var wrong = await ProblemsAsync(name, seeds: 1, (dress, folder) =>
            ExportReading.LoadAsync(folder, dress.MappingByHand(), MaxRejected, TestContext.Current.CancellationToken));
        Assert.True(wrong.Length == 0, wrong);
    }

    // Small files: two lines below the last row are more than one in a hundred.
    private const double MaxRejected = 0.02;

    private static async Task<string> ProblemsAsync(string name, int seeds, Func<Dress, string, Task<ExportReading>> read)
    {
        var dress = Wardrobe.Named(name);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var shop = MadeUpShop.Create(seed, dress.Profile);
            using var folder = new TemporaryFolder();
            foreach (var file in dress.Files(shop))
                file.Write(folder.Path);
            var reading = await read(dress, folder.Path);
            if (Problems(dress, shop, reading) is { Count: > 0 } problems)
                return $"{name}, seed {seed}: {string.Join("\n  ", problems)}\n{reading}\n\n{reading.Yaml}";
        }
        return "";
    }

    private static IReadOnlyList<string> Problems(Dress dress, MadeUpShop shop, ExportReading reading)
    {
        if (dress.Lacks is { } lacks)
            return reading.Refused?.Contains(lacks, StringComparison.Ordinal) == true ? []
                : [$"the files do not hold {lacks}, and that is not said"];
        if (reading.Account is not { } found)
            return ["it could not be read"];
        var problems = dress.Account(shop, reading.Mapping).Differences(found, dress.Precision).ToList();
        if (reading.Mapping!.Currency != dress.Profile.Currency)
            problems.Add($"currency: {reading.Mapping.Currency}, right is {dress.Profile.Currency}");
        return problems;
    }

    [Fact]
    public void A_made_up_shop_is_the_same_for_a_seed_and_has_what_real_shops_have()
    {
        var (shop, again) = (MadeUpShop.Create(5, ShopProfile.NewYork), MadeUpShop.Create(5, ShopProfile.NewYork));
        Assert.Equal(shop.Orders.Select(order => order.Total), again.Orders.Select(order => order.Total));
        Assert.All(Enum.GetValues<ShopStatus>(), status => Assert.Contains(shop.Orders, order => order.Status == status));
        Assert.Contains(shop.Orders, order => order.Anonymous);
        Assert.Contains(shop.Orders, order => order.AsGuest);
        Assert.Contains(shop.Orders, order => order.Lines.Any(line => line.UnitPrice == 0));
        Assert.Contains(shop.Orders, order => order.Discount > 0 && order.AllDiscounts > order.Discount);
        Assert.All(shop.Orders, order => Assert.Equal(order.Discount, order.Lines.Sum(line => line.Share)));
    }

    [Fact]
    public void The_clock_matters_in_every_made_up_shop()
    {
        foreach (var dress in Wardrobe.All.Where(dress => dress.Profile.Zone != "Europe/London"))
            for (var seed = 1; seed <= 3; seed++)
            {
                var orders = MadeUpShop.Create(seed, dress.Profile).Orders;
                Assert.NotEqual(orders.Count(order => IsWeekend(order.Local)), orders.Count(order => IsWeekend(order.At.UtcDateTime)));
            }
    }

    [Fact]
    public void Answers_are_put_where_the_guess_asks_and_nowhere_else()
    {
        const string Guess = """
            currency: "ambiguous, please set"   # which?
            orders:
              file: a.csv
              date_format: ambiguous, please set
            items:
              decimal: { "Unit price": "ambiguous, please set" }
              amount: ambiguous, please set
            """;
        var answers = new Dictionary<string,
            string>
        { ["currency"] = "EUR", ["decimal"] = "\",\"", ["orders.date_format"] = "\"%d/%m/%y\"", ["date_format"] = "iso" };
        Assert.Equal("""
            currency: EUR   # which?
            orders:
              file: a.csv
              date_format: "%d/%m/%y"
            items:
              decimal: { "Unit price": "," }
              amount: ambiguous, please set
            """, MappingAnswers.Answer(Guess, answers, out var open));
        Assert.Equal(["items.amount"], open);
    }

    private static bool IsWeekend(DateTime time) => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
