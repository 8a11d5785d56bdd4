using CsCheck;

namespace Clientele.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void It_is_the_published_xoshiro256_star_star()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] published = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625];
        Assert.Equal(published, published.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void A_seed_and_stream_give_the_same_numbers_for_ever()
    {
        var random = new SeededRandom(42);
        ulong[] first = [random.NextUInt64(), random.NextUInt64()];
        Assert.Equal([14521572776820312757, 16172965116832539857], first);
        Assert.Equal(first[0], new SeededRandom(42UL, 0).NextUInt64());
    }

    [Fact]
    public void Another_seed_or_stream_gives_other_numbers() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong[1, 1_000_000]).Sample((seed, stream, step) =>
        {
            var value = new SeededRandom(seed, stream).NextUInt64();
            return value != new SeededRandom(seed + step, stream).NextUInt64() && value != new SeededRandom(seed, stream + step).NextUInt64();
        });

    [Fact]
    public void Integers_are_in_range_and_equally_likely()
    {
        var random = new SeededRandom(7);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextInt32(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Gen.Select(Gen.Int, Gen.Int[1, int.MaxValue]).Sample((seed, max) => new SeededRandom(seed).NextInt32(max) is >= 0 and var value && value < max);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt32(0));
    }

    [Fact]
    public void Uniforms_stay_in_their_interval()
    {
        var random = new SeededRandom(3);
        var sum = 0.0;
        for (var i = 0; i < 100_000; i++)
        {
            var closed = random.NextDouble();
            var open = random.NextOpenDouble();
            Assert.True(closed is >= 0 and < 1 && open is > 0 and < 1);
            sum += closed + open;
        }
        Assert.InRange(sum / 200_000, 0.497, 0.503);
        Assert.False(random.NextBoolean(0));
        Assert.True(random.NextBoolean(1));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(1e-5, -4.264890793922825)]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1e-100, -21.273453560965322)]
    public void The_normal_quantile_agrees_with_tables(double p, double expected) =>
        Assert.Equal(expected, SeededRandom.NormalQuantile(p), Math.Max(1e-14, Math.Abs(expected) * 1e-14));

    [Fact]
    public void The_normal_quantile_has_infinite_ends_and_nothing_beyond()
    {
        Assert.Equal(double.NegativeInfinity, SeededRandom.NormalQuantile(0));
        Assert.Equal(double.PositiveInfinity, SeededRandom.NormalQuantile(1));
        Assert.Equal(double.NaN, SeededRandom.NormalQuantile(-0.1));
        Assert.Equal(double.NaN, SeededRandom.NormalQuantile(double.NaN));
    }

    [Fact]
    public void Gaussians_and_exponentials_have_their_moments()
    {
        var random = new SeededRandom(11);
        double sum = 0, squares = 0, exponential = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var value = random.NextGaussian();
            sum += value;
            squares += value * value;
            exponential += random.NextExponential();
        }
        Assert.InRange(sum / 100_000, -0.015, 0.015);
        Assert.InRange(squares / 100_000, 0.98, 1.02);
        Assert.InRange(exponential / 100_000, 0.985, 1.015);
    }

    [Fact]
    public void Shuffling_keeps_the_values_and_reaches_every_order()
    {
        var random = new SeededRandom(5);
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < 6_000; i++)
        {
            char[] values = ['a', 'b', 'c'];
            random.Shuffle<char>(values);
            var order = new string(values);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], seen.Keys.Order());
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1_150));
    }
}
