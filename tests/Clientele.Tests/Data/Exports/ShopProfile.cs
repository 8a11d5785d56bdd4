namespace Clientele.Tests.Data.Exports;

/// <summary>The country that a made-up shop is in: its clock, its money and whether its prices hold the tax.</summary>
/// <param name="Zone">IANA zone.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Decimals">Digits behind the decimal mark.</param>
/// <param name="TaxIncluded">Whether prices hold the tax.</param>
/// <param name="TaxRate">Tax on goods and freight.</param>
/// <param name="Scale">What a price of 1 is there.</param>
internal sealed record ShopProfile(string Zone, string Currency, int Decimals, bool TaxIncluded, decimal TaxRate, decimal Scale = 1)
{
    public static ShopProfile NewYork { get; } = new("America/New_York", "USD", 2, false, 0.08875m);

    public static ShopProfile California { get; } = new("America/Los_Angeles", "USD", 2, false, 0.0725m);

    public static ShopProfile Germany { get; } = new("Europe/Berlin", "EUR", 2, true, 0.19m);

    /// <summary>Prices without tax, as between firms.</summary>
    public static ShopProfile GermanTrade { get; } = Germany with { TaxIncluded = false };

    public static ShopProfile France { get; } = new("Europe/Paris", "EUR", 2, true, 0.2m);

    public static ShopProfile Britain { get; } = new("Europe/London", "GBP", 2, true, 0.2m);

    public static ShopProfile Philippines { get; } = new("Asia/Manila", "PHP", 2, true, 0.12m, 40);

    public static ShopProfile Chile { get; } = new("America/Santiago", "CLP", 0, true, 0.19m, 1000);

    /// <summary>An amount in the currency's smallest units.</summary>
    public decimal Round(decimal amount) => Math.Round(amount, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>Tax on, or in, an amount.</summary>
    public decimal Tax(decimal amount) => Round(TaxIncluded ? amount * TaxRate / (1 + TaxRate) : amount * TaxRate);

    public TimeZoneInfo Clock => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}
