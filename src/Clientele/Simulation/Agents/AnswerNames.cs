namespace Clientele.Simulation.Agents;

/// <summary>The names by which an answer can mean an option: its id and its label, as words.</summary>
internal sealed class AnswerNames
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _longest = new(StringComparer.Ordinal);

    public AnswerNames(IReadOnlyList<AnswerOption> options)
    {
        Options = options;
        Vocabulary = [.. options.Select(option => Texts(option.Id).Concat(Texts(option.Label)).ToHashSet(StringComparer.Ordinal))];
        for (var o = 0; o < options.Count; o++)
        {
            _ids[options[o].Id] = o;
            foreach (var name in new[] { Texts(options[o].Id), Texts(options[o].Label) })
            {
                if (name.Length == 0)
                    continue;
                _longest[name[0]] = Math.Max(_longest.GetValueOrDefault(name[0]), name.Length);
                // A name that two options share names neither.
                var joined = string.Join(' ', name);
                _names[joined] = _names.TryGetValue(joined, out var other) && other != o ? -1 : o;
            }
            foreach (var word in Texts(options[o].Id).Where(IsMark))
                if (!Vocabulary.Where((words, other) => other != o && words.Contains(word)).Any())
                    _marks[word] = o;
        }
    }

    /// <summary>The options, in the order of the answer.</summary>
    public IReadOnlyList<AnswerOption> Options { get; }

    /// <summary>For each option the words of its id and label.</summary>
    public IReadOnlyList<IReadOnlySet<string>> Vocabulary { get; }

    /// <summary>Ids in their order.</summary>
    public IReadOnlyList<string> Ids => [.. Options.Select(option => option.Id)];

    /// <summary>The option that a text names and nothing else: its id, its label, or both; −1 if it names none.</summary>
    public int Exact(string text)
    {
        if (_ids.TryGetValue(text.Trim(), out var option))
            return option;
        var words = AnswerWord.Split(text);
        (option, var length) = MatchAt(words, 0);
        if (option >= 0 && length < words.Count)
        {
            var (again, more) = MatchAt(words, length);
            return again == option && length + more == words.Count ? option : -1;
        }
        return option;
    }

    /// <summary>The longest name that begins at a word, so that card_1x is not found within card_10x_plus.</summary>
    /// <returns>The option and the number of words; (−1, 0) if no name begins there.</returns>
    public (int Option, int Length) MatchAt(IReadOnlyList<AnswerWord> words, int at)
    {
        if (at >= words.Count || !_longest.TryGetValue(words[at].Text, out var longest))
            return (-1, 0);
        for (var length = Math.Min(longest, words.Count - at); length > 0; length--)
            if (_names.TryGetValue(string.Join(' ', Enumerable.Range(at, length).Select(i => words[i].Text)), out var option))
                return option >= 0 ? (option, length) : (-1, 0);
        return (-1, 0);
    }

    /// <summary>The only option whose id has this word, no other having it in id or label: "bundle" for bundle_of_3; −1 if there is none.</summary>
    public int Marked(string word) => _marks.GetValueOrDefault(word, -1);

    /// <summary>The only option in whose id or label these words stand in this order, at least one of them telling; −1 if there is none.</summary>
    public int Part(IReadOnlyList<string> words)
    {
        if (!words.Any(IsMark))
            return -1;
        var part = $" {string.Join(' ', words)} ";
        var found = Enumerable.Range(0, Options.Count).Where(o =>
            $" {string.Join(' ', Texts(Options[o].Id))} ".Contains(part, StringComparison.Ordinal)
            || $" {string.Join(' ', Texts(Options[o].Label))} ".Contains(part, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count == 1 ? found[0] : -1;
    }

    // Words that can tell an option: long enough, or letters with digits (10x); never a bare number, which may be a price or a count.
    private static bool IsMark(string word) =>
        word.Any(char.IsLetter) && (word.Length >= 4 || word.Any(char.IsAsciiDigit)) && !AnswerVocabulary.Filler.Contains(word);

    private static string[] Texts(string text) => [.. AnswerWord.Split(text).Select(word => word.Text)];
}
