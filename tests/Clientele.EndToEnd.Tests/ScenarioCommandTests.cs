using System.Text.Json;
using Clientele.Simulation;

namespace Clientele.EndToEnd.Tests;

/// <summary>Finding a scenario and starting one's own, without reading documents first.</summary>
public sealed class ScenarioCommandTests
{
    public static TheoryData<string> BuiltIn => [.. BuiltInScenarios.Names];

    [Fact]
    public async Task List_names_every_built_in_scenario_and_says_what_it_asks()
    {
        var outcome = await Tool.RunAsync("scenario", "list", "--json");
        Assert.Equal(0, outcome.ExitCode);
        var listed = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(BuiltInScenarios.Names, listed.Select(scenario => scenario.GetProperty("name").GetString()!));
        Assert.All(listed, scenario => Assert.True(scenario.GetProperty("summary").GetString()!.Length > 20, scenario.ToString()));
        Assert.All(listed, scenario => Assert.Contains("walk_away", scenario.GetProperty("options").EnumerateArray().Select(option => option.GetString())));
        var shown = await Tool.RunAsync("scenario", "list");
        Assert.All(BuiltInScenarios.Names, name => Assert.Contains(name, shown.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public async Task New_writes_a_file_that_is_valid_and_named_after_itself(string from)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, "scenario", "new", "Summer sale-2.yaml", "--from", from);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var definition = Assert.Single(ScenarioFile.Load(folder.At("Summer sale-2.yaml")));
        Assert.Equal("summer_sale_2", definition.Name);
        Assert.Equal(BuiltInScenarios.Get(from).Scenarios.Count, definition.Scenarios.Count);
        Assert.Contains("clientele scenario validate Summer sale-2.yaml", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_writes_over_nothing_unless_it_is_told_to()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.At("mine.yaml"), "mine");
        var refused = await Tool.RunAsync("scenario", "new", folder.At("mine.yaml"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("mine", File.ReadAllText(folder.At("mine.yaml")));
        Assert.Equal(0, (await Tool.RunAsync("scenario", "new", folder.At("mine.yaml"), "--force")).ExitCode);
        Assert.Single(ScenarioFile.Load(folder.At("mine.yaml")));
    }

    [Theory]
    [InlineData("scenario new sale.txt", "sale.txt.yaml")]
    [InlineData("scenario new 2026.yaml", "Begin the file's name with a letter")]
    [InlineData("scenario new a.yaml --from flashsale", "Did you mean flash_sale?")]
    [InlineData("simulate --scenarios flashsale", "Did you mean flash_sale?")]
    [InlineData("simulate --scenarios flash-sale.yaml", "Did you mean flash_sale?")]
    [InlineData("simulate --scenarios Mixed_Review", "Did you mean mixed_reviews?")]
    [InlineData("simulate --scenarios summer/opening.yaml", "Built in are financing_offer, flash_sale")]
    public async Task What_is_no_scenario_is_told_with_the_nearest_name(string line, string hint)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(hint, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
