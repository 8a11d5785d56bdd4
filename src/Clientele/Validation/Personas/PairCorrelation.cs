namespace Clientele.Validation.Personas;

/// <summary>What the latent correlation of two features becomes once each is given its margin.</summary>
/// <param name="First">Number of one feature.</param>
/// <param name="Second">Number of the other.</param>
/// <param name="Real">The correlation to be met.</param>
/// <param name="Series">Coefficients of the drawn correlation as a power series in the latent one, from order 0 on; the first is not used.</param>
internal sealed record PairCorrelation(int First, int Second, double Real, double[] Series)
{
    private const double Most = 0.9999;

    /// <summary>The drawn correlation.</summary>
    public double Drawn(double latent)
    {
        var (sum, power) = (0.0, 1.0);
        for (var h = 1; h < Series.Length; h++)
            sum += Series[h] * (power *= latent);
        return sum;
    }

    /// <summary>Its derivative by the latent one.</summary>
    public double Slope(double latent)
    {
        var (sum, power) = (0.0, 1.0);
        for (var h = 1; h < Series.Length; h++)
        {
            sum += h * Series[h] * power;
            power *= latent;
        }
        return sum;
    }

    /// <summary>The latent correlation that gives the real one; the end of the range where none does. The drawn one rises with it, so that bisection finds it.</summary>
    public double Latent()
    {
        var (low, high) = (-Most, Most);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Drawn(middle) < Real ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}
