using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Stands between a vendor's client and the network, and trusts no server: an HTTP answer that is no success becomes a <see cref="ModelHttpException"/> with the server's words and
/// its <c>retry-after</c>; a success is read up to a limit, checked, and handed on in its plainest form (<see cref="ServerAnswer"/>). The results of a batch are handed on unread.</summary>
internal sealed class StatusHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostOfBody = 4096;

    /// <summary>A client for a model's server: it neither retries nor gives up by itself, the engine does. It follows no server to another: the key would go along.</summary>
    public static HttpClient CreateClient() => new(new StatusHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    }))
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!response.IsSuccessStatusCode)
                throw new ModelHttpException(response.StatusCode, Secrets.Hide(await WordsAsync(response, cancellationToken).ConfigureAwait(false)), RetryAfter(response.Headers));
            var path = request.RequestUri!.AbsolutePath;
            if (path.EndsWith("/results", StringComparison.Ordinal))
                return response;
            var body = await LimitedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            using var json = AnswerBody.Parse(body);
            var plain = path.EndsWith("/messages", StringComparison.Ordinal) ? AnthropicAnswer.Write(AnthropicAnswer.Read(json.RootElement))
                : path.EndsWith("/chat/completions", StringComparison.Ordinal) ? ChatAnswer.Write(ChatAnswer.Read(json.RootElement))
                : JsonSerializer.SerializeToUtf8Bytes(json.RootElement);
            response.Content.Dispose();
            response.Content = new ByteArrayContent(plain) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            response.StatusCode = HttpStatusCode.OK;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // Seconds or a date; what is neither, or has passed, is not said. More seconds than a number holds are very many.
    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait ? wait : null,
        _ => headers.TryGetValues("Retry-After", out var said) && said.FirstOrDefault() is { Length: > 0 and < 100 } digits && digits.All(char.IsAsciiDigit) ? TimeSpan.MaxValue : null,
    };

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
            ? $"{status} The server sends the request on to {response.Headers.Location?.ToString() ?? "another place"}; the key is not sent there"
            : $"{status} {await MessageAsync(response, cancellationToken).ConfigureAwait(false)}";
    }

    // What the server says, if it says it as servers do: {"error": {"message": "…"}}; else the first of its text.
    private static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostOfBody];
        int read;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            read = await stream.ReadAtLeastAsync(buffer, MostOfBody, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            return response.ReasonPhrase ?? ""; // the status is what counts
        }
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, read));
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error))
                return AnswerBody.Message(error);
        }
        catch (JsonException)
        {
            // no JSON: as it stands
        }
        var text = System.Text.Encoding.UTF8.GetString(buffer, 0, read).Trim();
        return text.Length > 0 ? text : response.ReasonPhrase ?? "";
    }
}
