using Clientele.Stub.Accounts;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary><c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>.</summary>
internal static class MessageEndpoints
{
    public static void Map(WebApplication host, MessageRequestReader reader, AnswerExchange exchange, StubLog log)
    {
        host.MapPost("/v1/messages", async context =>
        {
            log.Enter();
            try
            {
                var request = await RequestBody.ReadAsync(context, StubKind.Message, log, body => reader.Read(body), ApiWriter.SendErrorAsync);
                if (request is not null)
                    await exchange.RunAsync(context, StubKind.Message, request, request.Stream ? MessageEvents.Write : MessageJson.Write, ApiWriter.SendErrorAsync);
            }
            finally
            {
                log.Leave();
            }
        });
        host.MapPost("/v1/messages/count_tokens", async context =>
        {
            var request = await RequestBody.ReadAsync(context, StubKind.Count, log, body => reader.Read(body, asksForAnswer: false), ApiWriter.SendErrorAsync);
            if (request is null)
                return;
            log.Record(StubKind.Count, request.Content, StubOutcome.Answered, new StubUsage { Input = request.InputTokens });
            await ApiWriter.SendAsync(context, StatusCodes.Status200OK, "application/json", ApiWriter.Json(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("input_tokens"u8, request.InputTokens);
                json.WriteEndObject();
            }));
        });
        host.MapFallback(context => ApiWriter.SendErrorAsync(context, StatusCodes.Status404NotFound, "not_found_error", "Not found"));
    }
}
