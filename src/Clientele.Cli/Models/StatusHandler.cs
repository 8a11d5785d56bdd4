using System.Net.Http.Headers;
using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Turns an HTTP answer that is no success into a <see cref="ModelHttpException"/> with the server's words and its <c>retry-after</c>, before a vendor's client
/// wraps it into something of its own; and reads every success to its end, so that a broken one is seen here.</summary>
internal sealed class StatusHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostOfBody = 4096;

    /// <summary>A client for a model's server: it neither retries nor gives up by itself, the engine does.</summary>
    public static HttpClient CreateClient() => new(new StatusHandler(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10), ConnectTimeout = TimeSpan.FromSeconds(15) }))
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        using (response)
            throw new ModelHttpException(response.StatusCode, $"{(int)response.StatusCode} {Secrets.Hide(await MessageAsync(response, cancellationToken).ConfigureAwait(false))}", RetryAfter(response.Headers.RetryAfter));
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date && date - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait ? wait : null);

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
        catch (IOException)
        {
            return response.ReasonPhrase ?? ""; // the status is what counts
        }
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, read));
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error))
                return error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.ToString() : error.ToString();
        }
        catch (JsonException)
        {
            // no JSON: as it stands
        }
        var text = System.Text.Encoding.UTF8.GetString(buffer, 0, read).Trim();
        return text.Length > 0 ? text : response.ReasonPhrase ?? "";
    }
}
