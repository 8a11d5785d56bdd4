namespace Clientele.Cli.Models;

/// <summary>What <c>--model</c> names.</summary>
internal abstract record ModelChoice
{
    /// <summary>The model of <c>--agent llm</c> without <c>--model</c>.</summary>
    public const string Default = "claude-haiku-5-5";

    private ModelChoice() { }

    /// <summary>A model of the Messages API, by its id.</summary>
    public sealed record Claude(string Id) : ModelChoice;

    /// <summary>A model behind an OpenAI-compatible address: Ollama, llama.cpp, vLLM and others.</summary>
    public sealed record OpenAi(string Id, Uri Address) : ModelChoice;

    /// <summary>Reads <c>claude-haiku-5-5</c> or <c>openai:llama3.2@http://127.0.0.1:11434/v1</c>.</summary>
    /// <exception cref="ClienteleException">It is neither.</exception>
    public static ModelChoice Parse(string text)
    {
        const string Prefix = "openai:";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return text.StartsWith("claude-", StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
                ? new Claude(text)
                : throw new ClienteleException($"\"{Words.Cut(text, 80)}\" is no model that is known here", "--model", "Give a Claude id (claude-haiku-5-5) or openai:MODEL@BASE-URL, for instance openai:llama3.2@http://127.0.0.1:11434/v1.");
        // The last @ that a scheme follows: model names may hold one, and so may an address with a name and a password, which is refused.
        var at = Math.Max(text.IndexOf("@http://", StringComparison.Ordinal), text.IndexOf("@https://", StringComparison.Ordinal));
        if (at <= Prefix.Length || !Uri.TryCreate(text[(at + 1)..], UriKind.Absolute, out var address))
            throw new ClienteleException($"\"{Words.Cut(text, 80)}\" names no model at an address", "--model", "Write openai:MODEL@BASE-URL, for instance openai:llama3.2@http://127.0.0.1:11434/v1.");
        if (address.UserInfo.Length > 0 || address.Query.Length > 0)
            throw new ClienteleException("an address with a password or a query in it would end up in files and messages", "--model", "Give the address alone and the key as OPENAI_API_KEY.");
        return new OpenAi(text[Prefix.Length..at], address);
    }
}
