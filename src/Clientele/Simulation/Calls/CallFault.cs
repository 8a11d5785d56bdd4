using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Clientele.Simulation.Calls;

/// <summary>What a failed attempt means for the run.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Problem">In words, one line, without secrets.</param>
public sealed record CallFault(FaultKind Kind, string Problem)
{
    /// <summary>How long the server asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the provider may have charged for the attempt although no answer came: then it counts at its worst cost.</summary>
    public bool MayBeBilled { get; init; }

    /// <summary>No answer in time: sent, and perhaps paid.</summary>
    internal static CallFault TimedOut { get; } = new(FaultKind.Transient, "no answer in time") { MayBeBilled = true };

    /// <summary>Reads an exception of an HTTP client: a status (<see cref="ModelHttpException"/> or <see cref="HttpRequestException"/>), a broken connection,
    /// a time-out, a success that holds no answer (<see cref="UnusableAnswerException"/>), or an answer that stopped in the middle.</summary>
    /// <returns>A fault of kind <see cref="FaultKind.Defect"/> for anything else: it is rethrown, not retried.</returns>
    public static CallFault Of(Exception problem)
    {
        for (var e = problem; e is not null; e = e.InnerException)
        {
            if (e is UnusableAnswerException unusable)
                return new CallFault(FaultKind.Unusable, Line(unusable.Message)) { MayBeBilled = true };
            if (e is ModelHttpException http)
                return OfStatus(http.Status, http.Message) with { RetryAfter = http.RetryAfter };
            if (e is HttpRequestException { StatusCode: { } status })
                return OfStatus(status, e.Message);
            // Nothing was sent: no name, no connection, no certificate, no proxy.
            if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                return new CallFault(FaultKind.Unreachable, Line(e.Message));
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
                return new CallFault(FaultKind.Unreachable, Line(e.Message));
        }
        return problem switch
        {
            HttpRequestException or IOException or SocketException => new CallFault(FaultKind.Transient, "the connection broke: " + Line(problem.Message)) { MayBeBilled = true },
            TimeoutException or OperationCanceledException => TimedOut,
            JsonException => new CallFault(FaultKind.Transient, "the answer was not whole: " + Line(problem.Message)) { MayBeBilled = true },
            _ => new CallFault(FaultKind.Defect, Line(problem.Message)),
        };
    }

    private static CallFault OfStatus(HttpStatusCode status, string message) => (int)status switch
    {
        429 => new CallFault(FaultKind.RateLimited, Line(message)),
        529 or 503 => new CallFault(FaultKind.Overloaded, Line(message)),
        401 or 403 => new CallFault(FaultKind.KeyRefused, Line(message)),
        // A gateway that gave up says nothing about the server behind it.
        408 or 502 or 504 => new CallFault(FaultKind.Transient, Line(message)) { MayBeBilled = true },
        409 or >= 500 => new CallFault(FaultKind.Transient, Line(message)),
        _ => new CallFault(FaultKind.Rejected, Line(message)),
    };

    private static string Line(string message) => Words.Cut(message, 300);
}

/// <summary>Cases of a failed attempt.</summary>
public enum FaultKind
{
    /// <summary>Too many requests: everybody waits, then it is sent again.</summary>
    RateLimited,

    /// <summary>The server has too much to do: as a rate limit.</summary>
    Overloaded,

    /// <summary>Something passing: it is sent again.</summary>
    Transient,

    /// <summary>A success that holds no answer: it may have been charged, so it is sent again a few times only.</summary>
    Unusable,

    /// <summary>There is no server at the address.</summary>
    Unreachable,

    /// <summary>The server does not take this request; sending it again would not help.</summary>
    Rejected,

    /// <summary>The key is missing, wrong or without rights.</summary>
    KeyRefused,

    /// <summary>Nothing that the network or a server does: a defect, rethrown.</summary>
    Defect,
}
