using Clientele.Simulation;

namespace Clientele.Tests.Simulation;

public sealed class ScenarioDocumentTests
{
    private static readonly string Text = File.ReadAllText(TestData.Repository("docs/scenarios.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_worked_example_reads_as_the_document_says()
    {
        var definition = Assert.Single(ScenarioFile.Parse(Block("yaml"), "docs/scenarios.md"));
        Assert.Equal(["control", "free_delivery", "cheaper"], definition.Variants);
        Assert.Equal(Block("text"), ScenarioText.Render(definition.Resolve("control"), "BRL"));
        Assert.Empty(definition.Notices);
        Assert.Equal(0.95 * 200 + 15, definition.With("offer.price", 200).Resolve("control").Options[1].Pay!.Total, 1e-6);
    }

    [Fact]
    public void Every_field_format_trait_and_method_is_in_the_document()
    {
        var names = ScenarioFields.Scenario.Concat(ScenarioFields.Offer.Select(field => field.Name))
            .Concat(ScenarioFields.Option.Where(field => field.Kind != FieldKind.Group).Select(field => field.Name)).Concat(ScenarioFields.Pay.Select(field => "pay." + field.Name))
            .Concat(ScenarioTemplate.Formats).Concat(ScenarioReader.Traits.Keys).Concat(ScenarioReader.Methods.Keys);
        Assert.All(names, name => Assert.Contains($"`{name}`", Text, StringComparison.Ordinal));
    }

    private static string Block(string language)
    {
        // A block may carry the name of the file that it is.
        var start = Text.IndexOf('\n', Text.IndexOf($"\n```{language}", StringComparison.Ordinal) + 1) + 1;
        return Text[start..Text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
