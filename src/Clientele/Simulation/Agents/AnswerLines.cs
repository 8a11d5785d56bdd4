using System.Buffers;
using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>Probabilities on lines: <c>card_10x: 62 %</c>, <c>- upfront – 0.3</c>, <c>Probability of upfront: 30%</c>, <c>62 % card_10x, 38 % upfront</c>. A line
/// counts only if it begins with an option or a number: prose that mentions both does not.</summary>
internal sealed partial class AnswerLines
{
    private static readonly HashSet<string> Headings =
        ["probabilities", "probability", "distribution", "answer", "decision", "estimate", "estimates", "my", "choice", "final", "the", "are"];
    private static readonly HashSet<string> Fillers =
        ["probability", "chance", "likelihood", "prob", "p", "of", "for", "that", "i", "would", "choose", "choosing", "option", "the", "to"];
    private static readonly HashSet<string> Between =
        ["is", "at", "of", "probability", "chance", "likelihood", "about", "around", "approximately", "roughly", "ca", "a"];
    private static readonly HashSet<string> After = ["chance", "probability", "likelihood", "likely", "because", "since", "and"];
    private static readonly SearchValues<char> Separating = SearchValues.Create(",;/|·•");
    private static readonly SearchValues<char> Ending = SearchValues.Create(",;/|.");
    private readonly AnswerNames _names;
    private readonly string _line;
    private readonly List<AnswerWord> _words;
    private readonly AnswerTally _tally;
    private int _at;

    private AnswerLines(string line, AnswerNames names, AnswerTally tally) => (_line, _words, _names, _tally) = (line, AnswerWord.Split(line), names, tally);

    /// <summary>The distribution of the lines, or what is wrong with it; neither if no line gives a number to an option.</summary>
    public static (double[]? Distribution, string? Problem) Read(IReadOnlyList<string> lines, AnswerNames names)
    {
        var tally = new AnswerTally(names);
        var rest = AnswerTable.Read(lines, names, tally);
        foreach (var line in rest)
            new AnswerLines(line, names, tally).Read();
        // "upfront: 1" alone may count units or break off before a second digit.
        if (tally.Count == 1 && !tally.HasPercent && names.Options.Count > 1)
            tally.Fault("Only one option has a number.");
        return tally.Finish();
    }

    private void Read()
    {
        while (_at < _words.Count && Headings.Contains(_words[_at].Text) && _names.MatchAt(_words, _at).Option < 0)
            _at++;
        // Words before a colon that announce a list.
        if (_at > 0 && !(_at < _words.Count && Gap(_at).Contains(':')))
            _at = 0;
        var numbered = _at == 0 && _words.Count > 1 && Numbering().IsMatch(_line[.._words[1].Start]) ? 1 : -1;
        var begun = Pair();
        if (!begun && numbered > 0)
        {
            _at = numbered;
            begun = Pair();
        }
        while (begun && _at < _words.Count && (Gap(_at).AsSpan().IndexOfAny(Separating) >= 0 || _words[_at].Text == "and"))
        {
            _at += _words[_at].Text == "and" ? 1 : 0;
            begun = Pair();
        }
    }

    private bool Pair()
    {
        var start = _at;
        if (OptionFirst() || NumberFirst())
            return true;
        _at = start;
        return false;
    }

    private bool OptionFirst()
    {
        var at = _at;
        var (option, length) = _names.MatchAt(_words, at);
        while (option < 0 && at < _words.Count && Fillers.Contains(_words[at].Text))
            (option, length) = _names.MatchAt(_words, ++at);
        if (option < 0)
            return false;
        for (at += length; _names.MatchAt(_words, at) is var (again, more) && again == option; at += more)
            ;
        var from = _words[at - 1].End;
        while (at < _words.Count && Between.Contains(_words[at].Text))
            at++;
        var gap = Separators().Match(_line, at > 0 ? Math.Max(from, _words[at - 1].End) : from);
        var minus = gap.ValueSpan.TrimEnd(' ') is [.., '-' or '−'] && gap.ValueSpan[^1] != ' ' && gap.ValueSpan.IndexOfAny(":=|") >= 0;
        return gap.Length > 0 && Number(gap.Index + gap.Length, minus) is { } quantity && Add(option, quantity);
    }

    private bool NumberFirst()
    {
        if (_at >= _words.Count)
            return false;
        var start = _words[_at].Start;
        if (start > 0 && _line[start - 1] is '.' or '-' or '−' or '$' or '€')
            return false;
        if (AnswerQuantity.Begin(_line[start..Math.Min(_line.Length, start + 80)], out var length) is not { Percent: true } quantity)
            return false;
        var at = _at;
        while (at < _words.Count && _words[at].Start < start + length)
            at++;
        var (option, words) = _names.MatchAt(_words, at);
        while (option < 0 && at < _words.Count && Fillers.Contains(_words[at].Text))
            (option, words) = _names.MatchAt(_words, ++at);
        at += words;
        if (option < 0 || !(at == _words.Count || _words[at].Text == "and" || Gap(at).AsSpan().IndexOfAny(Ending) >= 0))
            return false;
        _at = at;
        _tally.Add(option, quantity, mayRepeat: true);
        return true;
    }

    // The number after an option, if what follows lets it be a probability; "6/10", "10-20 %" and "10% off" are none.
    private AnswerQuantity? Number(int start, bool minus)
    {
        var text = _line[start..Math.Min(_line.Length, start + 80)];
        if (AnswerQuantity.Begin(text, out var length) is not { } quantity)
            return null;
        var rest = text[length..].TrimStart('"', '\'', '”', '’', ')');
        var word = AnswerWord.Split(rest) is [var next, ..] ? next : new("", rest.Length, rest.Length);
        var gap = rest[..word.Start];
        if (word.Text.Length > 0 && gap.AsSpan().Trim(' ').IsEmpty && !After.Contains(word.Text))
            return null;
        if (Range().IsMatch(rest))
            return null;
        while (_at < _words.Count && _words[_at].Start < start + length)
            _at++;
        return minus ? quantity with { Value = -quantity.Value } : quantity;
    }

    private bool Add(int option, AnswerQuantity quantity)
    {
        _tally.Add(option, quantity, mayRepeat: true);
        return true;
    }

    // What stands between a word and the one before.
    private string Gap(int at) => at == 0 ? _line[.._words[0].Start] : _line[_words[at - 1].End.._words[at].Start];

    [GeneratedRegex("""\G["'”’)*\]+]*[ \t:=|>→,("'“\[–—−-]*""", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("""^[ \t"'(\[-]*([0-9]{1,2}|[a-hA-H])[.)][ \t]*["'(\[]*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbering();

    [GeneratedRegex("^([ \t]?/[ \t]?|[ \t]?[-–—][ \t]?)[0-9]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Range();
}
