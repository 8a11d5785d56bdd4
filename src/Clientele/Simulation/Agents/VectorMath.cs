using System.Numerics;
using System.Runtime.CompilerServices;

namespace Clientele.Simulation.Agents;

/// <summary>e^x and ln x for vectors of doubles, to the last digit or two.</summary>
/// <remarks><see cref="Vector.Exp(Vector{double})"/> and <see cref="Vector.Log(Vector{double})"/> do the same, but a runtime that has just started
/// compiles them without optimisation first, and a fit is over before it does better. So these are written into their callers.</remarks>
internal static class VectorMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490; // 32 bits: n × high is exact
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Shift = 6755399441055744; // 1.5 × 2⁵²: adding it rounds to a whole number and leaves that in the low bits

    /// <summary>e^x: relative error below 1e-15 for x in [−700, 700]; below that as at −700, above not defined.</summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ln 2 / 2; the Taylor series of e^r to r¹³ leaves less than 1e-17.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        x = Vector.Max(x, new Vector<double>(-700.0));
        var shifted = x * new Vector<double>(Log2E) + new Vector<double>(Shift);
        var n = shifted - new Vector<double>(Shift);
        var r = x - n * new Vector<double>(Ln2High) - n * new Vector<double>(Ln2Low);
        var series = new Vector<double>(1 / 6227020800.0);
        series = series * r + new Vector<double>(1 / 479001600.0);
        series = series * r + new Vector<double>(1 / 39916800.0);
        series = series * r + new Vector<double>(1 / 3628800.0);
        series = series * r + new Vector<double>(1 / 362880.0);
        series = series * r + new Vector<double>(1 / 40320.0);
        series = series * r + new Vector<double>(1 / 5040.0);
        series = series * r + new Vector<double>(1 / 720.0);
        series = series * r + new Vector<double>(1 / 120.0);
        series = series * r + new Vector<double>(1 / 24.0);
        series = series * r + new Vector<double>(1 / 6.0);
        series = series * r + new Vector<double>(.5);
        series = series * r + Vector<double>.One;
        series = series * r + Vector<double>.One;
        // × 2ⁿ: n is added to the exponent's bits.
        return Vector.AsVectorDouble(Vector.AsVectorInt64(series) + Vector.ShiftLeft(Vector.AsVectorInt64(shifted), 52));
    }

    /// <summary>ln x: relative error below 1e-15 for normal x &gt; 0; not defined elsewhere.</summary>
    /// <remarks>x = 2ⁿ m with m in [√½, √2), and ln m as FreeBSD's e_log.c has it (Ng 1991).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        var bits = Vector.AsVectorInt64(x) + new Vector<long>(0x3FF0000000000000 - 0x3FE6A09E00000000);
        var exponent = Vector.ShiftRightLogical(bits, 52) + new Vector<long>(BitConverter.DoubleToInt64Bits(Shift) - 1023);
        var n = Vector.AsVectorDouble(exponent) - new Vector<double>(Shift);
        var f = Vector.AsVectorDouble((bits & new Vector<long>(0x000FFFFFFFFFFFFF)) + new Vector<long>(0x3FE6A09E00000000)) - Vector<double>.One;
        var s = f / (f + new Vector<double>(2.0));
        var z = s * s;
        var series = new Vector<double>(1.479819860511658591e-01);
        series = series * z + new Vector<double>(1.531383769920937332e-01);
        series = series * z + new Vector<double>(1.818357216161805012e-01);
        series = series * z + new Vector<double>(2.222219843214978396e-01);
        series = series * z + new Vector<double>(2.857142874366239149e-01);
        series = series * z + new Vector<double>(3.999999999940941908e-01);
        series = series * z + new Vector<double>(6.666666666666735130e-01);
        var half = f * f * new Vector<double>(.5);
        return n * new Vector<double>(Ln2High) - (half - (s * (half + series * z) + n * new Vector<double>(Ln2Low)) - f);
    }
}
