namespace Clientele.Simulation.Agents;

/// <summary>Texts that plainly decline to answer, by a short fixed list.</summary>
internal static class AnswerRefusal
{
    // "I can't help but love it" and "I must decline this offer" are answers of a customer and not on the list.
    private static readonly string[] Phrases =
    [
        "can't help with", "cannot help with", "can not help with", "can't help you", "cannot help you",
        "can't help.", "cannot help.", "can not help.", "can't assist", "cannot assist",
        "unable to assist", "unable to help", "unable to provide", "unable to answer",
        "not able to help", "not able to assist", "won't be able to help", "won't be able to assist", "can't answer this",
        "cannot answer this", "can't comply", "cannot comply",
        "can't fulfill", "cannot fulfill", "can't fulfil", "cannot fulfil", "can't participate", "cannot participate", "can't role-play",
        "cannot role-play", "can't roleplay",
        "cannot roleplay", "can't pretend", "cannot pretend", "can't simulate", "cannot simulate", "decline to answer", "refuse to answer",
    ];

    private static readonly string[] Machine =
        ["as an ai", "as a language model", "as a large language model", "i'm an ai", "i am an ai", "i am just an ai", "i'm just an ai"];
    private static readonly string[] Inability = ["can't", "cannot", "can not", "unable", "not able", "don't", "do not", "won't", "will not"];

    /// <summary>Whether the first 400 characters decline.</summary>
    public static bool Is(string text)
    {
        var start = Start(text);
        return IsPlain(text) || (Machine.Any(start.Contains) && Inability.Any(start.Contains));
    }

    /// <summary>Whether they say so in words that nobody uses for an offer: then a "no" before them is no decision.</summary>
    public static bool IsPlain(string text) => Phrases.Any(Start(text).Contains);

    private static string Start(string text) => AnswerText.Tidy(text, 400).Replace('’', '\'').ToLowerInvariant();
}
