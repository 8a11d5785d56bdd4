using Clientele.Simulation.Calls;

namespace Clientele.Tests.Simulation.Calls;

public sealed class BatchTests : IDisposable
{
    private static readonly CallOptions Options = new() { Batch = true, FirstBackoff = TimeSpan.Zero, BatchPoll = TimeSpan.Zero };

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryBatches _provider = new(largest: 10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static List<ModelCall> Calls(int count) => [.. Enumerable.Range(0, count).Select(i => new ModelCall("you are a customer", $"question {i}", null, 0))];

    private ModelEndpoint Endpoint(IModelBatches? batches = null) => new FaultyModel().Endpoint() with { Batches = batches ?? _provider };

    private async Task<(double Spent, CallResult[] Results)> Fill(IReadOnlyList<ModelCall> calls, CallOptions? options = null, CancellationToken? stop = null, IModelBatches? batches = null)
    {
        using var journal = Journal.Open(_folder.File("journal.db"));
        var endpoint = Endpoint(batches);
        var plan = CallPlan.Of(calls, endpoint, journal, options ?? Options, Stop);
        var engine = new CallEngine(endpoint, journal, plan.Id, options ?? Options);
        await engine.FillAsync(plan, calls, "a test", cancellationToken: stop ?? Stop);
        return (engine.Spent, [.. calls.Select(engine.Look)]);
    }

    [Fact]
    public async Task Every_call_is_answered_at_half_the_price()
    {
        _provider.Ended = true;
        var (spent, results) = await Fill(Calls(25));
        Assert.Equal(3, _provider.Submitted);
        Assert.All(results.Cast<CallResult.Replied>().Index(), pair => Assert.Equal($"answer to question {pair.Index}", pair.Item.Reply.Text));
        Assert.Equal(25 * (100 + 5 * 20) / 2e6, spent, 1e-12);
    }

    [Fact]
    public async Task A_run_that_was_stopped_while_it_waited_finds_its_batches_again_and_submits_nothing()
    {
        using var stop = new CancellationTokenSource();
        _provider.Arrived = () =>
        {
            if (_provider.Submitted == 3)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fill(Calls(25), stop: stop.Token));
        _provider.Arrived = null;
        _provider.Ended = true;
        var (_, results) = await Fill(Calls(25));
        Assert.Equal(3, _provider.Submitted);
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
    }

    [Fact]
    public async Task A_batch_whose_id_was_lost_in_a_crash_is_found_in_the_providers_list()
    {
        // The process dies after the batch has arrived and before its id is noted: the defect ends the engine as a kill would.
        _provider.Arrived = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fill(Calls(8)));
        _provider.Arrived = null;
        _provider.Ended = true;
        var (_, results) = await Fill(Calls(8));
        Assert.Equal(1, _provider.Submitted);
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
    }

