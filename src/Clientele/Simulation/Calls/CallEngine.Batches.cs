using System.Net;

namespace Clientele.Simulation.Calls;

public sealed partial class CallEngine
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    // A batch is noted before it is submitted, its id right after, and its end together with its results. So a run that died knows at any moment which calls
    // are with the provider: it attaches itself to their batches again and submits only the rest.
    private async Task FillByBatchAsync(CallPlan plan, IEnumerable<ModelCall> calls, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        _tell = () => progress?.Report(new StageProgress($"Batches of {_endpoint.Model}", 0, plan.Keys.Count, "calls") { Note = _notices.Live, Alert = Alert });
        var open = new List<JournalBatch>();
        foreach (var batch in OpenBatches(plan))
            if (batch.Id is not null || await FindLostAsync(batch, cancellationToken).ConfigureAwait(false))
                open.Add(batch);
            else
                await EndAsync(batch, "never arrived", 0, []).ConfigureAwait(false);
        // What the worst case of one round leaves unspent pays for the next.
        for (var again = true; again;)
        {
            again = await SubmitRoundAsync(open, calls, cancellationToken).ConfigureAwait(false);
            await CollectAsync(open, plan, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<JournalBatch> OpenBatches(CallPlan plan)
    {
        var keys = plan.Keys.ToHashSet();
        return _journal.OpenBatches(_endpoint.Model, _endpoint.Address).Where(batch => batch.Keys.Any(keys.Contains));
    }

    // Submits what is neither answered nor with the provider and fits into the budget; true when some was left for another round.
    private async Task<bool> SubmitRoundAsync(List<JournalBatch> open, IEnumerable<ModelCall> calls, CancellationToken cancellationToken)
    {
        var with = open.SelectMany(batch => batch.Keys).ToHashSet();
        var (waiting, reserved, submitted, left) = (new List<(CallKey Key, ModelCall Call)>(), 0.0, false, false);
        foreach (var call in ToSend(calls))
        {
            var (key, worst) = (call.Key(_endpoint), _endpoint.WorstCost(call, batch: true));
            if (with.Contains(key) || _missing.TryGetValue(key, out var missing) && missing is not CallResult.OverBudget)
                continue;
            if (!_budget.TryReserve(worst))
            {
                _missing[key] = new CallResult.OverBudget();
                left = true;
                continue;
            }
            _missing.TryRemove(key, out _);
            submitted = true;
            waiting.Add((key, call));
            reserved += worst;
            if (waiting.Count < Math.Min(_options.BatchSize, _endpoint.Batches!.LargestBatch))
                continue;
            open.Add(await SubmitAsync(waiting, reserved, cancellationToken).ConfigureAwait(false));
            (waiting, reserved) = ([], 0);
        }
        if (waiting.Count > 0)
            open.Add(await SubmitAsync(waiting, reserved, cancellationToken).ConfigureAwait(false));
        return submitted && left;
    }

    private async Task<JournalBatch> SubmitAsync(IReadOnlyList<(CallKey, ModelCall)> calls, double reserved, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var batch = await _journal.StartBatchAsync(_plan, _endpoint.Model, _endpoint.Address, reserved, calls).ConfigureAwait(false);
        var mayHaveArrived = false;
        try
        {
            await RepeatAsync(async (broke, _) =>
            {
                // A request that broke may have arrived: look before submitting it a second time. One that was turned away has not.
                mayHaveArrived = broke;
                if (broke && await FindLostAsync(batch, cancellationToken).ConfigureAwait(false))
                    return batch.Id;
                // Once sent it is waited for, whoever wants to stop, but no longer than a call may take.
                using var limit = new CancellationTokenSource(_endpoint.Timeout, _time);
                return batch.Id = await _endpoint.Batches!.SubmitAsync(calls, limit.Token).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (ClienteleException) when (!mayHaveArrived)
        {
            await EndAsync(batch, "turned away", 0, []).ConfigureAwait(false);
            throw;
        }
        if (!_journal.KnowsBatch(batch.Id!))
            await _journal.NameBatchAsync(batch).ConfigureAwait(false);
        return batch;
    }

    // The id of a batch was lost between submitting it and noting it. The provider's list tells: of that size, made since, and nobody's.
    private async Task<bool> FindLostAsync(JournalBatch lost, CancellationToken cancellationToken)
    {
        var states = await RepeatAsync((_, limit) => _endpoint.Batches!.ListAsync(lost.Noted - ClockDifference, limit), cancellationToken).ConfigureAwait(false);
        lost.Id = states.Where(state => state.Calls == lost.Keys.Count && !_journal.KnowsBatch(state.Id)).OrderBy(state => state.Created).FirstOrDefault()?.Id;
        if (lost.Id is not null)
            await _journal.NameBatchAsync(lost).ConfigureAwait(false);
        return lost.Id is not null;
    }

    private async Task CollectAsync(List<JournalBatch> open, CallPlan plan, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var all = open.ToArray();
        if (all.Length == 0)
            return;
        var done = new Dictionary<JournalBatch, int>();
        while (true)
        {
            foreach (var batch in open.ToArray())
            {
                var state = await RepeatAsync((_, limit) => _endpoint.Batches!.StateAsync(batch.Id!, limit), cancellationToken, submitted: true).ConfigureAwait(false);
                done[batch] = state?.Done ?? batch.Keys.Count;
                if (state is { Ended: false })
                    continue;
                if (state is null)
                    await LoseAsync(batch).ConfigureAwait(false);
                else
                    await ReadAsync(batch, cancellationToken).ConfigureAwait(false);
                open.Remove(batch);
            }
            progress?.Report(new StageProgress($"Batches of {_endpoint.Model}", Math.Max(0, plan.Keys.Count - all.Sum(batch => batch.Keys.Count - done[batch])), plan.Keys.Count, "calls")
            {
                Note = $"{all.Length - open.Count} of {all.Length} batches ended",
            });
            if (open.Count == 0)
                return;
            await Task.Delay(_options.BatchPoll, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var (calls, entries, cost) = (_journal.BatchCalls(batch.Number), new List<JournalEntry>(), 0.0);
        if (await RepeatAsync((_, limit) => ResultsAsync(batch, calls, limit), cancellationToken, results: true).ConfigureAwait(false) is not { } results)
        {
            await LoseAsync(batch, "no longer has the results of").ConfigureAwait(false);
            return;
        }
        foreach (var (key, result) in results)
        {
            calls.Remove(key, out var call);
            if (result is not CallResult.Replied { Reply: var reply })
            {
                _missing[key] = result is CallResult.Failed failed ? new CallResult.Failed(_endpoint.Hide(failed.Problem)) : result;
                continue;
            }
            // The schema is not kept; it is a small part of what a byte-level count allows.
            var prompt = TokenEstimate.Most(_journal.Prompt(call.System)) + TokenEstimate.Most(_journal.Prompt(call.User));
            reply = TokenCounts.Checked(reply with { Text = _endpoint.Hide(reply.Text) }, prompt, _endpoint, batch.Reserved / batch.Keys.Count, batch: true);
            _notices.Counted(reply);
            cost += reply.Cost ?? 0;
            CallMeter.Answered(_endpoint, reply);
            entries.Add(new JournalEntry(key, _endpoint.Model, call.System, call.User, call.Replicate, reply));
        }
        foreach (var key in calls.Keys)
            _missing[key] = new CallResult.Failed($"batch {batch.Id} has no result for it");
        Interlocked.Exchange(ref _anyAnswered, 1);
        // Somebody else's batch, taken for one whose id was lost: our own may have been charged.
        if (calls.Count == batch.Keys.Count)
            cost = batch.Reserved;
        await EndAsync(batch, "ended", cost, entries).ConfigureAwait(false);
    }

    // One result a call of the batch, the first: a provider that repeats itself, or tells of calls that nobody made, fills no memory.
    // Null: they were there, and the provider no longer keeps them.
    private async Task<Dictionary<CallKey, CallResult>?> ResultsAsync(JournalBatch batch, Dictionary<CallKey, (CallKey System, CallKey User, int Replicate)> calls, CancellationToken limit)
    {
        var (results, lines) = (new Dictionary<CallKey, CallResult>(), 0);
        try
        {
            await foreach (var (key, result) in _endpoint.Batches!.ResultsAsync(batch.Id!, batch.Keys.Count, limit).ConfigureAwait(false))
            {
                if (calls.ContainsKey(key))
                    results.TryAdd(key, result);
                if (results.Count == calls.Count || ++lines >= 2 * calls.Count)
                    break;
            }
        }
        catch (ModelHttpException problem) when (problem.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }
        return results;
    }

    // It may have been charged, so it counts at its worst; its calls can be asked again.
    private Task LoseAsync(JournalBatch batch, string what = "no longer knows")
    {
        foreach (var key in batch.Keys)
            _missing[key] = new CallResult.Failed($"the provider {what} batch {batch.Id}");
        return EndAsync(batch, "unknown to the provider", batch.Reserved, []);
    }

    private async Task EndAsync(JournalBatch batch, string outcome, double cost, IReadOnlyList<JournalEntry> entries)
    {
        await _journal.EndBatchAsync(batch, outcome, cost, entries).ConfigureAwait(false);
        if (batch.ReservedHere)
            _budget.Settle(batch.Reserved, cost);
        else if (batch.Plan == _plan)
            _budget.Settle(0, cost - batch.Reserved);
    }

    // What may pass is tried again: a batch can hold hours of work.
    private async Task<T> RepeatAsync<T>(Func<bool, CancellationToken, Task<T>> work, CancellationToken cancellationToken, bool results = false, bool submitted = false)
    {
        var mayHaveArrived = false;
        for (var attempt = 1; ; attempt++)
        {
            CallFault fault;
            // The results of a batch are thousands of answers.
            using var time = new CancellationTokenSource(results ? 10 * _endpoint.Timeout : _endpoint.Timeout, _time);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
                return await work(mayHaveArrived, limit.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not ClienteleException && !cancellationToken.IsCancellationRequested && Explain(problem, late: time.IsCancellationRequested) is { Kind: not FaultKind.Defect } what)
            {
                fault = Capped(what);
            }
            mayHaveArrived |= fault.MayBeBilled;
            // Results were made, and perhaps charged, whatever is said of the request for them.
            if ((results || submitted) && fault.Kind == FaultKind.Rejected)
                throw new ClienteleException($"{_endpoint.Address} does not give a batch that was submitted: {fault.Problem}", "--batch", "The batch stays known. Run the same command again later; its calls may have been charged.");
            if (Fatal(fault) is { } stop)
                throw stop;
            if (attempt >= _options.MaxAttempts)
                throw new ClienteleException($"{_endpoint.Address} does not answer: {fault.Problem}", "--batch", "Run the same command again later: batches that were submitted are found again.");
            await Task.Delay(fault.RetryAfter ?? Backoff(CallKey.Of(_plan), attempt), _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
