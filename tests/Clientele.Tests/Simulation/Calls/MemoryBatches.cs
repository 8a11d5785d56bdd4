using Clientele.Simulation.Calls;

namespace Clientele.Tests.Simulation.Calls;

/// <summary>A provider's batches in memory: they outlive the engine, as real ones outlive a process.</summary>
internal sealed class MemoryBatches(int largest = 1000) : IModelBatches
{
    private readonly List<(string Id, DateTimeOffset Created, IReadOnlyList<(CallKey Key, ModelCall Call)> Calls)> _batches = [];
    private readonly TimeProvider _time = TimeProvider.System;

    public int LargestBatch => largest;

    public int Submitted => _batches.Count;

    /// <summary>Times that each call was submitted.</summary>
    public IReadOnlyDictionary<string, int> Calls => _batches.SelectMany(batch => batch.Calls).GroupBy(pair => pair.Call.UserPrompt).ToDictionary(group => group.Key, group => group.Count());

    public bool Ended { get; set; }

    /// <summary>Called when a batch has arrived, before its id goes back.</summary>
    public Action? Arrived { get; set; }

    public Func<ModelCall, CallResult>? Result { get; set; }

    public Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken)
    {
        _batches.Add(($"batch_{_batches.Count}", _time.GetUtcNow(), calls));
        Arrived?.Invoke();
        return Task.FromResult(_batches[^1].Id);
    }

    public Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BatchState>>([.. _batches.Where(batch => batch.Created >= since).Select(batch => State(batch.Id)).Reverse()]);

    public Task<BatchState?> StateAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_batches.Exists(batch => batch.Id == id) ? State(id) : null);

    public async IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, int calls, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (key, call) in _batches.Single(batch => batch.Id == id).Calls.Reverse())
            yield return (key, Result?.Invoke(call) ?? new CallResult.Replied(new ModelReply { Text = "answer to " + call.UserPrompt, End = ReplyEnd.Complete, InputTokens = 100, OutputTokens = 20 }));
    }

    /// <summary>The provider forgets a batch.</summary>
    public void Forget() => _batches.RemoveAt(0);

    private BatchState State(string id)
    {
        var batch = _batches.Single(batch => batch.Id == id);
        return new BatchState(id, batch.Created, Ended, batch.Calls.Count, Ended ? batch.Calls.Count : 0);
    }
}
