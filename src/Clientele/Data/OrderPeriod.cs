using System.Globalization;

namespace Clientele.Data;

/// <summary>From when to when a shop's orders were placed.</summary>
/// <param name="First">Day of the first order, shop's local time.</param>
/// <param name="Last">Day of the last one, not before <paramref name="First"/>.</param>
public sealed record OrderPeriod(DateOnly First, DateOnly Last)
{
    /// <summary>In words, by month: <c>September 2016 to August 2018</c>.</summary>
    public override string ToString()
    {
        var (first, last) = (Month(First), Month(Last));
        return first == last ? first : $"{first} to {last}";

        static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
    }
}
