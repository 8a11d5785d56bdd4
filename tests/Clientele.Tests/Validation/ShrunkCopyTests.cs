using Clientele.Validation;

namespace Clientele.Tests.Validation;

public sealed class ShrunkCopyTests
{
    [Fact]
    public void The_planted_weight_is_found_and_probabilities_sum_to_one()
    {
        var random = new SeededRandom(4);
        double[] shares = [.6, .3, .1];
        int Draw() => PlantedTask.Draw(random, shares);
        int[] orders = [.. Enumerable.Range(0, 20_000).Select(_ => Draw())];
        var pairs = Enumerable.Range(0, 20_000).Select(_ =>
        {
            var last = Draw();
            return (last, random.NextDouble() < .35 ? last : Draw());
        }).ToList();
        var copy = ShrunkCopy.Fit(3, orders, pairs);
        Assert.InRange(copy.Weight, .33, .37);
        for (var last = 0; last < 3; last++)
            Assert.Equal(1, Enumerable.Range(0, 3).Sum(next => copy.Probability(last, next)), 1e-12);
    }

    [Fact]
    public void It_never_does_worse_than_the_shares_on_its_own_pairs_and_knows_no_certainty()
    {
        var random = new SeededRandom(9);
        for (var round = 0; round < 50; round++)
        {
            var pairs = Enumerable.Range(0, 1 + random.NextInt32(30)).Select(_ => (random.NextInt32(4), random.NextInt32(4))).ToList();
            var copy = ShrunkCopy.Fit(4, pairs.Select(pair => pair.Item2), pairs);
            Assert.InRange(copy.Weight, 0, .9999);
            Assert.True(pairs.Sum(pair => Math.Log(copy.Probability(pair.Item1, pair.Item2))) >= pairs.Sum(pair => Math.Log(copy.Shares[pair.Item2])) - 1e-9);
        }
        var faithful = ShrunkCopy.Fit(3, [0, 1, 2], [(0, 0), (1, 1), (2, 2)]);
        Assert.True(faithful.Probability(0, 1) > 0);
    }
}
