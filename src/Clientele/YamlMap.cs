using System.Globalization;

namespace Clientele;

/// <summary>The values of a <see cref="YamlNode.Map"/> by key, each problem reported with line and column, all of them together.</summary>
internal sealed class YamlMap
{
    private readonly YamlNode.Map _node;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<YamlProblem> _problems;
    private readonly Placeholder? _placeholder;
    private readonly string _path;

    private YamlMap(string file, YamlNode.Map node, List<YamlProblem> problems, Placeholder? placeholder, string path) =>
        (File, _node, _problems, _placeholder, _path) = (file, node, problems, placeholder, path);

    /// <summary>A value that says that somebody has yet to set the key: the key counts as absent, but not as missing.</summary>
    /// <param name="Value">The text.</param>
    /// <param name="Keys">Receives the keys that have it, with the keys above them: <c>items.decimal.Price</c>.</param>
    public sealed record Placeholder(string Value, List<string> Keys);

    /// <summary>File name for messages.</summary>
    public string File { get; }

    /// <summary>The documents of a YAML text; each must be a mapping. A list at the top counts as one document an entry.</summary>
    public static IReadOnlyList<YamlMap> Parse(string text, string file, List<YamlProblem> problems, Placeholder? placeholder = null)
    {
        var maps = new List<YamlMap>();
        foreach (var node in new YamlTree(file, problems).Read(text.TrimStart('\uFEFF')).SelectMany(node => node is YamlNode.List list ? list.Items : [node]))
        {
            if (node is YamlNode.Map map)
                maps.Add(new YamlMap(file, map, problems, placeholder, ""));
            else
                problems.Add(new YamlProblem(file, node.At.Line, node.At.Column, "expected `key: value` lines here", null));
        }
        if (maps.Count == 0 && problems.Count == 0)
            problems.Add(new YamlProblem(file, 1, 1, "the file says nothing", null));
        return maps;
    }

    /// <summary>The problems as one failure.</summary>
    public static ClienteleException Failure(IReadOnlyList<YamlProblem> problems)
    {
        var first = problems[0];
        var others = problems.Skip(1).Take(9).Select(problem => $"\n  line {problem.Line}, column {problem.Column}: {problem.Message}{(problem.Hint is null ? "" : (problem.Message[^1] is '.' ? " " : ". ") + problem.Hint)}");
        return new ClienteleException(
            first.Message + string.Concat(others) + (problems.Count > 10 ? $"\n  and {problems.Count - 10} more" : ""),
            first.Where, first.Hint);
    }

    /// <summary>Adds a problem at a key, or at the mapping itself when the key is absent.</summary>
    public void Problem(string? key, string message, string? hint = null)
    {
        var at = (key is null ? null : _node[key])?.At ?? _node.At;
        _problems.Add(new YamlProblem(File, at.Line, at.Column, message, hint));
    }

    /// <summary>Keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _node.Entries.Select(entry => entry.Key);

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => _node[key] is not null and not YamlNode.Scalar { Plain: true, Value: "" or "~" or "null" };

    /// <summary>A text; null when absent.</summary>
    public string? Text(string key, bool required = false)
    {
        switch (Value(key, required))
        {
            case null:
                return null;
            case YamlNode.Scalar scalar:
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
            case YamlNode.Scalar scalar:
                return [scalar.Value];
            case YamlNode.List list when list.Items.All(child => child is YamlNode.Scalar):
                return [.. list.Items.Cast<YamlNode.Scalar>().Select(child => child.Value)];
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
            case YamlNode.Map map:
                return Below(map, key);
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
            case YamlNode.List list when list.Items.All(child => child is YamlNode.Map):
                return [.. list.Items.Cast<YamlNode.Map>().Select(child => Below(child, key))];
            default:
                Problem(key, $"`{key}` must be a list of {{ … }} entries");
                return [];
        }
    }

    private YamlMap Below(YamlNode.Map map, string key) => new(File, map, _problems, _placeholder, $"{_path}{key}.");

    /// <summary>Whether the key holds further keys rather than one value or a list.</summary>
    public bool IsMap(string key) => _node[key] is YamlNode.Map;

    /// <summary>Reports keys that nothing asked for; call it last.</summary>
    public void RefuseUnknown()
    {
        foreach (var entry in _node.Entries.Where(entry => !_known.Contains(entry.Key)))
            _problems.Add(new YamlProblem(File, entry.At.Line, entry.At.Column, $"`{Words.Cut(entry.Key, 40)}` is not known here",
                Words.Nearest(entry.Key, _known) is { } near ? $"Did you mean `{near}`?" : $"Known: {Words.List([.. _known.Order(StringComparer.Ordinal)], 20)}."));
    }

    private YamlNode? Value(string key, bool required)
    {
        _known.Add(key);
        if (_placeholder is not null && _node[key] is YamlNode.Scalar scalar && scalar.Value == _placeholder.Value)
        {
            if (!_placeholder.Keys.Contains(_path + key, StringComparer.Ordinal))
                _placeholder.Keys.Add(_path + key);
            return null;
        }
        if (Has(key))
            return _node[key];
        if (required)
            Problem(null, $"`{key}` is missing");
        return null;
    }
}
