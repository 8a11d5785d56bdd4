using Clientele.Stub.Requests;

namespace Clientele.Stub.Batches;

/// <summary>One request of a batch.</summary>
/// <param name="customId">The client's name for it.</param>
/// <param name="request">What it asks; null when it was rejected.</param>
/// <param name="rejected">Why it was; null when it was not.</param>
/// <param name="attempt">How often its content was tried before.</param>
internal sealed class BatchItem(string customId, StubRequest? request, RejectedRequestException? rejected, int attempt)
{
    public string CustomId { get; } = customId;

    public StubRequest? Request { get; } = request;

    public RejectedRequestException? Rejected { get; } = rejected;

    public int Attempt { get; } = attempt;

    /// <summary>How it ended.</summary>
    public BatchItemState State { get; set; }
}
