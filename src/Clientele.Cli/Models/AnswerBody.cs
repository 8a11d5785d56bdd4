using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Opens the body of a success: one JSON object, in UTF-8, that does not say it is an error.</summary>
internal static class AnswerBody
{
    private const int MostWords = 200;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Parses a body.</summary>
    /// <exception cref="UnusableAnswerException">It is empty, no JSON object, or an error.</exception>
    /// <exception cref="ModelHttpException">It says that there were too many requests, or that the server has too much to do.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new UnusableAnswerException("the answer is empty");
        if (!Utf8.IsValid(body.Span))
            throw new UnusableAnswerException("the answer is no UTF-8 text");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            throw new UnusableAnswerException($"the answer is no JSON, or not whole: {Start(body.Span)}");
        }
        try
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new UnusableAnswerException($"the answer is no JSON object: {Start(body.Span)}");
            if (document.RootElement.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
                throw Said(error);
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>What an error says: its message, or all of it.</summary>
    public static string Message(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? Read(message) : Read(error);

    // A server that is busy did no work; any other error may have been charged.
    private static Exception Said(JsonElement error)
    {
        var (type, code) = error.ValueKind == JsonValueKind.Object ? (Property(error, "type"), Property(error, "code")) : ("", "");
        var words = "200 with an error: " + Secrets.Hide(Message(error));
        return (type, code) switch
        {
            ("rate_limit_error" or "rate_limit_exceeded", _) or (_, "429" or "rate_limit_exceeded") => new ModelHttpException(System.Net.HttpStatusCode.TooManyRequests, words, null),
            ("overloaded_error", _) or (_, "503" or "529") => new ModelHttpException((System.Net.HttpStatusCode)529, words, null),
            _ => new UnusableAnswerException(words),
        };
    }

    private static string Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Read(value) : "";

    private static string Read(JsonElement element)
    {
        try
        {
            return element.ToString();
        }
        catch (InvalidOperationException)
        {
            return "(no Unicode)"; // half a surrogate pair
        }
    }

    // Hidden before it is cut, so that no half of a key is left.
    private static string Start(ReadOnlySpan<byte> body) => Words.Cut(Secrets.Hide(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4096)])).Trim(), MostWords);
}
