using System.ClientModel;
using System.ClientModel.Primitives;
using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Clientele.Cli.Models;

/// <summary>A model behind an OpenAI-compatible address. It is asked without a schema, which many such servers do not take, and without sampling parameters; its answers
/// are read leniently.</summary>
internal static class OpenAiEndpoint
{
    /// <summary>Creates the endpoint.</summary>
    /// <param name="model">The model's name at that address.</param>
    /// <param name="address">Base address, usually ending in /v1.</param>
    /// <param name="key">Key, where one is asked for.</param>
    /// <param name="price">What it costs; null = unknown.</param>
    public static ModelEndpoint Create(string model, Uri address, string? key, ModelPrice? price)
    {
        var client = new OpenAIClient(new ApiKeyCredential(key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = address,
            Transport = new HttpClientPipelineTransport(StatusHandler.CreateClient()),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromMinutes(10),
        });
        return new ModelEndpoint
        {
            Model = model,
            Address = address.ToString().TrimEnd('/'),
            Client = Telemetry.Watch(client.GetChatClient(model).AsIChatClient()),
            Effort = null,
            StructuredOutput = false,
            Price = price,
            Explain = Explain,
            Hide = Secrets.Hide,
            Timeout = TimeSpan.FromMinutes(10), // a model on the user's own processor takes its time
        };
    }

    private static CallFault Explain(Exception problem) => CallFault.Of(problem) switch
    {
        { Kind: FaultKind.Defect } when problem is ClientResultException => new CallFault(FaultKind.Transient, "the answer was not whole: " + Secrets.Hide(problem.Message)) { MayBeBilled = true },
        var fault => fault,
    };
}
