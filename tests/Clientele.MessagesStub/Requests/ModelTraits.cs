using System.Globalization;
using System.Text.RegularExpressions;

namespace Clientele.Stub.Requests;

/// <summary>What depends on the model.</summary>
/// <param name="Family">Such as <c>haiku</c>; empty for models of others.</param>
/// <param name="Generation">Such as 5.5; 0 for models of others.</param>
internal readonly partial record struct ModelTraits(string Family, decimal Generation)
{
    /// <summary>Models of the 4.7 generation and later have no sampling parameters and no fixed thinking budget.</summary>
    public bool HasNoSampling => Generation >= 4.7m;

    /// <summary>Models of the 4.6 generation and later do not continue a beginning of the answer.</summary>
    public bool HasNoPrefill => Generation >= 4.6m;

    /// <summary>Shortest beginning of a prompt that is cached. Published for models up to generation 5; the smallest models are taken to have kept theirs.</summary>
    public int CacheMinimum => (Family, Generation) switch
    {
        ("haiku", _) => 4096,
        ("opus", >= 5m) or ("fable" or "mythos", _) => 512,
        ("opus", 4.7m) => 2048,
        ("opus", 4.5m or 4.6m) => 4096,
        _ => 1024,
    };

    /// <summary>The traits of a model id.</summary>
    public static ModelTraits Of(string model)
    {
        var found = Id().Match(model);
        return found.Success
            ? new(found.Groups[1].Value, decimal.Parse($"{found.Groups[2].Value}.{(found.Groups[3].Success ? found.Groups[3].Value : "0")}", CultureInfo.InvariantCulture))
            : new("", 0);
    }

    [GeneratedRegex(@"^claude-([a-z]+)-(\d{1,2})(?:-(\d{1,2}))?(?:-|$)")]
    private static partial Regex Id();
}
