using System.Globalization;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using YamlDotNet.RepresentationModel;
using Node = YamlDotNet.RepresentationModel.YamlNode;

namespace Clientele.Tests.Simulation.Agents;

/// <summary>One answer of <c>answers.yaml</c> with what is to be read from it.</summary>
/// <remarks>No expected probabilities: the answer is to be what the word says, unreadable or refused.</remarks>
internal sealed record AnswerCase(string Name, IReadOnlyList<AnswerOption> Options, string Text, IReadOnlyList<double>? Expected, string Word, string? Statement,
    IReadOnlyList<string>? Factors, string? Problem);

/// <summary>The answers of <c>answers.yaml</c>, by name.</summary>
internal static class AnswerCorpus
{
    private static readonly Lazy<IReadOnlyDictionary<string, AnswerCase>> Loaded = new(Load);

    public static IReadOnlyDictionary<string, AnswerCase> All => Loaded.Value;

    /// <summary>The options of a built-in scenario as a language model is shown them.</summary>
    public static IReadOnlyList<AnswerOption> Options(string scenario)
    {
        var first = BuiltInScenarios.Get(scenario).Scenarios[0];
        return [.. first.Options.Select(option => new AnswerOption(option.Id, ScenarioText.Label(first, option, "BRL"), option.Buys))];
    }

    private static Dictionary<string, AnswerCase> Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(TestData.Repository("tests/Clientele.Tests/Simulation/Agents/answers.yaml"))));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var sets = ((YamlMappingNode)root["sets"]).Children.ToDictionary(set => Text(set.Key), set => (IReadOnlyList<AnswerOption>)
            [.. ((YamlSequenceNode)set.Value).Select(option => new AnswerOption(Text(option["id"]), Text(option["label"]), Text(option["buys"]) == "true"))]);
        return ((YamlSequenceNode)root["answers"]).Cast<YamlMappingNode>().Select(Case).ToDictionary(answer => answer.Name);

        AnswerCase Case(YamlMappingNode node)
        {
            Node? Of(string key) => node.Children.TryGetValue(key, out var value) ? value : null;
            var options = Text(node["options"]);
            return new(Text(node["name"]), sets.TryGetValue(options, out var set) ? set : Options(options), Text(node["text"]),
                node["expect"] is YamlSequenceNode numbers ? [.. numbers.Select(number => double.Parse(Text(number), CultureInfo.InvariantCulture))] : null,
                node["expect"] is YamlScalarNode word ? word.Value! : "",
                Of("statement") is { } statement ? Text(statement) : null,
                Of("factors") is YamlSequenceNode factors ? [.. factors.Select(Text)] : null,
                Of("problem") is { } problem ? Text(problem) : null);
        }
    }

    private static string Text(Node node) => ((YamlScalarNode)node).Value ?? "";
}
