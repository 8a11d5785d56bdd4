namespace Clientele.Stub.Answers;

/// <summary>What stands in a property of an answer.</summary>
internal enum AnswerKind
{
    /// <summary>A number for each option.</summary>
    Probabilities,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,
}
