using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;

namespace Clientele.Cli.Models;

/// <summary>Claude through the official client: no sampling parameters (current models refuse them), low effort, structured output, and the prompt cache where a prompt is
/// long enough for it.</summary>
internal static class AnthropicEndpoint
{
    /// <summary>Creates the endpoint; the client is disposed with it by the process's end.</summary>
    /// <param name="model">Model id.</param>
    /// <param name="key">API key; null = to estimate or replay only, and every call fails.</param>
    /// <param name="address">Base address; null = the provider's.</param>
    /// <param name="price">What it costs; null = unknown.</param>
    /// <param name="effort">How hard it thinks: low, medium, high, max.</param>
    public static ModelEndpoint Create(string model, string? key, string? address, ModelPrice? price, string effort)
    {
        var client = new AnthropicClient
        {
            ApiKey = key ?? "none",
            BaseUrl = address ?? "https://api.anthropic.com",
            HttpClient = StatusHandler.CreateClient(),
            MaxRetries = 0,
            Timeout = TimeSpan.FromMinutes(10),
        };
        var endpoint = new ModelEndpoint
        {
            Model = model,
            Address = (address ?? "https://api.anthropic.com").TrimEnd('/'),
            Client = Telemetry.Watch(new CachedPrompts(client.AsIChatClient(model), price)),
            Effort = effort,
            Price = price,
            Explain = Explain,
            Hide = Secrets.Hide,
        };
        return endpoint with
        {
            Options = call => new ChatOptions { RawRepresentationFactory = _ => Parameters(endpoint, call, messages: []) },
            Batches = new AnthropicBatches(client, call => Parameters(endpoint, call, [new UserMessageParam { Content = call.UserPrompt }]) with { System = call.SystemPrompt }),
        };
    }

    private static MessageCreateParams Parameters(ModelEndpoint endpoint, ModelCall call, IReadOnlyList<MessageParam> messages) => new()
    {
        Model = endpoint.Model,
        MaxTokens = endpoint.MaxOutputTokens,
        Messages = messages,
        OutputConfig = new OutputConfig
        {
            Effort = endpoint.Effort!,
            Format = call.Schema is { } schema ? new JsonOutputFormat { Schema = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(schema)! } : null,
        },
    };

    private static CallFault Explain(Exception problem) => CallFault.Of(problem) switch
    {
        // The client's own: an answer that it could not read, or a connection that broke below it.
        { Kind: FaultKind.Defect } when problem is AnthropicException => new CallFault(FaultKind.Transient, "the answer was not whole: " + Secrets.Hide(problem.Message)) { MayBeBilled = true },
        var fault => fault,
    };

    /// <summary>Marks the system prompt for the provider's cache when it is long enough to be taken; shorter ones would be ignored.</summary>
    private sealed class CachedPrompts(IChatClient inner, ModelPrice? price) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var all = messages.ToList();
            if (price?.CacheMinimumTokens is { } least && all is [{ Role.Value: "system", Text: var system }, ..] && TokenEstimate.Of(system).Low >= least)
                all[0] = new ChatMessage(ChatRole.System, [new TextContent(system).WithCacheControl(Ttl.Ttl5m)]);
            return base.GetResponseAsync(all, options, cancellationToken);
        }
    }
}
