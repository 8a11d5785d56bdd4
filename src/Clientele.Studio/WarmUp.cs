using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Clientele.Studio.Security;

namespace Clientele.Studio;

/// <summary>What the first page would compile while the user waits for it: a page is read and a connection begun once, from here, before the address is told.</summary>
internal static class WarmUp
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>Asks the server as a browser does. A failure is noted and no more: the server is up.</summary>
    public static async Task RunAsync(Uri address, StudioOptions options, CancellationToken cancellationToken)
    {
        var host = IPAddress.Any.Equals(options.Address) ? IPAddress.Loopback : IPAddress.IPv6Any.Equals(options.Address) ? IPAddress.IPv6Loopback : options.Address;
        var root = new UriBuilder(Uri.UriSchemeHttp, host.ToString(), address.Port).Uri;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Most);
        try
        {
            (string Name, string Value)[] headers = [("Origin", root.GetLeftPart(UriPartial.Authority)), .. options.Token is { } token ? [("Cookie", $"{AccessToken.Cookie}={token}")] : ((string, string)[])[]];
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
            foreach (var (name, value) in headers)
                client.DefaultRequestHeaders.Add(name, value);
            _ = await client.GetStringAsync(root, bound.Token).ConfigureAwait(false);
            using var agreed = await client.PostAsync(new Uri(root, "_blazor/negotiate?negotiateVersion=1"), null, bound.Token).ConfigureAwait(false);
            var connection = (await agreed.Content.ReadFromJsonAsync<JsonElement>(bound.Token).ConfigureAwait(false)).GetProperty("connectionToken").GetString();
            using var socket = new ClientWebSocket();
            socket.Options.Proxy = null;
            foreach (var (name, value) in headers)
                socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(new UriBuilder(new Uri(root, $"_blazor?id={connection}")) { Scheme = Uri.UriSchemeWs }.Uri, bound.Token).ConfigureAwait(false);
            var heard = new byte[1 << 16];
            foreach (var message in (byte[][])[Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), StartCircuit(root)])
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, bound.Token).ConfigureAwait(false);
                _ = await socket.ReceiveAsync(heard, bound.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or WebSocketException or JsonException or InvalidOperationException or KeyNotFoundException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            options.Notice(options.Hide($"studio: the first page will take longer: {problem.Message}".ReplaceLineEndings(" ")));
        }
    }

    // Blazor's call that begins a page's connection, as MessagePack: [1, {}, "0", "StartCircuit", [base, address, no components, no state], []], led by its length.
    private static byte[] StartCircuit(Uri root)
    {
        List<byte> message = [0x96, 1, 0x80, .. Text("0"), .. Text("StartCircuit"), 0x94, .. Text(root.AbsoluteUri), .. Text(root.AbsoluteUri), .. Text("[]"), .. Text(""), 0x90];
        return message.Count < 0x80 ? [(byte)message.Count, .. message] : [(byte)(message.Count & 0x7f | 0x80), (byte)(message.Count >> 7), .. message];
    }

    private static byte[] Text(string text) => [0xd9, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
