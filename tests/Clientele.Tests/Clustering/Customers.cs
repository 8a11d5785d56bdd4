using System.Globalization;
using Clientele.Clustering;
using Clientele.Features;
using CsCheck;

namespace Clientele.Tests.Clustering;

/// <summary>Feature matrices for tests.</summary>
internal static class Customers
{
    public static FeatureMatrix Matrix(params double[][] columns) => Matrix(columns, []);

    public static FeatureMatrix Matrix(double[][] columns, params string[] log1p)
    {
        var features = columns.Select((_, j) => Feature($"x{j}", log1p.Contains($"x{j}"))).ToArray();
        var ids = Enumerable.Range(0, columns[0].Length).Select(i => i.ToString("D7", CultureInfo.InvariantCulture)).ToArray();
        return new FeatureMatrix("test", ids, features, columns);
    }

    public static FeatureMatrix Permuted(FeatureMatrix matrix, int[] order) =>
        new(matrix.FeatureSet, matrix.CustomerIds, matrix.Features, [.. matrix.Columns.Select(c => order.Select(i => c[i]).ToArray())]);

    /// <summary>Shops of every odd kind: duplicates, constant features, features on one line, single customers far away.</summary>
    public static Gen<FeatureMatrix> Any(int least = 2, int most = 80) =>
        from n in Gen.Int[least, most]
        from kinds in Gen.Int[0, 4].Array[1, 6]
        from seed in Gen.Int[0, 1_000_000]
        select Matrix(Columns(n, kinds, new Random(seed)));

    public static double[][] Columns(int n, int[] kinds, Random random)
    {
        var columns = new List<double[]>();
        foreach (var kind in kinds)
            columns.Add([.. Enumerable.Range(0, n).Select(i => kind switch
            {
                0 => random.NextDouble(),
                1 => random.Next(2),
                2 => random.Next(5),
                3 => 7.5,
                _ => columns.Count > 0 && random.NextDouble() < 0.9 ? (2 * columns[0][i]) - 1 : Math.Exp(3 * random.NextDouble()),
            })]);
        return [.. columns];
    }

    /// <summary>A shop like Olist's: most customers with one order of one item, prices in cents (or, distinct, with random fractions of one).</summary>
    public static FeatureMatrix Shop(int n, int seed, bool distinct = false)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, 9).Select(_ => new double[n]).ToArray();
        for (var i = 0; i < n; i++)
        {
            var orders = random.NextDouble() < 0.03 ? 2 + random.Next(2) : 1;
            var items = random.NextDouble() < 0.1 ? 2 + random.Next(3) : 1;
            var price = Math.Round(Math.Exp(4.3 + (0.95 * Normal(random))), distinct ? 12 : 0) + (distinct ? 0 : 0.9);
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
        return Matrix(columns, "x0", "x1", "x2", "x3");
    }

    /// <summary>The features of the real customers, and where the reference put them (k = 7).</summary>
    public static (FeatureMatrix Matrix, int[] Clusters) Olist()
    {
        var folder = TestData.Shared("reference/olist-subset");
        var lines = File.ReadAllLines(Path.Combine(folder, "customer_features.csv"));
        var names = lines[0].Split(',')[1..];
        var columns = names.Select(_ => new double[lines.Length - 1]).ToArray();
        var ids = new string[lines.Length - 1];
        for (var i = 0; i < ids.Length; i++)
        {
            var fields = lines[i + 1].Split(',');
            ids[i] = fields[0];
            for (var j = 0; j < names.Length; j++)
                columns[j][i] = double.Parse(fields[j + 1], CultureInfo.InvariantCulture);
        }
        var clusters = File.ReadLines(Path.Combine(folder, "customer_clusters_k7.csv")).Skip(1)
            .Select(line => line.Split(',')).ToDictionary(f => f[0], f => int.Parse(f[1], CultureInfo.InvariantCulture));
        var matrix = new FeatureMatrix("reference", ids, [.. names.Select((name, j) => Feature(name, j < 4))], columns);
        return (matrix, [.. ids.Select(id => clusters[id])]);
    }

    /// <summary>Silhouette by its definition, in scalar double, O(n²d).</summary>
    public static (double A, double B, double S)[] SilhouetteByDefinition(FeatureMatrix matrix, StandardScaler scaler, int[] labels)
    {
        var x = scaler.Standardise(matrix);
        var k = labels.Max() + 1;
        var sizes = new int[k];
        foreach (var label in labels)
            sizes[label]++;
        var result = new (double A, double B, double S)[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var sums = new double[k];
            for (var o = 0; o < labels.Length; o++)
            {
                var squared = 0.0;
                foreach (var column in x)
                    squared += (column[i] - column[o]) * (column[i] - column[o]);
                sums[labels[o]] += Math.Sqrt(squared);
            }
            var own = labels[i];
            var a = sizes[own] == 1 ? 0 : sums[own] / (sizes[own] - 1);
            var b = Enumerable.Range(0, k).Where(s => s != own).Min(s => sums[s] / sizes[s]);
            result[i] = (a, b, sizes[own] == 1 || Math.Max(a, b) == 0 ? 0 : (b - a) / Math.Max(a, b));
        }
        return result;
    }

    private static FeatureDefinition Feature(string name, bool log1p) =>
        new(name, "", "", "", log1p ? FeatureTransform.Log1p : FeatureTransform.None, FeatureTrait.Other);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
