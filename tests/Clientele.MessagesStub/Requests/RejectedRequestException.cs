namespace Clientele.Stub.Requests;

/// <summary>A request that the API would turn down, with what it would answer.</summary>
internal sealed class RejectedRequestException(int status, string type, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The API's name of the error, such as <c>invalid_request_error</c>.</summary>
    public string Type { get; } = type;

    public static RejectedRequestException Invalid(string message) => new(StatusCodes.Status400BadRequest, "invalid_request_error", message);

    public static RejectedRequestException NotFound(string message) => new(StatusCodes.Status404NotFound, "not_found_error", message);
}
