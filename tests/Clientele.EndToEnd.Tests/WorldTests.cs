using Clientele.Cli.Options;
using Clientele.Data;

namespace Clientele.EndToEnd.Tests;

public sealed class WorldTests
{
    [Theory]
    [InlineData("W0", SyntheticStoreWorld.NoHeterogeneity)]
    [InlineData("w1", SyntheticStoreWorld.ChoiceModel)]
    [InlineData("choice_model", SyntheticStoreWorld.ChoiceModel)]
    [InlineData("ChoiceModel", SyntheticStoreWorld.ChoiceModel)]
    [InlineData("no-heterogeneity", SyntheticStoreWorld.NoHeterogeneity)]
    [InlineData("HABITS", SyntheticStoreWorld.Habits)]
    [InlineData("w5", SyntheticStoreWorld.FewCustomers)]
    public void Worlds_are_named_by_code_or_word(string text, SyntheticStoreWorld world) => Assert.Equal(world, WorldName.Parse(text).World);

    [Fact]
    public void Every_world_has_a_name() =>
        Assert.Equal(Enum.GetValues<SyntheticStoreWorld>().Order(), Enum.GetValues<SyntheticStoreWorld>().Select(world => WorldName.Parse(world.ToString()).World).Order());

    [Fact]
    public async Task A_world_that_does_not_exist_is_refused_with_those_that_do()
    {
        var outcome = await Tool.RunAsync("synth", "--world", "W3");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("give one of W0, W1, W2, W5", outcome.Error, StringComparison.Ordinal);
    }
}
