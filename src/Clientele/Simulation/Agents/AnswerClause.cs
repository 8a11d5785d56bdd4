using System.Buffers;

namespace Clientele.Simulation.Agents;

/// <summary>Reads one clause as a decision. It has to consist of a name, or yes or no, and of words that say nothing else (<see cref="AnswerVocabulary"/>).</summary>
internal sealed class AnswerClause
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",.;:!(–—");
    private readonly AnswerNames _names;
    private readonly AnswerPlace _place;
    private readonly string _text;

    // Words without what stands between "because" and the end of its sentence; for each the option that it belongs to, or −1.
    private readonly List<AnswerWord> _words = [];
    private readonly List<int> _named = [];

    private AnswerClause(string text, AnswerNames names, AnswerPlace place)
    {
        (_names, _place, _text) = (names, place, text);
        var (words, explains) = (AnswerWord.Split(text), false);
        for (var i = 0; i < words.Count;)
        {
            explains &= i == 0 || text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End).IndexOfAny(".!?;") < 0;
            var (option, length) = names.MatchAt(words, i);
            if (option < 0)
                (option, length) = (names.Marked(words[i].Text), 1);
            explains |= i > 0 && option < 0 && words[i].Text is "because" or "since";
            for (; length > 0; length--, i++)
                if (!explains)
                {
                    _words.Add(words[i]);
                    _named.Add(option);
                }
        }
    }

    /// <summary>The decision of a clause; <see cref="AnswerVerdict.None"/> when it is none.</summary>
    public static AnswerVerdict Read(string text, AnswerNames names, AnswerPlace place)
    {
        // "upfront:" is the beginning of a line about it.
        if (text.AsSpan().TrimEnd() is [.., ':' or '=' or '|' or '(' or ',' or '-' or '–' or '—'])
            return AnswerVerdict.None;
        if (names.Exact(text) is >= 0 and var exact)
            return new(exact);
        // No decision needs so many words; the rest is commentary.
        return text.Length > 2000 ? AnswerVerdict.None : new AnswerClause(text, names, place).Read();
    }

    /// <summary>Whether a sentence only announces what follows: "Here is my answer:".</summary>
    public static bool Announces(string text) =>
        text.Length < 80 && AnswerWord.Split(text).TrueForAll(word => IsPlain(word.Text) || AnswerVocabulary.Announcing.Contains(word.Text));

    private AnswerVerdict Read()
    {
        if (_words.Count == 0)
            return AnswerVerdict.None;
        if (_text.Contains('?'))
            return Unclear("asks instead of deciding");
        var open = Enumerable.Range(0, _words.Count).FirstOrDefault(i => _named[i] < 0 && AnswerVocabulary.Open.Contains(_words[i].Text), -1);
        if (open >= 0)
            return Unclear($"leaves the decision open (\"{_words[open].Text}\")");
        var options = _named.Where(option => option >= 0).Distinct().ToList();
        if (options.Count > 1)
            return Unclear($"names {string.Join(" and ", options.Select(o => _names.Options[o].Id))}");

        var first = 0;
        while (first < _words.Count && _named[first] < 0 && IsEmpty(_words[first].Text))
            first++;
        var lead = first < _words.Count && _named[first] < 0 ? _words[first].Text : "";
        if (AnswerVocabulary.Yes.Contains(lead))
            return YesOrNo(true, first, options);
        if (AnswerVocabulary.No.Contains(lead)
            && (first + 1 == _words.Count || IsMarked(first + 1) || AnswerVocabulary.AfterNo.Contains(_words[first + 1].Text)))
            return YesOrNo(false, first, options);
        return options.Count == 1 ? Named(options[0]) : Unnamed();
    }

    // "Yes (bundle of 3)", "No, I would not buy it".
    private AnswerVerdict YesOrNo(bool buys, int at, List<int> options)
    {
        if (_place == AnswerPlace.Within)
            return _words.Count == 1 ? new(-1, null, buys) : AnswerVerdict.None;
        var rest = Enumerable.Range(at + 1, _words.Count - at - 1).Where(i => _named[i] < 0).Select(i => _words[i].Text).ToList();
        var denies = rest.Any(AnswerVocabulary.Denies);
        if (buys ? denies || rest.Exists(AnswerVocabulary.Passing.Contains)
            : rest.Exists(AnswerVocabulary.Yes.Contains) || (!denies && rest.Exists(AnswerVocabulary.Buying.Contains)))
            return Unclear("says yes and no", buys);
        if (options.Count == 1 && _names.Options[options[0]].Buys != buys)
            return Unclear($"says {(buys ? "yes" : "no")} and names {_names.Options[options[0]].Id}", buys);
        var candidates = Enumerable.Range(0, _names.Options.Count).Where(o => _names.Options[o].Buys == buys).ToList();
        if (candidates.Count == 1)
            return new(candidates[0], null, buys);
        if (options.Count == 1 && IsBare(options[0], at + 1))
            return new(options[0], null, buys);
        return Unclear(candidates.Count == 0 ? $"says {(buys ? "yes" : "no")}, and no option means that"
            : $"does not say which of {Words.List([.. candidates.Select(o => _names.Options[o].Id)], 5)}", buys);
    }

    // "upfront", "I would go with upfront", after a heading also "upfront: it saves money".
    private AnswerVerdict Named(int option)
    {
        var begin = _named.IndexOf(option);
        var before = _words[..begin].Select(word => word.Text).ToList();
        if (before.Exists(AnswerVocabulary.Denies) || before.Exists(AnswerVocabulary.Passing.Contains))
            return Unclear($"denies before it names {_names.Options[option].Id}");
        if (!before.TrueForAll(IsPlain))
            return Unclear($"says more than {_names.Options[option].Id}");
        if (_place == AnswerPlace.Within && !(before.Exists(IsFirstPerson) && (!_names.Options[option].Buys || before.Exists(IsChosen))))
            return AnswerVerdict.None;
        var end = begin;
        // After a mark only a whole name goes on: "upfront: R$ 1,080" begins a list of prices, "upfront (Buy it now …)" does not.
        while (end < _words.Count && (IsMarked(end) ? _names.MatchAt(_words, end).Option == option : _named[end] == option || IsOwn(option, end)))
            end++;
        var after = Enumerable.Range(end, _words.Count - end).Where(i => _named[i] < 0).Select(i => _words[i].Text).ToList();
        if (after.Count == 0)
            return new(option);
        if (after.Exists(AnswerVocabulary.Comparing.Contains))
            return Unclear($"compares {_names.Options[option].Id} with something");
        var opposed = _names.Options[option].Buys ? after.Exists(AnswerVocabulary.Denies) : after.Exists(AnswerVocabulary.Yes.Contains);
        if (_place == AnswerPlace.Heading && IsMarked(end) && !opposed)
            return new(option);
        return Unclear($"says more than {_names.Options[option].Id}");
    }

    // "I would buy it", "pass", "the boleto".
    private AnswerVerdict Unnamed()
    {
        var words = _words.Select(word => word.Text).ToList();
        bool Known(string word) => IsPlain(word) || AnswerVocabulary.Denies(word) || AnswerVocabulary.Passing.Contains(word);
        if (words.TrueForAll(Known) && (_place != AnswerPlace.Within || words.Exists(IsFirstPerson)))
        {
            var (buying, passing) = (words.Exists(AnswerVocabulary.Buying.Contains), words.Exists(AnswerVocabulary.Passing.Contains));
            var denials = words.Count(AnswerVocabulary.Denies);
            if (buying || passing)
            {
                bool? buys = buying && !passing && denials == 0 ? true : (passing && denials == 0) || (buying && !passing && denials == 1) ? false : null;
                if (buys is null)
                    return Unclear("denies twice");
                var candidates = Enumerable.Range(0, _names.Options.Count).Where(o => _names.Options[o].Buys == buys).ToList();
                return candidates.Count == 1 ? new(candidates[0], null, buys) : Unclear(
                    $"does not say which of {Words.List([.. candidates.Select(o => _names.Options[o].Id)], 5)}", buys);
            }
        }
        if (_place != AnswerPlace.Within && !words.Exists(AnswerVocabulary.Denies))
        {
            var core = words.SkipWhile(IsPlain).Reverse().SkipWhile(IsPlain).Reverse().ToList();
            if (_names.Part(core) is >= 0 and var part)
                return new(part);
        }
        return Unclear("names no option");
    }

    private bool IsBare(int option, int from)
    {
        for (var i = from; i < _words.Count; i++)
            if (_named[i] < 0 && !IsOwn(option, i) && !IsPlain(_words[i].Text))
                return false;
        return true;
    }

    private bool IsOwn(int option, int i) => _named[i] < 0 && (_names.Vocabulary[option].Contains(_words[i].Text) || IsPlain(_words[i].Text));

    private static bool IsFirstPerson(string word) => word is "i" or "i'd" or "i'll" or "i'm";

    private static bool IsEmpty(string word) => AnswerVocabulary.Filler.Contains(word) || AnswerVocabulary.Adverbs.Contains(word);

    private static bool IsPlain(string word) => IsEmpty(word) || IsChosen(word);

    private static bool IsChosen(string word) => AnswerVocabulary.Choosing.Contains(word) || AnswerVocabulary.Buying.Contains(word);

    // Whether a mark, more than a space or hyphen, stands before a word.
    private bool IsMarked(int i) => i > 0 && i < _words.Count && _text.AsSpan(_words[i - 1].End, _words[i].Start - _words[i - 1].End) is var gap
        && (gap.IndexOfAny(Marks) >= 0 || gap.Contains(" -", StringComparison.Ordinal));

    private AnswerVerdict Unclear(string how, bool? buys = null) =>
        new(-1, _place == AnswerPlace.Within ? null : $"The decision \"{AnswerText.Tidy(_text, 60)}\" {how}.", buys);
}
