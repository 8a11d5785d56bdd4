using Clientele.Data;
using Clientele.Validation;
using Clientele.Validation.Baselines;

namespace Clientele.Tests.Validation;

public sealed class BaselineCacheTests
{
    private static readonly double[][] Rows = [[.1, double.NaN, -0.0], [], [double.Epsilon, 1e300]];

    [Fact]
    public void A_second_run_is_given_the_same_bits_and_computes_nothing()
    {
        using var folder = new TemporaryFolder();
        var cache = new BaselineCache(Path.Combine(folder.Path, "cache")) { Scope = "run" };
        var computed = 0;
        double[][] Compute()
        {
            computed++;
            return Rows;
        }
        cache.Of("thing", [[1, 2]], Compute);
        var again = cache.Of("thing", [[1, 2]], Compute);
        Assert.Equal(1, computed);
        Assert.Equal(Rows.Select(Bits), again.Select(Bits));

        // Anything else that it is computed from, or another run, is another result.
        cache.Of("thing", [[1], [2]], Compute);
        cache.Of("thing", [[1, 2.5]], Compute);
        cache.Of("other", [[1, 2]], Compute);
        (cache with { Scope = "another run" }).Of("thing", [[1, 2]], Compute);
        Assert.Equal(5, computed);
    }

    [Fact]
    public void A_damaged_or_foreign_file_is_computed_anew_and_mended()
    {
        using var folder = new TemporaryFolder();
        var cache = new BaselineCache(folder.Path) { Scope = "run" };
        cache.Of("thing", [[1]], () => Rows);
        var path = Assert.Single(Directory.GetFiles(folder.Path));
        var whole = File.ReadAllBytes(path);
        (cache with { Scope = "foreign" }).Of("thing", [[1]], () => [[7]]);
        var foreign = File.ReadAllBytes(Directory.GetFiles(folder.Path).Single(file => file != path));
        byte[] Flipped(int at) => [.. whole.Select((value, i) => i == at ? (byte)(value ^ 1) : value)];
        byte[][] bad = [[], whole[..40], whole[..^1], [.. whole, 0], foreign, .. Enumerable.Range(0, whole.Length / 5).Select(i => Flipped(5 * i))];
        foreach (var content in bad)
        {
            File.WriteAllBytes(path, content);
            var asked = 0;
            var rows = cache.Of("thing", [[1]], () =>
            {
                asked++;
                return Rows;
            });
            Assert.Equal(1, asked);
            Assert.Equal(Rows.Select(Bits), rows.Select(Bits));
            Assert.Equal(whole, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Baselines_are_the_same_bits_with_and_without_it()
    {
        using var folder = new TemporaryFolder();
        var cache = new BaselineCache(folder.Path) { Scope = "run" };
        var (table, _) = PlantedTask.Of(600, 3);
        var (none, cold, warm) = (BestBaseline.Scored(table, 1, default, null), BestBaseline.Scored(table, 1, default, cache), BestBaseline.Scored(table, 1, default, cache));
        Assert.Single(Directory.GetFiles(folder.Path));
        foreach (var one in new[] { cold, warm })
        {
            Assert.Equal(none.Name, one.Name);
            Assert.Equal(none.CalibrationLoss.Select(pair => (pair.Key, BitConverter.DoubleToInt64Bits(pair.Value))), one.CalibrationLoss.Select(pair => (pair.Key, BitConverter.DoubleToInt64Bits(pair.Value))));
            Assert.Equal(none.All.Keys, one.All.Keys);
            for (var i = 0; i < table.Count; i++)
                if (table.Group[i] == CustomerGroup.Test)
                {
                    Assert.Equal(Bits(none.Probabilities[i]), Bits(one.Probabilities[i]));
                    foreach (var name in none.All.Keys)
                        Assert.Equal(Bits(none.All[name][i]), Bits(one.All[name][i]));
                }
        }
        // A changed outcome is another task.
        table.Outcome[0] = (table.Outcome[0] + 1) % table.Feasible[0];
        BestBaseline.Scored(table, 1, default, cache);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    private static long[] Bits(double[] row) => Array.ConvertAll(row, BitConverter.DoubleToInt64Bits);
}
