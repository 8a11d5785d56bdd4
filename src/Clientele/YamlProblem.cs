namespace Clientele;

/// <summary>Something wrong in a YAML file that a user wrote.</summary>
/// <param name="File">File name.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What was found.</param>
/// <param name="Hint">What to do; null when the message says it.</param>
public sealed record YamlProblem(string File, long Line, long Column, string Message, string? Hint);
