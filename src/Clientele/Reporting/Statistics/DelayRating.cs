namespace Clientele.Reporting.Statistics;

/// <summary>Ratings of the orders that came equally late.</summary>
/// <param name="From">First day of the class, negative = early; <see cref="int.MinValue"/> for an open one.</param>
/// <param name="To">Last day of the class; <see cref="int.MaxValue"/> for an open one.</param>
/// <param name="Orders">Rated orders, at least <see cref="SmallCells.Least"/>.</param>
/// <param name="Mean">Mean stars.</param>
/// <param name="StandardError">Standard error of the mean.</param>
public sealed record DelayRating(int From, int To, int Orders, double Mean, double StandardError)
{
    private static readonly int[] Starts = [int.MinValue, -14, -9, -4, 0, 1, 2, 3, 4, 5, 7, 10, 15];

    /// <summary>Mean stars by class of days late. A class with fewer than five rated orders is taken together with its neighbour nearer to the promise.</summary>
    /// <param name="stars">Stars of each order, 0 = none.</param>
    /// <param name="daysLate">Days late of each order, NaN = not known.</param>
    public static IReadOnlyList<DelayRating> Of(int[] stars, double[] daysLate)
    {
        var (n, sum, squares) = (new int[Starts.Length], new double[Starts.Length], new double[Starts.Length]);
        for (var i = 0; i < stars.Length; i++)
        {
            if (stars[i] == 0 || !double.IsFinite(daysLate[i]))
                continue;
            var at = Array.FindLastIndex(Starts, start => daysLate[i] >= start);
            (n[at], sum[at], squares[at]) = (n[at] + 1, sum[at] + stars[i], squares[at] + stars[i] * stars[i]);
        }
        var classes = Enumerable.Range(0, Starts.Length).Select(c => (From: Starts[c], To: c + 1 < Starts.Length ? Starts[c + 1] - 1 : int.MaxValue, N: n[c], Sum: sum[c], Squares: squares[c])).ToList();
        while (classes.Count > 1 && classes.FindIndex(one => one.N < SmallCells.Least) is >= 0 and var small)
        {
            var into = small == classes.Count - 1 || (classes[small].From > 0 && small > 0) ? small - 1 : small + 1;
            var (first, second) = (classes[Math.Min(small, into)], classes[Math.Max(small, into)]);
            classes[Math.Min(small, into)] = (first.From, second.To, first.N + second.N, first.Sum + second.Sum, first.Squares + second.Squares);
            classes.RemoveAt(Math.Max(small, into));
        }
        return [.. classes.Where(one => one.N >= SmallCells.Least).Select(one =>
        {
            var mean = one.Sum / one.N;
            return new DelayRating(one.From, one.To, one.N, mean, Math.Sqrt(Math.Max(0, one.Squares / one.N - mean * mean) / (one.N - 1)));
        })];
    }
}
