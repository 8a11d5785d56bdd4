using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>Finds JSON within prose and writes it strictly: single and typographic quotes, bare words as keys or values (<c>62 %</c> becomes a string), comments,
/// line breaks in strings, escapes that JSON does not have. System.Text.Json then does the reading; what it still refuses is no JSON.</summary>
internal sealed partial class LooseJson(string text, int start)
{
    private const int MaxDepth = 32;
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, MaxDepth = MaxDepth };
    private readonly StringBuilder _strict = new();
    private readonly StringBuilder _closers = new();
    private int _at = start;

    /// <summary>Character after the last that was looked at.</summary>
    public int End => _at;

    /// <summary>Whether the text ended before the brackets were closed.</summary>
    public bool BreaksOff { get; private set; }

    /// <summary>Reads the object or array that begins at the start; null if there is none.</summary>
    public JsonDocument? Read()
    {
        if (!Mend())
            return null;
        try
        {
            return JsonDocument.Parse(_strict.ToString(), Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Mend()
    {
        do
        {
            if (_at >= text.Length)
            {
                BreaksOff = true;
                return false;
            }
            var c = text[_at];
            if (c is '{' or '[')
            {
                if (_closers.Length == MaxDepth)
                    return false;
                _closers.Append(c == '{' ? '}' : ']');
                _strict.Append(c);
                _at++;
            }
            else if (c is '}' or ']')
            {
                _at++;
                if (_closers[^1] != c)
                    return false;
                _closers.Length--;
                _strict.Append(c);
            }
            else if (c is ',' or ':' || char.IsWhiteSpace(c))
            {
                _strict.Append(c);
                _at++;
            }
            else if (c is '"' or '\'' or '“' or '‘')
                String(c switch { '“' => '”', '‘' => '’', _ => c });
            else if (BeginsComment(_at))
                Comment();
            else
                Bare();
        }
        while (_closers.Length > 0);
        return true;
    }

    // An apostrophe ends a string only where a value can end.
    private void String(char quote)
    {
        _strict.Append('"');
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == quote && (quote == '"' || EndsValue(_at + 1)))
            {
                _at++;
                _strict.Append('"');
                return;
            }
            if (c == '\\' && _at + 1 < text.Length)
                Escape();
            else
                Put(c);
        }
    }

    private bool EndsValue(int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at >= text.Length || text[at] is ',' or ':' or '}' or ']';
    }

    private void Escape()
    {
        _at++;
        if (text[_at] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't')
            _strict.Append('\\').Append(text[_at]);
        else if (text[_at] == 'u' && _at + 4 < text.Length
            && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            // Half of a surrogate pair alone cannot be read back; the answer loses nothing by losing escaped surrogates altogether.
            if (!char.IsSurrogate((char)code))
                _strict.Append('\\').Append(text, _at, 5);
            _at += 4;
        }
        else
            Put(text[_at]);
    }

    private void Put(char c) => _ = c switch
    {
        '"' => _strict.Append("\\\""),
        '\\' => _strict.Append("\\\\"),
        '\n' => _strict.Append("\\n"),
        '\t' => _strict.Append("\\t"),
        _ => _strict.Append(c),
    };

    private bool BeginsComment(int at) => text[at] == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*';

    private void Comment()
    {
        var line = text[_at + 1] == '/';
        var end = text.IndexOf(line ? "\n" : "*/", _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? text.Length : end + (line ? 1 : 2);
        _strict.Append(' ');
    }

    private void Bare()
    {
        var begin = _at;
        while (_at < text.Length && text[_at] is not (',' or ':' or '{' or '}' or '[' or ']' or '"' or '\n') && !BeginsComment(_at))
            _at++;
        var bare = text[begin.._at].TrimEnd();
        if (bare is "true" or "false" or "null" || Number().IsMatch(bare))
        {
            _strict.Append(bare);
            return;
        }
        _strict.Append('"');
        foreach (var c in bare)
            Put(c);
        _strict.Append('"');
    }

    [GeneratedRegex("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
