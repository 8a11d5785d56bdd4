namespace Clientele.Stub.Answers;

/// <summary>A property that the answer must have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Allowed">The only texts that may stand there; empty for any.</param>
internal sealed record AnswerProperty(string Name, AnswerKind Kind, string[] Allowed);
