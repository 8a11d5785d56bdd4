using Clientele.Simulation.Calls;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Clientele.Tests.Simulation.Calls;

/// <summary>What the engine does with servers that count wrong, ask for endless waits, send no answer, or send back a key.</summary>
public sealed class HostileServerTests : IDisposable
{
    private static readonly CallOptions Quick = new() { FirstBackoff = TimeSpan.Zero, MaxConcurrency = 4 };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("journal.db");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static List<ModelCall> Calls(int count) => [.. Enumerable.Range(0, count).Select(i => new ModelCall("you are a customer", $"question {i}", null, 0))];

    private async Task<(CallEngine Engine, IReadOnlyList<CallResult> Results, JournalPlan Plan)> Fill(ModelEndpoint endpoint, int count, CallOptions? options = null, TimeProvider? time = null)
    {
        using var journal = Journal.Open(Path);
        var calls = Calls(count);
        var plan = CallPlan.Of(calls, endpoint, journal, options ?? Quick, Stop);
        var engine = new CallEngine(endpoint, journal, plan.Id, options ?? Quick, time);
        await engine.FillAsync(plan, calls, "a test", cancellationToken: Stop);
        return (engine, [.. calls.Select(engine.Look)], journal.Plans().Single());
    }

    [Theory]
    [InlineData(-1_000_000L, null, -1_000_000L)]
    [InlineData(-1L, null, 20L)]
    [InlineData(100L, null, -1L)]
    [InlineData(long.MaxValue, null, long.MaxValue)]
    [InlineData(700L, null, 20L)] // the request has 28 bytes, and 600 tokens of frame at most
    [InlineData(100L, null, 101L)] // the limit is 100
    [InlineData(0L, null, 20L)]
    [InlineData(100L, null, 0L)]
    [InlineData(null, null, null)]
    [InlineData(100L, -5L, 20L)]
    [InlineData(100L, 101L, 20L)]
    public async Task Counts_that_cannot_be_are_replaced_and_charged_at_the_most(long? input, long? cached, long? output)
    {
        var model = new FaultyModel { Usage = new UsageDetails { InputTokenCount = input, CachedInputTokenCount = cached, OutputTokenCount = output } };
        var endpoint = model.Endpoint();
        var (engine, results, _) = await Fill(endpoint, 3);
        Assert.All(results, result =>
        {
            var reply = ((CallResult.Replied)result).Reply;
            Assert.True(reply.OwnCount);
            Assert.InRange(reply.InputTokens, 1, 100);
            Assert.InRange(reply.OutputTokens, 1, 100);
            Assert.Equal(endpoint.WorstCost(Calls(1)[0]), reply.Cost!.Value, 1e-12);
        });
        Assert.Contains("3 answers are missing or cannot be", Assert.Single(engine.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100L, 0L, 20L)]
    [InlineData(1L, 1L, 1L)]
    [InlineData(628L, 600L, 100L)]
    public async Task Counts_that_can_be_are_believed(long input, long cached, long output)
    {
        var model = new FaultyModel { Usage = new UsageDetails { InputTokenCount = input, CachedInputTokenCount = cached, OutputTokenCount = output } };
        var (engine, results, _) = await Fill(model.Endpoint(), 1);
        var reply = ((CallResult.Replied)results[0]).Reply;
        Assert.Equal((input, cached, output, false), (reply.InputTokens, reply.CachedTokens, reply.OutputTokens, reply.OwnCount));
        Assert.Empty(engine.Notices);
    }

    [Fact]
    public async Task A_budget_ends_when_a_server_says_that_answers_give_tokens_back()
    {
        var model = new FaultyModel { Usage = new UsageDetails { InputTokenCount = -1_000_000, OutputTokenCount = -1_000_000 } };
        var endpoint = model.Endpoint();
        var limit = 10.5 * endpoint.WorstCost(Calls(1)[0]);
        var (engine, results, _) = await Fill(endpoint, 100, Quick with { MaxCost = limit });
        Assert.InRange(model.Tries, 1, 10);
        Assert.InRange(engine.Spent, 0, limit);
        Assert.Equal(100 - model.Tries, results.Count(result => result is CallResult.OverBudget));
    }

    [Fact]
    public async Task A_defect_leaves_no_attempt_open_that_would_look_like_one_in_flight_at_a_kill()
    {
        var model = new FaultyModel((_, _) => new InvalidOperationException("a bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fill(model.Endpoint(), 1));
        using var journal = Journal.OpenToRead(Path);
        Assert.Equal(0, journal.Plans().Single().Unknown);
    }

    [Fact]
    public async Task A_success_without_an_answer_is_sent_again_a_few_times_and_then_counted()
    {
        var model = new FaultyModel((prompt, attempt) => prompt == "question 1" || prompt == "question 2" && attempt < 3 ? new UnusableAnswerException("the answer has no choices") : null);
        var (engine, results, plan) = await Fill(model.Endpoint(), 4);
        Assert.Equal("the answer has no choices (4 attempts)", Assert.IsType<CallResult.Failed>(results[1]).Problem);
        Assert.Equal(3, results.Count(result => result is CallResult.Replied));
        Assert.Equal(0, plan.Unknown);
        // Each of the six may have been charged.
        Assert.Equal(6 * model.Endpoint().WorstCost(Calls(1)[0]) + 3 * 2e-4, engine.Spent, 1e-9);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_kept_as_one_that_cannot_be_read_and_not_asked_for_again()
    {
        var model = new FaultyModel((_, _) => new InvalidOperationException("wrapped", new UnusableAnswerException("too long", tooLong: true)));
        var (engine, results, _) = await Fill(model.Endpoint(), 2);
        Assert.All(results, result => Assert.Equal(ReplyEnd.TooLong, ((CallResult.Replied)result).Reply.End));
        Assert.Contains("longer than is read", Assert.Single(engine.Notices), StringComparison.Ordinal);
        await Fill(model.Endpoint(), 2);
        Assert.Equal(2, model.Tries);
    }

    [Theory]
    [InlineData(3600.0)]
    [InlineData(2147483647.0)]
    [InlineData(900000000000.0)]
    public async Task No_server_makes_a_run_wait_longer_than_ten_minutes_and_that_is_said(double asked)
    {
        // Most of the attempts are turned away, so that everybody waits.
        var model = new FaultyModel((_, attempt) => attempt <= 5 ? FaultyModel.Http(429, asked) : null);
        var clock = new FakeTimeProvider();
        var filling = Fill(model.Endpoint() with { Timeout = TimeSpan.FromDays(40) }, 4, Quick, clock);
        while (!filling.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
            await Task.WhenAny(filling, Task.Run(() => { }, Stop));
        }
        var (engine, results, _) = await filling;
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
        Assert.Contains("10 minutes at most are waited (20 times)", Assert.Single(engine.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_that_is_cut_short_is_told_when_it_begins_and_after_a_stop(bool batch)
    {
        var model = new FaultyModel((_, _) => FaultyModel.Http(429, 99999));
        var endpoint = model.Endpoint();
        if (batch)
            endpoint = endpoint with { Batches = new BusyBatches() };
        var options = Quick with { Batch = batch };
        using var journal = Journal.Open(Path);
        var plan = CallPlan.Of(Calls(4), endpoint, journal, options, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var engine = new CallEngine(endpoint, journal, plan.Id, options, new FakeTimeProvider());
        var told = new Teller(value =>
        {
            // The clock stands still: nothing but this ends the wait.
            if (value.Alert?.Contains("28 hours, 10 minutes at most", StringComparison.Ordinal) == true)
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.FillAsync(plan, Calls(4), "a test", told, stop.Token));
        Assert.Contains("10 minutes at most are waited", Assert.Single(engine.Notices), StringComparison.Ordinal);
    }

    private sealed class BusyBatches : IModelBatches
    {
        public int LargestBatch => 100;

        public Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken) => throw FaultyModel.Http(429, 99999);

        public Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BatchState>>([]);

        public Task<BatchState?> StateAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, int calls, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Teller(Action<StageProgress> tell) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => tell(value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_wait_of_nothing_is_our_own(double asked)
    {
        var model = new FaultyModel((_, attempt) => attempt == 1 ? FaultyModel.Http(500, asked) : null);
        var (engine, results, _) = await Fill(model.Endpoint(), 2);
        Assert.All(results, result => Assert.IsType<CallResult.Replied>(result));
        Assert.Empty(engine.Notices);
    }

    [Fact]
    public async Task What_must_not_be_kept_is_hidden_before_the_journal_and_in_why_a_call_failed()
    {
        var model = new FaultyModel((prompt, _) => prompt == "question 1" ? FaultyModel.Http(500) : null);
        var endpoint = model.Endpoint() with { Hide = text => text.Replace("question", "[key]", StringComparison.Ordinal).Replace("server", "[key]", StringComparison.Ordinal) };
        var (_, results, _) = await Fill(endpoint, 2, Quick with { MaxAttempts = 2 });
        Assert.Equal("answer to [key] 0", ((CallResult.Replied)results[0]).Reply.Text);
        Assert.Equal("500 said the [key] (2 attempts)", ((CallResult.Failed)results[1]).Problem);
        using var journal = Journal.OpenToRead(Path);
        Assert.DoesNotContain("question", journal.Entries().Single().Entry.Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_before_counts_were_checked_is_read_and_gone_on_with()
    {
        await Fill(new FaultyModel().Endpoint(), 2);
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = "ALTER TABLE answers DROP COLUMN own_count";
            command.ExecuteNonQuery();
        }
        using (var reading = Journal.OpenToRead(Path))
            Assert.All(reading.Entries(), entry => Assert.False(entry.Entry.Reply.OwnCount));
        var model = new FaultyModel { Usage = null };
        using (var journal = Journal.Open(Path))
        {
            var plan = CallPlan.Of(Calls(3), model.Endpoint(), journal, Quick, Stop);
            await new CallEngine(model.Endpoint(), journal, plan.Id, Quick).FillAsync(plan, Calls(3), "more", cancellationToken: Stop);
            Assert.Equal(1, journal.Entries().Count(entry => entry.Entry.Reply.OwnCount));
        }
        // A recording says so too, and its replay with it.
        using (var journal = Journal.OpenToRead(Path))
            JournalFile.Export(journal, _folder.File("answers.jsonl"));
        using var replay = Journal.Open(_folder.File("replay.db"));
        await JournalFile.ImportAsync(_folder.File("answers.jsonl"), replay, Stop);
        Assert.Equal(1, replay.Entries().Count(entry => entry.Entry.Reply.OwnCount));
    }

    [Theory]
    [InlineData("\"input_tokens\":100", "\"input_tokens\":-1000000")]
    [InlineData("\"output_tokens\":20", "\"output_tokens\":3000000000")]
    [InlineData("\"cost_usd\":", "\"cost_usd\":-1")]
    public async Task A_recording_with_counts_that_cannot_be_is_refused_with_its_line(string right, string wrong)
    {
        await Fill(new FaultyModel().Endpoint(), 1);
        var file = _folder.File("answers.jsonl");
        using (var journal = Journal.OpenToRead(Path))
            JournalFile.Export(journal, file);
        var text = await File.ReadAllTextAsync(file, Stop);
        Assert.Contains(right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(right, wrong, StringComparison.Ordinal), Stop);
        using var replay = Journal.Open(_folder.File("replay.db"));
        var refused = await Assert.ThrowsAsync<ClienteleException>(() => JournalFile.ImportAsync(file, replay, Stop));
        Assert.Contains("line 4", refused.Where, StringComparison.Ordinal);
    }
}
