namespace Clientele.Data;

/// <summary>Freight, days in transit and promised days between the states of a synthetic store.</summary>
internal sealed class SyntheticStoreRoutes
{
    private static readonly int Count = SyntheticStorePlace.All.Count;
    private readonly double[] _kilometres;

    public SyntheticStoreRoutes() => _kilometres =
        [.. SyntheticStorePlace.All.SelectMany(from => SyntheticStorePlace.All.Select(to => from.DistanceTo(to)))];

    /// <summary>Freight of one item in cents: cheaper within a state; by distance, weight and (insurance) price; free for three in a thousand.</summary>
    public int Freight(SeededRandom random, int from, int to, int grams, int priceCents)
    {
        var kilograms = grams / 1000.0;
        var root = Math.Sqrt(kilograms);
        var rate = from == to
            ? 6.2 + (4.6 * root) + (0.9 * Math.Max(0, kilograms - 6))
            : 10.4 + (0.0050 * _kilometres[(from * Count) + to]) + (1.2 * root) + (2.0 * kilograms);
        var reais = (rate * Math.Exp(0.20 * random.NextGaussian())) + (0.00012 * priceCents);
        return random.NextBoolean(0.0033) ? 0 : Math.Min(40_900, (int)(reais * 100));
    }

    /// <summary>Days in transit.</summary>
    public double Transit(SeededRandom random, int from, int to)
    {
        var days = from == to
            ? 3.3 * Math.Exp(0.78 * random.NextGaussian())
            : (6.1 + (0.0039 * _kilometres[(from * Count) + to])) * Math.Exp(0.52 * random.NextGaussian());
        // No parcel is on its way for ever; the longest of Olist took 210 days.
        return Math.Min(210, random.NextBoolean(0.025) ? days + (9 * random.NextExponential()) : days);
    }

    /// <summary>Days from purchase to the promised date.</summary>
    public double Promise(SeededRandom random, int from, int to) => Math.Min(155, from == to
        ? 17.8 * Math.Exp(0.30 * random.NextGaussian())
        : (24.2 + (0.0042 * _kilometres[(from * Count) + to])) * Math.Exp(0.22 * random.NextGaussian()));
}
