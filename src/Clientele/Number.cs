using System.Globalization;

namespace Clientele;

/// <summary>Numbers as tables show them, the same on every machine.</summary>
internal static class Number
{
    /// <summary><c>12,345</c>.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>29.7 %</c>; a dash when there is no number.</summary>
    public static string Percent(double share, string format = "0.0") =>
        double.IsFinite(share) ? (100 * share).ToString(format, CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary><c>1.23</c>; a dash when there is no number.</summary>
    public static string Decimal(double value, string format = "0.00") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary><c>BRL 141.62</c>.</summary>
    public static string Money(double value, string currency) => $"{currency} {value.ToString("#,0.00", CultureInfo.InvariantCulture)}";

    /// <summary><c>3.4 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        >= 1_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} kB"),
        _ => FormattableString.Invariant($"{bytes} B"),
    };
}