    [Fact]
    public async Task A_batch_that_never_arrived_is_submitted_anew()
    {
        var gone = new Refusing();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fill(Calls(8), batches: gone));
        _provider.Ended = true;
        var (spent, results) = await Fill(Calls(8));
        Assert.Equal(1, _provider.Submitted);
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
        Assert.Equal(8 * 1e-4, spent, 1e-12);
    }

    [Fact]
    public async Task A_connection_that_broke_after_the_batch_had_arrived_does_not_submit_it_twice()
    {
        var broken = 0;
        _provider.Arrived = () => throw (broken++ == 0 ? new HttpRequestException("broken", new IOException("reset")) : new InvalidOperationException("twice"));
        _provider.Ended = true;
        var (_, results) = await Fill(Calls(8));
        Assert.Equal(1, _provider.Submitted);
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
    }

    [Fact]
    public async Task Items_that_failed_are_counted_and_asked_again_by_the_next_run()
    {
        _provider.Ended = true;
        _provider.Result = call => call.UserPrompt == "question 4" ? new CallResult.Failed("the batch item failed") : null!;
        var (_, results) = await Fill(Calls(8));
        Assert.IsType<CallResult.Failed>(results[4]);
        _provider.Result = null;
        (_, results) = await Fill(Calls(8));
        Assert.IsType<CallResult.Replied>(results[4]);
        Assert.Equal(2, _provider.Calls["question 4"]);
        Assert.All(_provider.Calls.Where(call => call.Key != "question 4"), call => Assert.Equal(1, call.Value));
    }

    [Fact]
    public async Task What_the_worst_case_left_unspent_pays_for_another_round()
    {
        _provider.Ended = true;
        var worst = Endpoint().WorstCost(Calls(1)[0], batch: true);
        var (spent, results) = await Fill(Calls(25), Options with { MaxCost = 10 * worst });
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
        Assert.InRange(spent, 0, 10 * worst);
        Assert.True(_provider.Submitted > 1);
        Assert.All(_provider.Calls.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Calls_that_are_in_a_batch_are_not_asked_one_by_one_too()
    {
        using var stop = new CancellationTokenSource();
        _provider.Arrived = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fill(Calls(5), stop: stop.Token));
        Assert.Contains("in batches that were submitted", (await Assert.ThrowsAsync<ClienteleException>(() => Fill(Calls(5), Options with { Batch = false }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_was_turned_away_holds_nothing_back()
    {
        await Assert.ThrowsAsync<ClienteleException>(() => Fill(Calls(5), batches: new Refusing(FaultyModel.Http(401))));
        var (spent, results) = await Fill(Calls(5), Options with { Batch = false });
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
        Assert.Equal(5 * 2e-4, spent, 1e-12);
    }

    [Fact]
    public async Task Batches_of_another_model_are_left_alone()
    {
        using var stop = new CancellationTokenSource();
        _provider.Arrived = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fill(Calls(5), stop: stop.Token));
        _provider.Arrived = null;
        _provider.Ended = true;
        using var journal = Journal.Open(_folder.File("journal.db"));
        var other = Endpoint() with { Model = "dearer" };
        var plan = CallPlan.Of(Calls(5), other, journal, Options, Stop);
        await new CallEngine(other, journal, plan.Id, Options).FillAsync(plan, Calls(5), "another model", cancellationToken: Stop);
        Assert.Equal(2, _provider.Submitted);
        Assert.Single(journal.OpenBatches("faulty", "test"));
    }

    [Fact]
    public async Task The_limit_holds_before_a_batch_is_submitted()
    {
        _provider.Ended = true;
        var worst = Endpoint().WorstCost(Calls(1)[0], batch: true);
        _provider.Result = call => new CallResult.Replied(new ModelReply { Text = "as long as it may be", End = ReplyEnd.Complete, InputTokens = 0, OutputTokens = (long)(worst * 2e6 / 5) });
        var (spent, results) = await Fill(Calls(25), Options with { MaxCost = 6.5 * worst });
        Assert.Equal(6, results.Count(result => result is CallResult.Replied));
        Assert.Equal(19, results.Count(result => result is CallResult.OverBudget));
        Assert.True(spent <= 6.5 * worst);
    }

    [Fact]
    public async Task A_batch_that_the_provider_has_forgotten_counts_as_failed_and_as_spent()
    {
        using var stop = new CancellationTokenSource();
        _provider.Arrived = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fill(Calls(5), stop: stop.Token));
        _provider.Forget();
        var (spent, results) = await Fill(Calls(5));
        Assert.All(results, result => Assert.Contains("no longer knows", Assert.IsType<CallResult.Failed>(result).Problem, StringComparison.Ordinal));
        Assert.True(spent > 0);
    }

    [Fact]
    public async Task A_model_without_batches_says_so() =>
        Assert.Contains("has no batches", (await Assert.ThrowsAsync<ClienteleException>(async () =>
        {
            using var journal = Journal.Open(_folder.File("journal.db"));
            _ = new CallEngine(Endpoint() with { Batches = null }, journal, "plan", Options);
            await Task.CompletedTask;
        })).Message, StringComparison.Ordinal);

    private sealed class Refusing(Exception? problem = null) : IModelBatches
    {
        public int LargestBatch => 10;

        public Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken) => throw problem ?? new InvalidOperationException("killed before it was sent");

        public Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BatchState>>([]);

        public Task<BatchState?> StateAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, int calls, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
