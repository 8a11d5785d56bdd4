using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clientele.Tests.Data;

/// <summary>A real HTTP server on this machine that answers as it is told, down to dropping the connection in the middle of a body.
/// It is the API at <c>127.0.0.1</c> and the storage at <c>localhost</c>: two hosts, one port.</summary>
internal sealed class KaggleDownloadServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, int, Reply> _answer;

    public KaggleDownloadServer(Func<Request, int, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<Request> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Api => new($"http://127.0.0.1:{Port}/");

    public string Storage => $"http://localhost:{Port}/bucket/archive.zip?signature=secret-link";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        for (var number = 0; ; number++)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                return;
            }
            await ServeAsync(client, number);
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync() is not { Length: > 0 } first)
                return;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
                headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            var request = new Request(first.Split(' ')[1], headers);
            Requests.Enqueue(request);

            var reply = _answer(request, number);
            var length = reply.ClaimedLength ?? reply.Body.Length;
            var head = $"HTTP/1.1 {reply.Status} X\r\nConnection: close\r\n" + (length < 0 ? "" : $"Content-Length: {length}\r\n")
                + string.Concat(reply.Headers.Select(header => $"{header.Name}: {header.Value}\r\n")) + "\r\n";
            if (reply.Hang)
            {
                await reader.ReadLineAsync(); // Until the client gives up.
                return;
            }
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(reply.Body);
        }
    }

    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        public string Host => Headers["Host"].Split(':')[0];

        public string? this[string header] => Headers.GetValueOrDefault(header);
    }

    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">What is sent before the connection is closed.</param>
    internal sealed record Reply(int Status, byte[] Body)
    {
        public (string Name, string Value)[] Headers { get; init; } = [];

        /// <summary>Content-Length when it is not the body's; −1 = none.</summary>
        public int? ClaimedLength { get; init; }

        /// <summary>Never answer.</summary>
        public bool Hang { get; init; }
    }
}
