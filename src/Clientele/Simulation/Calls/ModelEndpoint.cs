using Microsoft.Extensions.AI;

namespace Clientele.Simulation.Calls;

/// <summary>A language model that can be asked, with all that the run engine needs to know of it. The engine names no vendor: whoever makes the endpoint
/// (the command line, a test, a user's program) brings the client.</summary>
public sealed record ModelEndpoint
{
    /// <summary>The model's id, as its provider calls it.</summary>
    public required string Model { get; init; }

    /// <summary>Base address that answers come from, without credentials: part of a call's key.</summary>
    public required string Address { get; init; }

    /// <summary>The client. It must not retry by itself: the engine does, and counts.</summary>
    public required IChatClient Client { get; init; }

    /// <summary>How hard the model thinks, in its provider's words; null = not said to it. Default low: more thought has been measured to lessen agreement
    /// with real shoppers (docs/decisions/0009).</summary>
    public string? Effort { get; init; } = "low";

    /// <summary>Whether an answer's schema is sent along; an endpoint without it is asked in words, and its answers are read leniently.</summary>
    public bool StructuredOutput { get; init; } = true;

    /// <summary>Most tokens of an answer, thinking included.</summary>
    public int MaxOutputTokens { get; init; } = 2048;

    /// <summary>What the model costs; null = unknown, and said to be.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Longest wait for one answer. Default two minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Takes out of a text what must be kept and shown nowhere, such as a key that a server sends back; default: nothing.</summary>
    public Func<string, string> Hide { get; init; } = text => text;

    /// <summary>What a failed call means; default <see cref="CallFault.Of"/>.</summary>
    public Func<Exception, CallFault> Explain { get; init; } = CallFault.Of;

    /// <summary>Options of a request; default: schema and output limit, nothing else. Never sampling parameters: current models refuse them.</summary>
    public Func<ModelCall, ChatOptions>? Options { get; init; }

    /// <summary>Its batches; null when it has none.</summary>
    public IModelBatches? Batches { get; init; }

    /// <summary>The request for a call.</summary>
    internal ChatOptions Request(ModelCall call) => Options?.Invoke(call) ?? new ChatOptions
    {
        ModelId = Model,
        MaxOutputTokens = MaxOutputTokens,
        ResponseFormat = call.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonElement.Parse(schema), "answer") : null,
    };

    /// <summary>Most that one attempt can cost, US dollars: every byte of the request taken for a token, and the longest answer allowed. 0 when the price is unknown.</summary>
    internal double WorstCost(ModelCall call, bool batch = false) => Price is null ? 0 : Price.Cost(
        Bytes(call) + TokenEstimate.RequestOverhead, 0, MaxOutputTokens, batch, write: true);

    /// <summary>Bytes of a request: the most tokens that they can be.</summary>
    internal static long Bytes(ModelCall call) => TokenEstimate.Most(call.SystemPrompt) + TokenEstimate.Most(call.UserPrompt) + TokenEstimate.Most(call.Schema);
}
