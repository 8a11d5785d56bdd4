using System.Globalization;
using System.Text.Json;
using Clientele.Stub.Accounts;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>Reads the body of a request for an answer.</summary>
internal static class RequestBody
{
    /// <summary>Key and body checked and read; null when the client has been told what is wrong, which is logged.</summary>
    public static async Task<StubRequest?> ReadAsync(HttpContext context, string kind, StubLog log, Func<JsonElement, StubRequest> read, ErrorSender fail)
    {
        try
        {
            ApiKey.Check(context);
            using var document = await ParseAsync(context);
            var request = read(document.RootElement);
            if (kind != StubKind.Count)
                log.Receive(request.Content);
            return request;
        }
        catch (RejectedRequestException rejected)
        {
            if (kind != StubKind.Count)
                log.Receive(null);
            log.Record(kind, null, rejected.Status.ToString(CultureInfo.InvariantCulture));
            await fail(context, rejected.Status, rejected.Type, rejected.Message);
            return null;
        }
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="RejectedRequestException">It is not JSON.</exception>
    public static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            throw RejectedRequestException.Invalid("The request body is not valid JSON");
        }
    }
}
