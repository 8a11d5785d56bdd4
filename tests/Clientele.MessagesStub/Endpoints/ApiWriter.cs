using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Clientele.Stub.Endpoints;

/// <summary>Writes JSON responses.</summary>
internal static class ApiWriter
{
    private static long _requests;

    /// <summary>The JSON that a writer makes.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Sends a whole body.</summary>
    public static async Task SendAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> body)
    {
        Begin(context, status, type);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sends an error of the Messages API.</summary>
    public static Task SendErrorAsync(HttpContext context, int status, string type, string message)
    {
        var id = Begin(context, status, "application/json");
        return SendAsync(context, status, "application/json", Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "error"u8);
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, type);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteString("request_id"u8, id);
            json.WriteEndObject();
        }));
    }

    /// <summary>Sends an error as OpenAI-compatible servers do.</summary>
    public static Task SendChatErrorAsync(HttpContext context, int status, string type, string message) =>
        SendAsync(context, status, "application/json", Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, message);
            json.WriteString("type"u8, type);
            json.WriteNull("param"u8);
            json.WriteNull("code"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }));

    /// <summary>Sets status and headers and returns the id of the request.</summary>
    public static string Begin(HttpContext context, int status, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (context.Response.Headers["request-id"] is [{ } given])
            return given;
        var id = string.Create(CultureInfo.InvariantCulture, $"req_stub{Interlocked.Increment(ref _requests):x12}");
        context.Response.Headers["request-id"] = id;
        return id;
    }
}
