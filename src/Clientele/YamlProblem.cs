namespace Clientele;

/// <summary>One thing that is wrong in a YAML file that a user wrote: a mapping or scenarios.</summary>
/// <param name="File">The file as it was named by the caller.</param>
/// <param name="Line">Line, from 1; 0 when the value does not stand in the file (a sweep or another change from outside).</param>
/// <param name="Column">Column, from 1; 0 as for <paramref name="Line"/>.</param>
/// <param name="Message">What was found, in one sentence that names the value.</param>
/// <param name="Hint">What to do next; null when the message says it.</param>
public sealed record YamlProblem(string File, int Line, int Column, string Message, string? Hint)
{
    /// <summary>Where it is: <c>offers.yaml, line 7, column 12</c>.</summary>
    public string Where => Line > 0 ? $"{File}, line {Line}, column {Column}" : File;

    /// <summary>One line: where, what, what to do.</summary>
    public override string ToString() => Hint is null ? $"{Where}: {Message}" : $"{Where}: {Message} {Hint}";
}
