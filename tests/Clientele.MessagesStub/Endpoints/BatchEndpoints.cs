using System.Globalization;
using Clientele.Stub.Batches;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>The endpoints below <c>/v1/messages/batches</c>.</summary>
internal static class BatchEndpoints
{
    private const string Root = "/v1/messages/batches";
    private const int DefaultPage = 20;
    private const int LargestPage = 1000;

    public static void Map(WebApplication host, BatchReader reader, BatchStore store, BatchResultLines lines)
    {
        host.MapPost(Root, context => CheckedAsync(context, async () =>
        {
            using var document = await RequestBody.ParseAsync(context);
            if (store.Create(reader.Read(document.RootElement), Address(context), out var response))
                context.Abort();
            else
                await SendAsync(context, response);
        }));
        host.MapGet(Root, context => CheckedAsync(context, () => SendAsync(context, store.List(Limit(context), Query(context, "after_id"), Query(context, "before_id"), Address(context)))));
        host.MapGet(Root + "/{id}", context => CheckedAsync(context, () => SendAsync(context, store.Describe(Id(context), Address(context)))));
        host.MapPost(Root + "/{id}/cancel", context => CheckedAsync(context, () => SendAsync(context, store.Cancel(Id(context), Address(context)))));
        host.MapGet(Root + "/{id}/results", context => CheckedAsync(context, async () =>
        {
            var batch = store.Ended(Id(context)) ?? throw RejectedRequestException.NotFound($"Batch {Id(context)} has no available results.");
            ApiWriter.Begin(context, StatusCodes.Status200OK, "application/x-jsonl");
            await lines.WriteAsync(context.Response.Body, batch, context.RequestAborted);
        }));
    }

    private static async Task CheckedAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            ApiKey.Check(context);
            await answer();
        }
        catch (RejectedRequestException rejected)
        {
            await ApiWriter.SendErrorAsync(context, rejected.Status, rejected.Type, rejected.Message);
        }
    }

    private static Task SendAsync(HttpContext context, ReadOnlyMemory<byte>? batch) =>
        ApiWriter.SendAsync(context, StatusCodes.Status200OK, "application/json", batch ?? throw RejectedRequestException.NotFound($"Batch {Id(context)} not found."));

    private static int Limit(HttpContext context) => Query(context, "limit") is not { } text ? DefaultPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestPage ? limit
        : throw RejectedRequestException.Invalid($"limit: Input should be between 1 and {LargestPage}");

    private static string? Query(HttpContext context, string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static string Address(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
