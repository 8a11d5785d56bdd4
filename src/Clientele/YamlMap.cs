using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Clientele;

/// <summary>A mapping of a YAML file that knows where each key stands, so that every problem is reported with line and column, all of them together.</summary>
/// <remarks>Files come from outside: anchors and aliases are refused (they can multiply), tags have no effect, the size is bounded.</remarks>
internal sealed class YamlMap
{
    private const int LargestFile = 1 << 20;

    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<YamlProblem> _problems;

    private YamlMap(string file, YamlMappingNode node, List<YamlProblem> problems) => (File, _node, _problems) = (file, node, problems);

    /// <summary>File name for messages.</summary>
    public string File { get; }

    /// <summary>The documents of a YAML text; each must be a mapping. A list at the top counts as one document an entry.</summary>
    public static IReadOnlyList<YamlMap> Parse(string text, string file, List<YamlProblem> problems)
    {
        if (text.Length > LargestFile)
        {
            problems.Add(new YamlProblem(file, 1, 1, $"the file has {text.Length:N0} characters; {LargestFile:N0} are allowed", "Split it."));
            return [];
        }
        var stream = new YamlStream();
        try
        {
            RefuseAliases(text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            problems.Add(new YamlProblem(file, failure.Start.Line, failure.Start.Column, failure.Message.Replace(Environment.NewLine, " ", StringComparison.Ordinal), "Check indentation, quotes and colons on this line and the one before."));
            return [];
        }
        var maps = new List<YamlMap>();
        foreach (var node in stream.Documents.SelectMany(document => document.RootNode is YamlSequenceNode list ? list.Children : [document.RootNode]))
        {
            if (node is YamlMappingNode map)
                maps.Add(new YamlMap(file, map, problems));
            else
                problems.Add(new YamlProblem(file, node.Start.Line, node.Start.Column, "expected `key: value` lines here", null));
        }
        if (maps.Count == 0 && problems.Count == 0)
            problems.Add(new YamlProblem(file, 1, 1, "the file says nothing", null));
        return maps;
    }

    /// <summary>The problems as one failure.</summary>
    public static ClienteleException Failure(IReadOnlyList<YamlProblem> problems)
    {
        var first = problems[0];
        var others = problems.Skip(1).Take(9).Select(problem => $"\n  line {problem.Line}, column {problem.Column}: {problem.Message}{(problem.Hint is null ? "" : " " + problem.Hint)}");
        return new ClienteleException(
            first.Message + string.Concat(others) + (problems.Count > 10 ? $"\n  and {problems.Count - 10} more" : ""),
            $"{first.File}, line {first.Line}, column {first.Column}", first.Hint);
    }

    /// <summary>Adds a problem at a key, or at the mapping itself when the key is absent.</summary>
    public void Problem(string? key, string message, string? hint = null)
    {
        var at = key is not null && Find(key) is { } node ? node : _node;
        _problems.Add(new YamlProblem(File, at.Start.Line, at.Start.Column, message, hint));
    }

    /// <summary>Keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null and not YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" };

    /// <summary>A text; null when absent.</summary>
    public string? Text(string key, bool required = false)
    {
        switch (Value(key, required))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                Problem(key, $"`{key}` must be a single value");
                return null;
        }
    }

    /// <summary>One of a few words; null when absent or another word.</summary>
    public string? Word(string key, IReadOnlyList<string> words, bool required = false)
    {
        if (Text(key, required) is not { } text || words.Contains(text, StringComparer.Ordinal))
            return Has(key) ? Text(key) : null;
        Problem(key, $"`{key}` is \"{Words.Cut(text, 40)}\"", $"It must be one of {Words.List(words, 12)}{(Words.Nearest(text, words) is { } near ? $"; did you mean \"{near}\"?" : ".")}");
        return null;
    }

    /// <summary>A finite number in [low, high]; null when absent or wrong.</summary>
    public double? Number(string key, double low = double.MinValue, double high = double.MaxValue, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            Problem(key, $"`{key}` is \"{Words.Cut(text, 40)}\", not a number", "Write it without thousands marks and with a point: 1234.5.");
        else if (number < low || number > high)
            Problem(key, string.Create(CultureInfo.InvariantCulture, $"`{key}` is {number}, outside {(low == double.MinValue ? "(any" : $"[{low}")}, {(high == double.MaxValue ? "any)" : $"{high}]")}"));
        else
            return number;
        return null;
    }

    /// <summary>True or false; null when absent or wrong.</summary>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        Problem(key, $"`{key}` is \"{Words.Cut(text, 40)}\"", "It must be true or false.");
        return null;
    }

    /// <summary>A list of texts, or one text as a list of one; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = false)
    {
        switch (Value(key, required))
        {
            case null:
                return [];
            case YamlScalarNode scalar:
                return [scalar.Value ?? ""];
            case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode):
                return [.. list.Children.Cast<YamlScalarNode>().Select(child => child.Value ?? "")];
            default:
                Problem(key, $"`{key}` must be a list of plain values");
                return [];
        }
    }

    /// <summary>A mapping below this one; null when absent.</summary>
    public YamlMap? Map(string key, bool required = false)
    {
        switch (Value(key, required))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlMap(File, map, _problems);
            default:
                Problem(key, $"`{key}` must hold `key: value` lines or {{ … }}");
                return null;
        }
    }

    /// <summary>A list of mappings; empty when absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key, bool required = false)
    {
        switch (Value(key, required))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(child => child is YamlMappingNode):
                return [.. list.Children.Cast<YamlMappingNode>().Select(child => new YamlMap(File, child, _problems))];
            default:
                Problem(key, $"`{key}` must be a list of {{ … }} entries");
                return [];
        }
    }

    /// <summary>Reports keys that nothing asked for; call it last.</summary>
    public void RefuseUnknown()
    {
        foreach (var key in Keys.Where(key => !_known.Contains(key)))
            _problems.Add(new YamlProblem(File, KeyNode(key).Start.Line, KeyNode(key).Start.Column, $"`{Words.Cut(key, 40)}` is not known here",
                Words.Nearest(key, _known) is { } near ? $"Did you mean `{near}`?" : $"Known: {Words.List([.. _known.Order(StringComparer.Ordinal)], 20)}."));
    }

    private YamlNode? Value(string key, bool required)
    {
        _known.Add(key);
        if (Has(key))
            return Find(key);
        if (required)
            Problem(null, $"`{key}` is missing");
        return null;
    }

    private YamlNode? Find(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private YamlNode KeyNode(string key) => _node.Children.Keys.First(node => node is YamlScalarNode scalar && scalar.Value == key);

    private static void RefuseAliases(string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
            if (parser.Current is YamlDotNet.Core.Events.AnchorAlias || parser.Current is YamlDotNet.Core.Events.NodeEvent { Anchor.IsEmpty: false })
                throw new YamlException(parser.Current.Start, parser.Current.End, "anchors and aliases (& and *) are not accepted here");
    }
}
