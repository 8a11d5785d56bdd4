namespace Clientele.Stub.Answers;

/// <summary>What an answer looks like: the options to choose among and the properties around them.</summary>
/// <param name="Options">Ids in the order of the schema or of the prompt.</param>
/// <param name="Properties">In the order of the schema.</param>
/// <param name="Tokens">Tokens of the schema, which count as input.</param>
internal sealed record AnswerShape(string[] Options, AnswerProperty[] Properties, int Tokens);
