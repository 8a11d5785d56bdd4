namespace Clientele.Data.Guessing;

/// <summary>What is known of currencies.</summary>
internal static class Currencies
{
    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "CLP", "COP", "IDR", "VND", "JPY", "KRW", "PYG", "HUF", "ISK", "CRC", "UGX", "TZS", "XAF", "XOF", "XPF", "RWF", "GNF", "KMF", "DJF",
            "BIF", "VUV", "MGA", "MMK",
        "LAK", "KHR", "IRR", "IQD", "LBP", "SYP", "UZS", "MNT", "SLL", "STD", "YER", "AMD",
    };

    /// <summary>Codes in use, to know a currency in a column's name.</summary>
    public static IReadOnlySet<string> Codes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AED", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN", "BHD", "BOB", "BRL", "BYN", "CAD", "CHF", "CLP", "CNY",
            "COP", "CRC", "CZK", "DKK", "DOP",
        "DZD", "EGP", "EUR", "GBP", "GEL", "GHS", "GTQ", "HKD", "HNL", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY",
            "KES", "KHR", "KRW", "KWD",
        "KZT", "LAK", "LBP", "LKR", "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MXN", "MYR", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR",
            "PAB", "PEN", "PHP", "PKR",
        "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU",
            "UZS", "VES", "VND", "XAF",
        "XOF", "ZAR", "ZMW",
    };

    /// <summary>Whether prices have no cents in practice, so that three digits behind a mark are thousands.</summary>
    public static bool HasNoCents(string? currency) => currency is not null && Whole.Contains(currency);

    /// <summary>Whether prices have three decimals (dinars and the rial of Oman).</summary>
    public static bool HasThreeDecimals(string? currency) => currency is "KWD" or "BHD" or "OMR" or "TND" or "JOD";
}
