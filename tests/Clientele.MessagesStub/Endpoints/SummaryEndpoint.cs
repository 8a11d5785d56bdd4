using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clientele.Stub.Endpoints;

/// <summary><c>GET /stub/summary</c>: the stub's own endpoint, without a key.</summary>
internal static partial class SummaryEndpoint
{
    public static void Map(WebApplication host, StubLog log) =>
        host.MapGet("/stub/summary", context => ApiWriter.SendAsync(
            context, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(log.Summary(), SummaryJson.Default.StubSummary)));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
    [JsonSerializable(typeof(StubSummary))]
    private sealed partial class SummaryJson : JsonSerializerContext;
}
