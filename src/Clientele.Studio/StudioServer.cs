using System.Net;
using System.Net.Sockets;
using Clientele.Studio.Jobs;
using Clientele.Studio.Pages;
using Clientele.Studio.Parts;
using Clientele.Studio.Security;
using Clientele.Studio.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clientele.Studio;

/// <summary>The studio as a web server in this process: the only place with a container.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StudioServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    /// <summary>Where it listens; a wildcard address is given as it was bound.</summary>
    public Uri Address { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="options">What it works with.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ArgumentException">An address other than loopback without a token.</exception>
    /// <exception cref="ClienteleException">The port is taken, or the study cannot be read.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, CancellationToken cancellationToken = default)
    {
        if (!IPAddress.IsLoopback(options.Address) && string.IsNullOrEmpty(options.Token))
            throw new ArgumentException($"{options.Address} can be reached from other machines and needs a token.", nameof(options));
        // Nothing from outside configures it: no appsettings.json of the working folder, no ASPNETCORE_URLS.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20; // pages and forms are small; uploads come in pieces over the connection of their page
            kestrel.Listen(options.Address, options.Port);
        });
        // A cookie of an earlier server, whose keys are gone, is no error: a new one is sent.
        builder.Logging.AddProvider(new NoticeLogger(options)).SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None).AddFilter(NoticeLogger.Pages, LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a start that fails is thrown, and said once
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<JobBoard>();
        builder.Services.AddSingleton<Workspace>();
        builder.Services.AddScoped<PageConnection>();
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<PageConnection>());
        // Keys in memory: the study folder is the only place written. (An ephemeral provider alone still makes a key in the user's home at the start.)
        builder.Services.AddDataProtection();
        builder.Services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeysInMemory());
        builder.Services.AddAntiforgery(antiforgery => (antiforgery.Cookie.Name, antiforgery.Cookie.SameSite) = ("clientele-antiforgery", SameSiteMode.Strict));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DetailedErrors = false)
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1 << 20); // a mapping or a scenario file is sent in one piece

        var application = builder.Build();
        application.UseMiddleware<RequestGate>();
        application.UseMiddleware<AccessToken>();
        // An address that leads nowhere gets a page; what else asks (a form, a script) gets the bare status.
        application.UseWhen(context => HttpMethods.IsGet(context.Request.Method), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        application.UseRouting();
        application.UseAntiforgery();
        StudioAssets.Map(application);
        Downloads.Map(application);
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
        try
        {
            _ = application.Services.GetRequiredService<Workspace>(); // a study that cannot be read is said now and not on every page
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ClienteleException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            if (problem is ClienteleException)
                throw;
            throw new ClienteleException($"the studio cannot listen there: {problem.Message}", $"{options.Address}:{options.Port}", "Choose another port with --port, or --port 0 for a free one; another address with --bind.", problem);
        }
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await WarmUp.RunAsync(new Uri(address), options, cancellationToken).ConfigureAwait(false);
        return new StudioServer(application, new Uri(address));
    }

    /// <summary>A service of this server, for tests.</summary>
    internal T Service<T>() where T : notnull => _application.Services.GetRequiredService<T>();

    /// <summary>Ends running work so that it can be resumed, then the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.Services.GetRequiredService<JobBoard>().StopAsync().ConfigureAwait(false);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2)); // open pages are not waited for
        await _application.StopAsync(soon.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
