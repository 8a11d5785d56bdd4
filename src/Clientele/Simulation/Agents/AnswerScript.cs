namespace Clientele.Simulation.Agents;

/// <summary>Answers written down beforehand, for tests and examples without a model: the first whose words stand in the prompts is given.</summary>
public sealed record AnswerScript
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/script/v1";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The answers, tried in order.</summary>
    public required IReadOnlyList<ScriptedAnswer> Answers { get; init; }

    /// <summary>Reads a script.</summary>
    /// <exception cref="ClienteleException">Missing or not of this format.</exception>
    public static AnswerScript Load(string path) => JsonFormat.Read<AnswerScript>(path, SchemaName, "an editor (docs/models.md shows the format)");

    /// <summary>A chat client that answers from the script; what no entry fits is answered with nothing, which is unreadable.</summary>
    public ScriptedChatClient ToChatClient() => new((system, user) =>
        Answers.FirstOrDefault(answer => answer.When is null || user.Contains(answer.When, StringComparison.Ordinal) || system.Contains(answer.When, StringComparison.Ordinal))?.Say ?? "");
}

/// <summary>One answer of a script.</summary>
/// <param name="Say">What is said.</param>
/// <param name="When">Words that the system or user prompt must hold; null = always.</param>
public sealed record ScriptedAnswer(string Say, string? When = null);
