using System.Net;

namespace Clientele.Simulation.Calls;

/// <summary>An HTTP answer of a model's server that is no success.</summary>
/// <param name="status">The status.</param>
/// <param name="message">What the server said, one line.</param>
/// <param name="retryAfter">How long it asks to wait.</param>
public sealed class ModelHttpException(HttpStatusCode status, string message, TimeSpan? retryAfter) : Exception(message)
{
    /// <summary>The status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>How long the server asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
