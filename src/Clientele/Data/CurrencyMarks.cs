using System.Text.RegularExpressions;

namespace Clientele.Data;

/// <summary>How amounts of a currency are marked in files: <c>R$ 10</c>, <c>10 €</c>, <c>EUR 10</c>. Marks of another currency are no part of a number:
/// dollars in a column of euros are a mistake to be shown, not added up.</summary>
internal static partial class CurrencyMarks
{
    // Most telling first: R$ before $.
    private static readonly (string Currency, string[] Marks)[] Known =
    [
        ("BRL", ["R$"]), ("EUR", ["€"]), ("GBP", ["£"]), ("INR", ["₹", "Rs.", "Rs"]), ("PLN", ["zł"]), ("CZK", ["Kč"]), ("HUF", ["Ft"]), ("TRY", ["₺", "TL"]),
        ("RUB", ["₽", "руб."]), ("UAH", ["₴", "грн"]), ("KRW", ["₩"]), ("THB", ["฿"]), ("VND", ["₫"]), ("NGN", ["₦"]), ("PHP", ["₱"]), ("ILS", ["₪"]), ("IDR", ["Rp"]), ("MYR", ["RM"]),
        ("CHF", ["SFr.", "Fr."]), ("USD", ["US$", "$"]), ("CAD", ["CA$", "C$", "$"]), ("AUD", ["AU$", "A$", "$"]), ("NZD", ["NZ$", "$"]), ("MXN", ["MX$", "$"]), ("SGD", ["S$", "$"]), ("HKD", ["HK$", "$"]),
        ("ARS", ["$"]), ("CLP", ["$"]), ("COP", ["$"]), ("JPY", ["¥", "￥", "円"]), ("CNY", ["¥", "￥", "元"]), ("SEK", ["kr.", "kr"]), ("NOK", ["kr.", "kr"]), ("DKK", ["kr.", "kr"]), ("ZAR", ["R"]),
    ];

    /// <summary>Whether a column's name says that it holds the currency of the row.</summary>
    public static bool IsCurrencyColumn(string name) => CurrencyColumn().IsMatch(name);

    [GeneratedRegex(@"^[\W_]*((order|invoice|sales?|payment|transaction|charge)[\W_]*)?(currency|w(ae|ä)hrung|moneda|moeda|devise|valuta)[\W_]*(code|iso)?[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyColumn();

    /// <summary>Regular expression of one mark of a currency, its ISO code included.</summary>
    public static string Pattern(string currency)
    {
        var own = Known.FirstOrDefault(known => known.Currency == currency).Marks;
        return string.Join("|", (own ?? []).Select(Regex.Escape).Prepend($"(?i:{Regex.Escape(currency)})").Append(own is null ? @"\p{Sc}" : null).OfType<string>());
    }

    /// <summary>The currency that amounts are marked with, where the mark tells; null when they have none.</summary>
    public static string? Guess(IReadOnlyList<string> amounts)
    {
        var marks = amounts.Select(amount => Regex.Replace(amount, @"[\p{N}\s.,'’()+\-\u2212]", "")).Where(mark => mark.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return marks.Count != 1 ? null
            : Known.FirstOrDefault(known => known.Marks.Contains(marks[0], StringComparer.Ordinal)).Currency
                ?? (marks[0].Length == 3 && marks[0].All(char.IsAsciiLetterUpper) ? marks[0] : null);
    }
}
