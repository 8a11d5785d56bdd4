using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Clientele;

/// <summary>Reads YAML into <see cref="YamlNode"/> trees. Text is data: no types are made from it, and anchors, aliases and tags are refused,
/// so that a small file can neither grow in memory nor name a class.</summary>
/// <param name="file">What problems call the file.</param>
/// <param name="problems">Receives what is wrong.</param>
/// <param name="canonical">The name under which the reader knows a key; null when every key has one spelling.</param>
internal sealed class YamlTree(string file, List<YamlProblem> problems, Func<string, string>? canonical = null)
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MaxDepth = 12;
    private const int MaxProblems = 50;

    private int _depth;

    /// <summary>The documents of the text; those before a syntax error when there is one, which is then among the problems.</summary>
    public IReadOnlyList<YamlNode> Read(string yaml)
    {
        var documents = new List<YamlNode>();
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

    private YamlNode Node(Parser parser)
    {
        var e = parser.Current!;
        var at = At(e);
        if (++_depth > MaxDepth)
            throw new SemanticErrorException(e.Start, e.End, $"More than {MaxDepth} levels are nested.");
        if (e is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            Report(at, "Anchors and aliases (& and *) are not read.", "Write the value out.");
        if (e is NodeEvent { Tag.IsEmpty: false } node)
            Report(at, $"The tag {node.Tag} is not read.", "Leave it out.");
        YamlNode result = e switch
        {
            Scalar scalar => new YamlNode.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, at),
            SequenceStart => Sequence(parser, at),
            MappingStart => Mapping(parser, at),
            _ => new YamlNode.Scalar("", true, at),
        };
        _depth--;
        return result;
    }

    private YamlNode.List Sequence(Parser parser, Position at)
    {
        var items = new List<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Node(parser));
        return new(items, at);
    }

    private YamlNode.Map Mapping(Parser parser, Position at)
    {
        var entries = new List<YamlNode.Entry>();
        var first = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Node(parser);
            parser.MoveNext();
            var value = Node(parser);
            if (key is not YamlNode.Scalar { Value: var name })
                Report(key.At, "A key has to be a word, and this is " + key.Kind + ".", "Text that begins with a brace needs quotes: label: \"{{ … }}\".");
            else if (!first.TryAdd(Known(name), key.At))
                Report(key.At, $"\"{Words.Cut(name, 40)}\" is given twice; the first is in line {first[Known(name)].Line}.", "Keep one.");
            else
                entries.Add(new(Known(name), key.At, value));
        }
        return new(entries, at);
    }

    private string Known(string key) => canonical is null ? key : canonical(key);

    private void Report(Position at, string message, string hint)
    {
        if (problems.Count < MaxProblems)
            problems.Add(new(file, at.Line, at.Column, message, hint));
    }

    private static string Sentence(string message) => message.TrimEnd().EndsWith('.') ? message.Trim() : message.Trim() + ".";

    private static Position At(ParsingEvent e) => new((int)e.Start.Line, (int)e.Start.Column, (int)e.Start.Index);

    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it is, for messages.</param>
    /// <param name="missing">What to do when there is no such file.</param>
    /// <exception cref="ClienteleException">There is no such file, it cannot be opened, is larger than <see cref="MaxBytes"/> or not UTF-8.</exception>
    public static string ReadFile(string path, string kind, string missing)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new ClienteleException($"This is a folder, not a {kind}.", path, "Name the file in it.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            // Read one byte more than allowed instead of asking for the length, which a pipe or a growing file would not tell.
            var bytes = new byte[MaxBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > MaxBytes)
                throw new ClienteleException($"The file is larger than {MaxBytes / 1024} KB.", path, $"A {kind} is a few kilobytes of YAML; is this the right one?");
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ClienteleException("The file is not UTF-8 text.", path, "Save it as UTF-8.", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException("There is no such file.", path, missing, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException("The file cannot be read: " + exception.Message, path, null, exception);
        }
    }
}
