using System.Net;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Batches;
using Clientele.Stub.Endpoints;
using Clientele.Stub.Requests;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Clientele.Stub;

/// <summary>A stand-in for the Messages API on 127.0.0.1: the same endpoints, shapes, errors and usage, with a seeded model of choice
/// (<see cref="StubChoice"/>) behind them, faults on request (<see cref="StubFault"/>) and a log of what was paid (<see cref="StubLog"/>).</summary>
public sealed class MessagesStub : IAsyncDisposable
{
    private const long LargestBody = 256 * 1024 * 1024;
    private readonly WebApplication _host;

    private MessagesStub(WebApplication host, StubLog log, Uri address)
    {
        _host = host;
        Log = log;
        Address = address;
    }

    /// <summary>Base address, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    /// <summary>What was asked, answered and billed.</summary>
    public StubLog Log { get; }

    /// <summary>Starts listening; dispose what is returned to stop.</summary>
    /// <exception cref="IOException">The port is taken, or the log file cannot be written.</exception>
    public static async Task<MessagesStub> StartAsync(StubOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new StubOptions();
        var log = new StubLog(options);
        var host = Build(options, log);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            log.Dispose();
            throw;
        }
        return new MessagesStub(host, log, new Uri(host.Urls.Single()));
    }

    /// <summary>Stops listening and cuts what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _host.StopAsync(atOnce.Token);
        await _host.DisposeAsync();
        Log.Dispose();
    }

    private static WebApplication Build(StubOptions options, StubLog log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
            server.Limits.MinRequestBodyDataRate = null;
            server.Limits.MinResponseDataRate = null;
            server.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var host = builder.Build();
        var shapes = new AnswerShapes();
        var model = new StubModel(options);
        var cache = new PromptCache(options.Clock);
        var reader = new MessageRequestReader(options, shapes);
        var batches = new BatchStore(options, model, log);
        log.Settle = batches.Settle;
        var exchange = new AnswerExchange(options, model, cache, log, new TokenBucket(options.RequestsPerMinute, options.Clock));
        MessageEndpoints.Map(host, reader, exchange, log);
        ChatEndpoint.Map(host, new ChatRequestReader(shapes), exchange, log);
        BatchEndpoints.Map(host, new BatchReader(reader, log), batches, new BatchResultLines(options, model));
        SummaryEndpoint.Map(host, log);
        return host;
    }
}
