using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Clientele.Studio.Security;

/// <summary>Asks for the token where the studio can be reached from other machines: once in the address, from then on in a cookie that no script can read.</summary>
internal sealed class AccessToken(RequestDelegate next, StudioOptions options)
{
    /// <summary>Name of the cookie that holds the token.</summary>
    public const string Cookie = "clientele-studio";

    public async Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (options.Token is null || StudioAssets.IsPublic(request.Path))
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        // Before the cookie, and with it too, so that the token never stays in the address.
        if (HttpMethods.IsGet(request.Method) && Fits(request.Query["token"]))
        {
            response.Cookies.Append(Cookie, options.Token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            response.Redirect("/");
            return;
        }
        if (Fits(request.Cookies[Cookie]))
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("This studio asks for a token. Open the address that `clientele studio` printed when it started; it ends with ?token=…", context.RequestAborted).ConfigureAwait(false);
    }

    // Compared in constant time, as hashes, so that no length shows either.
    private bool Fits(string? token) => token is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Token!)));
}
