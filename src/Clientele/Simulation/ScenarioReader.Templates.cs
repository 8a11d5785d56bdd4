using static Clientele.YamlNode;

namespace Clientele.Simulation;

internal sealed partial class ScenarioReader
{
    /// <summary>Parses and fills every template once, so that a variable without value is found when the file is read and not in the middle of a run.</summary>
    private void CheckTemplates(Map tree, Scenario scenario)
    {
        Check((Scalar)tree["text"]!, scenario.Text, scenario, "");
        var items = ((List)tree["options"]!).Items;
        for (var i = 0; i < items.Count; i++)
            if (scenario.Options[i].Label is { } label)
                Check((Scalar)((Map)items[i])["label"]!, label, scenario, null);
    }

    private void Check(Scalar source, string text, Scenario scenario, string? options)
    {
        void Note(int n, string message, string? hint) => Report(Place(source, n), message, hint);
        var before = problems.Count;
        var template = ScenarioTemplate.Parse(text, Note);
        // Filling numbers the variables, which is the numbering of the braces only when every one of them could be read.
        if (problems.Count == before)
            template.Fill(scenario, "XXX", options, Note);
    }

    /// <summary>Where the nth <c>{{</c> of a scalar stands in the file.</summary>
    private Position Place(Scalar source, int n)
    {
        if (source.At.Index < 0)
            return source.At;
        var index = source.At.Index - 1;
        for (var i = 0; i <= n; i++)
        {
            index = yaml.IndexOf("{{", index + (i == 0 ? 1 : 2), StringComparison.Ordinal);
            if (index < 0)
                return source.At;
        }
        var line = yaml.AsSpan(0, index).Count('\n') + 1;
        return new(line, index - yaml.LastIndexOf('\n', index), index);
    }
}
