using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clientele.Stub.Raw;

/// <summary>A server on 127.0.0.1 that sends exactly the bytes it is told to, whether they are HTTP or not, and counts them.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, RawReply> _answer;
    private readonly Task _accepting;
    private long _sent;
    private int _requests;

    private RawServer(Func<RawRequest, RawReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Base address, without a slash at its end.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Bytes that the other side has taken, in all.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Requests that came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Called each time that a reply stops in the middle for good (<see cref="RawEnd.Stall"/>).</summary>
    public Action? Stalled { get; set; }

    /// <summary>Starts listening on a free port.</summary>
    public static RawServer Start(Func<RawRequest, RawReply> answer) => new(answer);

    /// <summary>Stops listening and cuts what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                while (await ReadAsync(stream) is { } request && await ReplyAsync(socket, stream, request))
                {
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // the client has gone, or the server is told to stop
            }
        }
    }

    private async Task<bool> ReplyAsync(Socket socket, NetworkStream stream, RawRequest request)
    {
        var reply = _answer(request);
        foreach (var piece in reply.Pieces)
        {
            await stream.WriteAsync(piece, _stop.Token);
            Interlocked.Add(ref _sent, piece.Length);
        }
        switch (reply.End)
        {
            case RawEnd.Reset:
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                break;
            case RawEnd.Stall:
                Stalled?.Invoke();
                await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token); // until the client gives up
                break;
        }
        return reply.End == RawEnd.KeepOpen;
    }

    // Head to the empty line, then as many bytes as it announces, or chunks to the empty one.
    private async Task<RawRequest?> ReadAsync(NetworkStream stream)
    {
        var head = await LinesAsync(stream);
        if (head.Count == 0)
            return null;
        string? Header(string name) => head.Find(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
        var body = new MemoryStream();
        if (Header("Content-Length") is { } length)
            await CopyAsync(stream, body, int.Parse(length, CultureInfo.InvariantCulture));
        else if (Header("Transfer-Encoding") is not null)
            while (int.Parse((await LineAsync(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size)
            {
                await CopyAsync(stream, body, size);
                await LineAsync(stream);
                if (size == 0)
                    break;
            }
        var first = head[0].Split(' ');
        return new RawRequest(Interlocked.Increment(ref _requests), first[0], first[1], string.Join('\n', head), Encoding.UTF8.GetString(body.ToArray()));
    }

    private async Task<List<string>> LinesAsync(NetworkStream stream)
    {
        var lines = new List<string>();
        while (await LineAsync(stream) is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    private async Task<string?> LineAsync(NetworkStream stream)
    {
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        return null;
    }

    private async Task CopyAsync(NetworkStream stream, MemoryStream body, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        body.Write(bytes);
    }
}
