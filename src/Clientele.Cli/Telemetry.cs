using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Clientele.Cli;

/// <summary>OpenTelemetry of the calls to language models: off unless an exporter is configured the standard way (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>). Spans and metrics hold
/// model, outcome, tokens and cost, never a prompt, an answer or a key.</summary>
internal sealed class Telemetry : IDisposable
{
    // The name under which Microsoft.Extensions.AI publishes its own spans and metrics.
    private const string ChatSource = "Experimental.Microsoft.Extensions.AI";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private Telemetry(TracerProvider? traces, MeterProvider? metrics) => (_traces, _metrics) = (traces, metrics);

    /// <summary>Whether an exporter is configured.</summary>
    public static bool IsOn { get; } = new[] { "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT" }
        .Any(variable => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)));

    /// <summary>Begins to export, if an exporter is configured; what is left is sent when it is disposed.</summary>
    public static Telemetry Start() => !IsOn ? new Telemetry(null, null) : new Telemetry(
        Sdk.CreateTracerProviderBuilder().AddSource(CallMeter.Name, ChatSource).AddOtlpExporter().Build(),
        Sdk.CreateMeterProviderBuilder().AddMeter(CallMeter.Name, ChatSource).AddOtlpExporter().Build());

    /// <summary>The client with the spans of Microsoft.Extensions.AI around it; as it is when nothing is exported.</summary>
    public static IChatClient Watch(IChatClient client) => IsOn ? new OpenTelemetryChatClient(client, sourceName: ChatSource) { EnableSensitiveData = false } : client;

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
