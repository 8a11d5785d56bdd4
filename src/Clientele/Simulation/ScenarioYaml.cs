using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Clientele.Simulation;

/// <summary>Reads YAML into <see cref="ScenarioNode"/> trees. Text is data: no types are made from it, and anchors, aliases and tags are refused,
/// so that a small file can neither grow in memory nor name a class.</summary>
internal sealed class ScenarioYaml(string file, List<ScenarioProblem> problems)
{
    private const int MaxDepth = 12;
    private const int MaxProblems = 50;

    private int _depth;

    /// <summary>The documents of the text; those before a syntax error when there is one, which is then among the problems.</summary>
    public IReadOnlyList<ScenarioNode> Read(string yaml)
    {
        var documents = new List<ScenarioNode>();
        var parser = new Parser(new StringReader(yaml));
        var at = new Position(1, 1, 0);
        try
        {
            while (parser.MoveNext())
            {
                at = At(parser.Current!);
                if (parser.Current is DocumentStart)
                {
                    parser.MoveNext();
                    documents.Add(Node(parser));
                }
            }
        }
        catch (YamlException exception)
        {
            problems.Add(new(file, (int)exception.Start.Line, (int)exception.Start.Column, "This is not YAML. " + Sentence(exception.Message),
                "Look at this line and the one below: indentation with spaces only, a colon and a space after each key, brackets and quotes closed."));
        }
        catch (InvalidOperationException exception) when (exception.TargetSite?.DeclaringType?.Namespace == typeof(Parser).Namespace)
        {
            // YamlDotNet 18.1 answers an unclosed bracket before a key with this instead of a YamlException.
            at = parser.Current is { } last ? At(last) : at;
            problems.Add(new(file, at.Line, at.Column, "This is not YAML: what begins here is not closed.", "Close the bracket or brace."));
        }
        return documents;
    }

    private ScenarioNode Node(Parser parser)
    {
        var e = parser.Current!;
        var at = At(e);
        if (++_depth > MaxDepth)
            throw new SemanticErrorException(e.Start, e.End, $"More than {MaxDepth} levels are nested.");
        if (e is NodeEvent { Anchor.IsEmpty: false })
            Report(at, "Anchors and aliases (& and *) are not read in scenario files.", "Write the value out.");
        if (e is NodeEvent { Tag.IsEmpty: false } node)
            Report(at, $"The tag {node.Tag} is not read in scenario files.", "Leave it out.");
        ScenarioNode result = e switch
        {
            Scalar scalar => new ScenarioNode.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, at),
            SequenceStart => Sequence(parser, at),
            MappingStart => Mapping(parser, at),
            _ => new ScenarioNode.Scalar("", true, at),
        };
        _depth--;
        return result;
    }

    private ScenarioNode.List Sequence(Parser parser, Position at)
    {
        var items = new List<ScenarioNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Node(parser));
        return new(items, at);
    }

    private ScenarioNode.Map Mapping(Parser parser, Position at)
    {
        var entries = new List<ScenarioNode.Entry>();
        var first = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Node(parser);
            parser.MoveNext();
            var value = Node(parser);
            if (key is not ScenarioNode.Scalar { Value: var name })
                Report(key.At, "A key has to be a word, and this is " + key.Kind + ".", "A template variable outside the text needs quotes: label: \"{{ … }}\".");
            else if (!first.TryAdd(ScenarioFields.Canonical(name), key.At))
                Report(key.At, $"\"{Words.Cut(name, 40)}\" is given twice; the first is in line {first[ScenarioFields.Canonical(name)].Line}.", "Keep one.");
            else
                entries.Add(new(ScenarioFields.Canonical(name), key.At, value));
        }
        return new(entries, at);
    }

    private void Report(Position at, string message, string hint)
    {
        if (problems.Count < MaxProblems)
            problems.Add(new(file, at.Line, at.Column, message, hint));
    }

    private static string Sentence(string message) => message.TrimEnd().EndsWith('.') ? message.Trim() : message.Trim() + ".";

    private static Position At(ParsingEvent e) => new((int)e.Start.Line, (int)e.Start.Column, (int)e.Start.Index);
}
