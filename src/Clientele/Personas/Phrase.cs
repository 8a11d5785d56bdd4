using System.Globalization;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>Puts numbers into words with as many digits as a reader wants, never more.</summary>
/// <param name="currency">ISO 4217 code.</param>
internal sealed class Phrase(string currency)
{
    private static readonly HashSet<string> WithoutCents = ["CLP", "HUF", "IDR", "ISK", "JPY", "KRW", "VND"];

    private readonly string _symbol = currency switch
    {
        "BRL" => "R$ ",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "INR" => "₹",
        "JPY" => "¥",
        _ => currency + " ",
    };

    /// <summary>An amount: whole units from 20 on, cents below.</summary>
    public string Money(double amount, bool cents = false)
    {
        var digits = WithoutCents.Contains(currency) || amount == 0 || (Math.Abs(amount) >= 20 && !cents) ? 0 : 2;
        var text = Math.Abs(amount).ToString("N" + digits, CultureInfo.InvariantCulture);
        return (amount < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" : "") + _symbol + text;
    }

    /// <summary>A share in [0, 1] as a percentage that never rounds a few to none or most to all.</summary>
    public static string Percent(double share) => share switch
    {
        <= 0 => "0 %",
        < 0.005 => "under 1 %",
        >= 1 => "100 %",
        > 0.995 => "over 99 %",
        _ => (share * 100).ToString("F0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A count or another plain number.</summary>
    public static string Number(double value, int decimals = 1)
    {
        var size = Math.Abs(value);
        if (size is > 0 and < 0.001)
            return value > 0 ? "under 0.001" : "−0.001 to 0";
        var text = size switch
        {
            >= 99.5 => value.ToString("N0", CultureInfo.InvariantCulture),
            < 0.1 => value.ToString("F3", CultureInfo.InvariantCulture),
            _ => value.ToString("F" + decimals, CultureInfo.InvariantCulture),
        };
        if (text.Contains('.', StringComparison.Ordinal))
            text = text.TrimEnd('0').TrimEnd('.');
        return text.Replace('-', '−');
    }

    /// <summary>A value in the feature's unit, without the unit's name except for money and shares.</summary>
    public string Value(FeatureDefinition feature, double value, int decimals = 1) => feature.Unit switch
    {
        "share" or "0/1" => Percent(value),
        "currency" => Money(value, cents: decimals > 1),
        _ => Number(value, decimals),
    };

    /// <summary>A persona's mean and the population's, with one more digit where one does not tell them apart.</summary>
    public (string Persona, string Population) Pair(TraitReading reading)
    {
        var persona = Value(reading.Feature, reading.Persona.Mean);
        var population = Value(reading.Feature, reading.Population.Mean);
        return persona != population
            ? (persona, population)
            : (Value(reading.Feature, reading.Persona.Mean, 2), Value(reading.Feature, reading.Population.Mean, 2));
    }

    /// <summary>A feature's name as words.</summary>
    public static string Label(FeatureDefinition feature) => feature.Name.Replace('_', ' ');
}
