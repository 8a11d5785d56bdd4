using System.Text.Json;
using System.Text.RegularExpressions;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Batches;

/// <summary>Reads the body of <c>POST /v1/messages/batches</c>.</summary>
internal sealed partial class BatchReader(MessageRequestReader reader, StubLog log)
{
    private const int MostRequests = 100_000;

    /// <summary>Reads every request; one whose parameters are wrong becomes an item that is errored in the results, as with the real API.</summary>
    /// <exception cref="RejectedRequestException">The batch itself is not accepted; nothing is counted then.</exception>
    public BatchItem[] Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("requests", out var requests) || requests.ValueKind != JsonValueKind.Array)
            throw RejectedRequestException.Invalid("requests: Field required");
        if (requests.GetArrayLength() is 0 or > MostRequests)
            throw RejectedRequestException.Invalid($"requests: List should have at least 1 and at most {MostRequests} items");
        CheckIds(requests);
        return [.. requests.EnumerateArray().Select(Item)];
    }

    private static void CheckIds(JsonElement requests)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests.EnumerateArray())
        {
            var id = request.ValueKind == JsonValueKind.Object && request.TryGetProperty("custom_id", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            if (!Id().IsMatch(id))
                throw RejectedRequestException.Invalid($"requests.{seen.Count}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'");
            if (!request.TryGetProperty("params", out _))
                throw RejectedRequestException.Invalid($"requests.{seen.Count}.params: Field required");
            if (!seen.Add(id))
                throw RejectedRequestException.Invalid($"requests: custom_id must be unique, \"{id}\" is not");
        }
    }

    private BatchItem Item(JsonElement element)
    {
        var id = element.GetProperty("custom_id").GetString()!;
        try
        {
            var request = reader.Read(element.GetProperty("params"));
            log.Receive(request.Content);
            return new BatchItem(id, request, null, log.Attempt(request.Content));
        }
        catch (RejectedRequestException rejected)
        {
            log.Receive(null);
            return new BatchItem(id, null, rejected, 0);
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Id();
}
