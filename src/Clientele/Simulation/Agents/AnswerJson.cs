using System.Text;

namespace Clientele.Simulation.Agents;

/// <summary>The answer in JSON, if the text holds one: exactly one object or array that gives numbers to options.</summary>
internal sealed partial class AnswerJson
{
    // How often brackets that lead nowhere may make the reader go over the text again.
    private const int MostPasses = 16;
    private readonly AnswerNames _names;
    private readonly List<double[]> _distributions = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _decisions = [];
    private List<string> _factors = [];
    private string? _statement;
    private bool _nameless;

    private AnswerJson(string text, AnswerNames names)
    {
        _names = names;
        var rest = new StringBuilder(text.Length);
        var (kept, work, brokeOff) = (0, 0L, false);
        for (var i = text.IndexOfAny(['{', '['], 0); i >= 0 && i < text.Length; i = Next(text, i))
        {
            if (!Opens(text, i))
            {
                i++;
                continue;
            }
            var json = new LooseJson(text, i);
            using var document = json.Read();
            if (document is null)
            {
                brokeOff = json.BreaksOff;
                work += json.End - i;
                i++;
                if (work <= (long)MostPasses * text.Length)
                    continue;
                _problems.Add("The answer has too many brackets that do not close.");
                break;
            }
            Collect(document.RootElement);
            rest.Append(text, kept, i - kept).Append('\n');
            (i, kept, brokeOff) = (json.End, json.End, false);
        }
        Rest = rest.Append(text, kept, text.Length - kept).ToString();
        if (brokeOff)
            _problems.Add("The JSON breaks off before it is closed.");
    }

    /// <summary>The distribution, if exactly one was found.</summary>
    public double[]? Distribution => Problem is null ? _distributions.FirstOrDefault() : null;

    /// <summary>What makes the JSON unreadable; null if nothing does, or there is none.</summary>
    public string? Problem => _problems.FirstOrDefault()
        ?? (_distributions.Skip(1).Any(other => !other.SequenceEqual(_distributions[0])) ? "The answer has several distributions, and they differ."
            : _nameless && _distributions.Count == 0 ? "The probabilities name no option." : null);

    /// <summary>Decision words of objects without probabilities.</summary>
    public IReadOnlyList<string> Decisions => _decisions;

    /// <summary>The reason beside the probabilities or the decision.</summary>
    public string? Statement => _statement;

    /// <summary>The key factors beside them.</summary>
    public IReadOnlyList<string> Factors => _factors;

    /// <summary>The text without its JSON.</summary>
    public string Rest { get; }

    /// <summary>Looks for an answer in JSON.</summary>
    public static AnswerJson Read(string text, AnswerNames names) => new(text, names);

    private static int Next(string text, int from) => from < text.Length ? text.IndexOfAny(['{', '['], from) : -1;

    // What can begin an answer: an object with a key, an array of objects. "[1]" and "{…" in prose cannot.
    private static bool Opens(string text, int at)
    {
        var next = at + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next >= text.Length)
            return false;
        return text[at] == '[' ? text[next] == '{' : text[next] is '"' or '\'' or '“' or '‘' or '/' || char.IsLetterOrDigit(text[next]);
    }
}
