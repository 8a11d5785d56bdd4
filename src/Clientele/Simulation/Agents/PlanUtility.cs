namespace Clientele.Simulation.Agents;

/// <summary>Utility of paying by card in k instalments, relative to one instalment; v is ln of the total minus the fit's mean.</summary>
/// <remarks>No free constant per plan: a plan never seen below its threshold must still have a utility. Affine in v: x(k, v) = x0(k) + v x1(k).</remarks>
internal static class PlanUtility
{
    public const int Count = 12;

    /// <summary>The terms before this one are a smooth curve in k and V; those from it on depart from it.</summary>
    public const int FirstDeparture = 8;

    public static readonly string[] Names =
    [
        "several", "ln_k", "ln_k_squared", "several_ln_value", "ln_k_ln_value", "ln_k_squared_ln_value",
        "longest", "longest_ln_value", "common_number", "five_or_ten", "large_instalment", "large_instalment_ln_k",
    ];

    public static readonly string[] Meanings =
    [
        "more than one instalment", "ln of the number of instalments", "its square", "more than one instalment × ln total",
        "ln k × ln total", "(ln k)² × ln total", "the longest plan on offer", "the longest plan × ln total",
        "a usual number of instalments (2–6, 8, 10, 12, 18, 24)", "5 or 10 instalments",
        "several instalments, each at least twice the smallest allowed", "the same × ln k",
    ];

    private static readonly double[] Logs = [.. Enumerable.Range(0, 64).Select(k => Math.Log(k))];

    /// <summary>Coefficients that personas, categories and months may shift: several, ln_k, longest.</summary>
    public static readonly int[] ShiftedTerms = [0, 1, 6];

    /// <summary>ln k.</summary>
    public static double Log(int k) => k < Logs.Length ? Logs[k] : Math.Log(k);

    /// <summary>Longest plan whose instalments are at least twice the smallest allowed.</summary>
    public static int LongestLarge(double total, double minAmount) => (int)Math.Min(1000, Math.Floor((total + 1e-9) / (2 * minAmount)));

    /// <summary>x0 and x1 of a plan, <see cref="Count"/> entries each.</summary>
    public static void Features(int k, bool longest, bool large, Span<double> x0, Span<double> x1)
    {
        x0.Clear();
        x1.Clear();
        if (k < 2)
            return;
        var ln = Log(k);
        (x0[0], x0[1], x0[2]) = (1, ln, ln * ln);
        (x1[3], x1[4], x1[5]) = (1, ln, ln * ln);
        if (longest)
            (x0[6], x1[7]) = (1, 1);
        x0[8] = k is >= 2 and <= 6 or 8 or 10 or 12 or 18 or 24 ? 1 : 0;
        x0[9] = k is 5 or 10 ? 1 : 0;
        if (large)
            (x0[10], x0[11]) = (1, ln);
    }

    /// <summary>Utility as intercept and slope in v.</summary>
    public static (double Intercept, double Slope) Line(ReadOnlySpan<double> theta, int k, bool longest, bool large)
    {
        Span<double> x0 = stackalloc double[Count], x1 = stackalloc double[Count];
        Features(k, longest, large, x0, x1);
        double intercept = 0, slope = 0;
        for (var j = 0; j < Count; j++)
        {
            intercept += theta[j] * x0[j];
            slope += theta[j] * x1[j];
        }
        return (intercept, slope);
    }
}
