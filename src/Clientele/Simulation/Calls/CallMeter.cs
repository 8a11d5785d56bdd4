using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Clientele.Simulation.Calls;

/// <summary>Spans and counters of the run engine, under the name <c>Clientele</c>: nothing is made unless somebody listens. They carry model, address, outcome
/// and numbers; never a prompt, an answer or a key.</summary>
public static class CallMeter
{
    /// <summary>Name of the source and of the meter, for exporters.</summary>
    public const string Name = "Clientele";

    internal static ActivitySource Source { get; } = new(Name, EngineVersion.Number);

    private static Meter Meter { get; } = new(Name, EngineVersion.Number);

    internal static Counter<long> Calls { get; } = Meter.CreateCounter<long>("clientele.calls", "{call}", "Attempts by outcome");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>("clientele.retries", "{call}", "Repeats by cause");

    internal static Counter<long> Tokens { get; } = Meter.CreateCounter<long>("clientele.tokens", "{token}", "Tokens by direction");

    internal static Counter<double> Cost { get; } = Meter.CreateCounter<double>("clientele.cost", "USD", "Cost of answers");

    internal static TagList Tags(ModelEndpoint endpoint, string outcome) => new() { { "gen_ai.request.model", endpoint.Model }, { "server.address", endpoint.Address }, { "outcome", outcome } };

    internal static void Answered(ModelEndpoint endpoint, ModelReply reply)
    {
        if (Calls.Enabled)
            Calls.Add(1, Tags(endpoint, "answered"));
        if (Tokens.Enabled)
        {
            Tokens.Add(reply.InputTokens, Tags(endpoint, "input"));
            Tokens.Add(reply.OutputTokens, Tags(endpoint, "output"));
        }
        if (Cost.Enabled && reply.Cost is { } cost)
            Cost.Add(cost, Tags(endpoint, "answered"));
    }
}
