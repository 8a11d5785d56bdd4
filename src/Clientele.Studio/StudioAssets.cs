using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Clientele.Reporting.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Clientele.Studio;

/// <summary>Style, script and icon, out of the assembly: a fixed list, so that no path can lead anywhere else.</summary>
internal static class StudioAssets
{
    private static readonly FrozenDictionary<string, Asset> All = Read().ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>Paths that need no token: the page that asks for it has to look like something.</summary>
    public static bool IsPublic(PathString path) => All.ContainsKey(path.Value ?? "");

    /// <summary>An asset's address with its content's hash, for links that a new version must not find in a browser's cache.</summary>
    public static string Url(string path) => $"{path}?v={All[path].Tag[1..13]}";

    public static void Map(WebApplication application)
    {
        foreach (var asset in All.Values)
            application.MapGet(asset.Path, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
                return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue(asset.Tag));
            });
    }

    private static IEnumerable<Asset> Read()
    {
        yield return Asset.Of("/report.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(ReportStyle.Css));
        foreach (var name in (string[])["studio.css", "studio.js", "favicon.svg"])
            yield return Asset.Of("/" + name, Type(name), Resource(name));
        yield return Asset.Of("/_framework/blazor.web.js", "text/javascript; charset=utf-8", Resource("blazor.web.js"));
    }

    private static string Type(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("assets/" + name) ?? throw new InvalidOperationException($"The asset {name} is missing from the assembly.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private sealed record Asset(string Path, string Type, byte[] Content, string Tag)
    {
        public static Asset Of(string path, string type, byte[] content) => new(path, type, content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
    }
}
