using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>The key of a request: <c>x-api-key</c> or <c>Authorization: Bearer</c> (the vendor's own client for .NET sends the latter).</summary>
internal static class ApiKey
{
    /// <summary>Any text is a key, except <c>refused</c>.</summary>
    /// <exception cref="RejectedRequestException">There is none, or it is refused.</exception>
    public static void Check(HttpContext context)
    {
        var key = context.Request.Headers["x-api-key"].ToString();
        if (key.Length == 0 && context.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            key = header["Bearer ".Length..].Trim();
        if (key.Length == 0)
            throw new RejectedRequestException(StatusCodes.Status401Unauthorized, "authentication_error", "x-api-key header is required");
        if (key == "refused")
            throw new RejectedRequestException(StatusCodes.Status401Unauthorized, "authentication_error", "invalid x-api-key");
    }
}
