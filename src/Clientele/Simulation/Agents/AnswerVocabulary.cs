namespace Clientele.Simulation.Agents;

/// <summary>The few words that decide how a decision in words is read. Whatever is not here makes a sentence commentary, not a decision.</summary>
internal static class AnswerVocabulary
{
    /// <summary>Say nothing about which option.</summary>
    public static readonly HashSet<string> Filler =
    [
        "i", "i'd", "i'll", "i'm", "i've", "we", "would", "will", "shall", "am", "going", "to", "with", "for", "from", "the", "a", "an", "one",
        "this", "that", "it", "its", "it's", "that's",
        "option", "offer", "product", "item", "my", "final", "choice", "decision", "answer", "is", "be", "was", "of", "on", "so",
        "therefore", "then", "thus", "hence", "here", "please",
        "now", "today", "by", "via", "using", "use", "have", "has", "go", "in", "decided", "decide", "paying", "pay",
    ];

    /// <summary>Say how firmly.</summary>
    public static readonly HashSet<string> Adverbs =
    [
        "definitely", "absolutely", "certainly", "clearly", "surely", "simply", "just", "strongly", "strong", "firm", "firmly", "hard",
        "resounding", "oh", "well", "okay", "ok",
        "gladly", "happily", "immediately", "straight", "still",
    ];

    /// <summary>Choose whatever is named after them.</summary>
    public static readonly HashSet<string> Choosing =
    [
        "choose", "choosing", "chosen", "chose", "pick", "picking", "picked", "select", "selecting", "selected", "take", "taking", "opt",
        "opting", "going", "go", "prefer", "give", "giving",
    ];

    /// <summary>Mean a purchase by themselves.</summary>
    public static readonly HashSet<string> Buying =
        ["buy", "buying", "bought", "purchase", "purchasing", "order", "ordering", "get", "getting", "accept", "accepting", "take", "taking"];

    /// <summary>Mean no purchase by themselves.</summary>
    public static readonly HashSet<string> Passing =
    [
        "pass", "passing", "skip", "skipping", "decline", "declining", "abstain", "leave", "leaving", "refuse", "refusing", "reject", "rejecting", "ignore", "ignoring",
    ];

    /// <summary>Announce an answer, beside filler: "Here is my response:".</summary>
    public static readonly HashSet<string> Announcing = ["sure", "response", "follows", "as", "below", "are", "okay", "ok"];

    /// <summary>Yes.</summary>
    public static readonly HashSet<string> Yes = ["yes", "yeah", "yep", "yup"];

    /// <summary>No.</summary>
    public static readonly HashSet<string> No = ["no", "nope", "nah"];

    /// <summary>What may stand after "no" without a mark between them: "no thanks", but not "no doubt" or "no problem".</summary>
    public static readonly HashSet<string> AfterNo = ["thanks", "thank", "way", "deal", "purchase", "sale"];

    /// <summary>Leave the decision open, or make it depend on something.</summary>
    public static readonly HashSet<string> Open =
    [
        "maybe", "perhaps", "possibly", "probably", "likely", "unlikely", "depends", "depending", "unclear", "unsure", "undecided", "uncertain",
        "either", "or", "leaning", "lean", "might", "may", "could", "should", "if", "unless", "but", "however", "although", "though", "except",
        "otherwise", "torn", "hesitate", "hesitant", "hesitating", "almost", "nearly", "rather", "instead", "neither", "nor", "both", "whether",
        "hypothetically", "until", "once", "when", "only", "tempted", "tempting", "considering", "consider", "partly", "wait", "sure",
    ];

    /// <summary>Set a named option against others: "upfront over card_10x", "anything but upfront".</summary>
    public static readonly HashSet<string> Comparing = ["over", "against", "than", "other", "others", "half", "50", "anything", "everything", "everyone"];

    /// <summary>Phrases that take back what was said.</summary>
    public static readonly string[] Retractions =
    [
        "on second thought", "changed my mind", "change my mind", "scratch that", "on reflection", "correction:", "actually, no", "actually no",
        "actually, yes", "i take that back", "wait, no", "only if",
    ];

    /// <summary>Whether a word denies.</summary>
    public static bool Denies(string word) =>
        word is "not" or "no" or "never" or "nothing" or "none" or "without" or "cannot" or "dont" or "wont" or "wouldnt" or "hardly" || word.EndsWith("n't", StringComparison.Ordinal);
}
