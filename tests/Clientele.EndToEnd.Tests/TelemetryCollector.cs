using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Clientele.EndToEnd.Tests;

/// <summary>Takes what an OpenTelemetry exporter sends, and keeps the bytes.</summary>
internal sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly MemoryStream _bytes = new();

    private TelemetryCollector(WebApplication host) => _host = host;

    public Uri Address => new(_host.Urls.Single());

    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
                return _bytes.ToArray();
        }
    }

    public static async Task<TelemetryCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(System.Net.IPAddress.Loopback, 0));
        var host = builder.Build();
        var collector = new TelemetryCollector(host);
        host.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            lock (collector._bytes)
                collector._bytes.Write(body.ToArray());
        });
        await host.StartAsync(cancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
