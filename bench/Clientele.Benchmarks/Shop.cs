using System.Globalization;
using Clientele.Features;

namespace Clientele.Benchmarks;

/// <summary>Customers like Olist's: mostly one order of one item. Prices end in .90 (many customers share a vector) or, distinct, are continuous
/// (none does).</summary>
internal static class Shop
{
    public static FeatureMatrix Customers(int n, bool distinct)
    {
        var random = new Random(1);
        var columns = Enumerable.Range(0, 9).Select(_ => new double[n]).ToArray();
        for (var i = 0; i < n; i++)
        {
            var orders = random.NextDouble() < 0.03 ? 2 + random.Next(2) : 1;
            var items = random.NextDouble() < 0.1 ? 2 + random.Next(3) : 1;
            var price = Math.Exp(4.3 + (0.95 * Normal(random)));
            price = distinct ? price : Math.Round(price) + 0.9;
            var card = random.NextDouble() < 0.77;
            columns[0][i] = orders;
            columns[1][i] = items > 1 || orders > 1 ? price * items * orders * (1 + random.Next(3)) / 2 : price;
            columns[2][i] = columns[1][i] / items / orders;
            columns[3][i] = items;
            columns[4][i] = card ? 1 + Math.Min(9, (int)(-2.5 * Math.Log(1 - random.NextDouble()))) : 1;
            columns[5][i] = card ? 1 : 0;
            columns[6][i] = orders > 1 && random.NextDouble() < 0.6 ? 2 : random.NextDouble() < 0.015 ? 0 : 1;
            columns[7][i] = random.NextDouble() < 0.78 ? 1 : 0;
            columns[8][i] = random.NextDouble() < 0.23 ? 1 : 0;
        }
        var features = columns.Select((_, j) => new FeatureDefinition(
            $"x{j}", "", "", "", j < 4 ? FeatureTransform.Log1p : FeatureTransform.None, FeatureTrait.Other)).ToArray();
        var ids = Enumerable.Range(0, n).Select(i => i.ToString("D7", CultureInfo.InvariantCulture)).ToArray();
        return new FeatureMatrix("olist-like", ids, features, columns);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
