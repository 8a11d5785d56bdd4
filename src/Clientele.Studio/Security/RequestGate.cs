using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Clientele.Studio.Security;

/// <summary>The first thing that a request meets: is it meant for this server and from its own pages? And the headers of every answer.</summary>
/// <remarks>
/// A name that an attacker points at 127.0.0.1 (DNS rebinding) shows in Host; a foreign page that opens our WebSocket, which no same-origin policy keeps it from,
/// shows in Origin.
/// </remarks>
internal sealed class RequestGate(RequestDelegate next, StudioOptions options)
{
    // No inline script or style element; attributes may carry a style, which Blazor's virtual scrolling needs for its heights.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    // The name that the address of every interface is printed with.
    private readonly string? _machine = IPAddress.IsLoopback(options.Address) ? null : Dns.GetHostName();

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        Protect(context.Response.Headers);
        // Answered like GET, checks included; the server itself sends no body to a request that came as HEAD.
        if (HttpMethods.IsHead(request.Method))
            request.Method = HttpMethods.Get;
        if (Host(request) is not { } host || !IsOurs(host, context.Connection.LocalPort))
            await Refuse(context, StatusCodes.Status421MisdirectedRequest, "This server answers to its own address only.").ConfigureAwait(false);
        else if (IsForeign(request))
            await Refuse(context, StatusCodes.Status403Forbidden, "Requests from other sites are refused.").ConfigureAwait(false);
        else
            await AnswerAsync(context).ConfigureAwait(false);
    }

    // An answer that fails keeps the headers and says so; the server itself would send an empty one without them.
    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            context.Response.Headers.CacheControl = "no-store"; // assets say otherwise for themselves
            await next(context).ConfigureAwait(false);
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            Protect(context.Response.Headers);
            if (problem is not (BadHttpRequestException or ClienteleException))
                options.Notice(options.Hide($"studio: {context.Request.Path}: {problem.GetType().Name}: {problem.Message}".ReplaceLineEndings(" ")));
            var (status, why) = problem switch
            {
                BadHttpRequestException bad => (bad.StatusCode, "This request cannot be read."),
                ClienteleException known => (StatusCodes.Status500InternalServerError, $"{known.Message} {known.Hint}"),
                _ => (StatusCodes.Status500InternalServerError, $"This is a defect of Clientele ({problem.GetType().Name}); the terminal that runs the studio says more."),
            };
            await Refuse(context, status, options.Hide(why)).ConfigureAwait(false);
        }
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    // A name that is no name (xn-- with nothing sound behind it) is met where the header is first looked at.
    private static HostString? Host(HttpRequest request)
    {
        try
        {
            return request.Host;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool IsOurs(HostString host, int port)
    {
        if (host.Port is { } named ? named != port : port != 80)
            return false;
        var name = host.Host.Trim('[', ']');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.Equals(_machine, StringComparison.OrdinalIgnoreCase))
            return true;
        // A number cannot be pointed elsewhere, so for an address of every interface any will do.
        return IPAddress.TryParse(name, out var address) && (address.Equals(options.Address) || options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any));
    }

    // Browsers send Origin with every WebSocket and every change, and Sec-Fetch-Site with everything.
    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var mode = request.Headers["Sec-Fetch-Mode"].ToString();
        return site is "cross-site" or "same-site" && !(HttpMethods.IsGet(request.Method) && mode == "navigate");
    }

    private static async Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(why, context.RequestAborted).ConfigureAwait(false);
    }
}
