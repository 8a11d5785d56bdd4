namespace Clientele.Simulation.Calls;

public sealed partial class CallEngine
{
    /// <summary>Sends every call of a plan that the journal does not answer. What is missing afterwards is known by its case (<see cref="Look"/>).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="calls">Its calls, in order; made again as they are needed, so that memory does not grow with them.</param>
    /// <param name="description">What the run asks, in words, for <c>status</c>.</param>
    /// <param name="progress">Told about calls that are over, with cost and cases.</param>
    /// <param name="cancellationToken">Sends nothing more; what is in flight is waited for.</param>
    /// <exception cref="OperationCanceledException">Stopped; the same plan goes on where it was.</exception>
    /// <exception cref="ClienteleException">The run cannot go on: no key, no server, no disk.</exception>
    public async Task FillAsync(CallPlan plan, IEnumerable<ModelCall> calls, string description, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await _journal.AddPlanAsync(_plan, description, plan.Rows, plan.Keys).ConfigureAwait(false);
        if (plan.Known > 0)
            Interlocked.Exchange(ref _anyAnswered, 1);
        if (!_options.Batch && _endpoint.Batches is not null && OpenBatches(plan).Sum(batch => batch.Keys.Count) is > 0 and var submitted)
            throw new ClienteleException($"{submitted} calls are in batches that were submitted and not read yet; asked one by one they would be paid for twice", "--batch", "Give the same command with --batch to collect them.");
        if (_options.Batch)
        {
            await FillByBatchAsync(plan, calls, progress, cancellationToken).ConfigureAwait(false);
            return;
        }
        var tally = new Tally(this, plan, progress);
        _tell = tally.Tell;
        // Places are shared out by the pace; a few more tasks than places keep it busy.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrency + Math.Max(2, _options.MaxConcurrency / 4), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ToSend(calls), parallel, async (call, token) => tally.Add(await AskAsync(call, token).ConfigureAwait(false))).ConfigureAwait(false);
        tally.Tell();
    }

    private IEnumerable<ModelCall> ToSend(IEnumerable<ModelCall> calls)
    {
        var seen = new HashSet<CallKey>();
        foreach (var call in calls)
            if (call.Key(_endpoint) is var key && seen.Add(key) && _journal.Find(key) is null)
                yield return call;
    }

    /// <summary>Counts what is over, and tells about it at most ten times a second.</summary>
    private sealed class Tally(CallEngine engine, CallPlan plan, IProgress<StageProgress>? progress)
    {
        private readonly Lock _gate = new();
        private long _done, _refused, _failed, _overBudget, _told;

        public void Add(CallResult result)
        {
            lock (_gate)
            {
                _done++;
                _refused += result is CallResult.Replied { Reply.End: ReplyEnd.Refused } ? 1 : 0;
                _failed += result is CallResult.Failed ? 1 : 0;
                _overBudget += result is CallResult.OverBudget ? 1 : 0;
                if (progress is null || engine._time.GetElapsedTime(_told) < TimeSpan.FromSeconds(.1))
                    return;
                _told = engine._time.GetTimestamp();
                Report();
            }
        }

        public void Tell()
        {
            lock (_gate)
                Report();
        }

        private void Report()
        {
            var cases = string.Concat(
                (_refused > 0 ? $", {_refused} refused" : "") + (_failed > 0 ? $", {_failed} failed" : "") + (_overBudget > 0 ? $", {_overBudget} over budget" : ""));
            var cost = engine._endpoint.Price is null ? "cost unknown" : FormattableString.Invariant($"${engine.Spent:0.0000}");
            var live = engine._notices.Live;
            progress?.Report(new StageProgress($"Asking {engine._endpoint.Model}", _done, plan.ToSend, "calls")
            {
                Note = cost + cases + (live is null ? "" : ", " + live),
                Alert = engine.Alert,
            });
        }
    }
}
