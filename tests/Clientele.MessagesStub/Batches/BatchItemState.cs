namespace Clientele.Stub.Batches;

/// <summary>Where a request of a batch stands.</summary>
internal enum BatchItemState
{
    Processing,
    Succeeded,
    Errored,
    Expired,
    Canceled,
}
