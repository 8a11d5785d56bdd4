using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;

namespace Clientele.Tests.Simulation.Calls;

public sealed class CallEngineTests : IDisposable
{
    private static readonly CallOptions Quick = new() { FirstBackoff = TimeSpan.Zero, MaxConcurrency = 8 };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("journal.db");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static List<ModelCall> Calls(int count) => [.. Enumerable.Range(0, count).Select(i => new ModelCall("you are a customer", $"question {i}", null, 0))];

    private sealed record Filled(double Spent, CallPlan Plan, IReadOnlyList<CallResult> Results);

    private async Task<Filled> Fill(FaultyModel model, IReadOnlyList<ModelCall> calls, CallOptions? options = null, ModelEndpoint? endpoint = null, CancellationToken? stop = null)
    {
        using var journal = Journal.Open(Path);
        endpoint ??= model.Endpoint();
        var plan = CallPlan.Of(calls, endpoint, journal, options ?? Quick, Stop);
        var engine = new CallEngine(endpoint, journal, plan.Id, options ?? Quick);
        await engine.FillAsync(plan, calls, "a test", cancellationToken: stop ?? Stop);
        return new Filled(engine.Spent, plan, [.. calls.Select(engine.Look)]);
    }

    private CallResult[] Read(IReadOnlyList<ModelCall> calls, ModelEndpoint endpoint)
    {
        using var journal = Journal.OpenToRead(Path);
        return [.. calls.Select(call => journal.Find(call.Key(endpoint)) is { } reply ? (CallResult)new CallResult.Replied(reply) : new CallResult.Cancelled())];
    }

    [Fact]
    public async Task Every_call_is_answered_once_and_thinking_is_no_part_of_the_answer()
    {
        var model = new FaultyModel();
        var calls = Calls(50);
        await Fill(model, calls);
        var replies = Read(calls, model.Endpoint()).Cast<CallResult.Replied>().Select(result => result.Reply).ToList();
        Assert.All(replies.Index(), pair => Assert.Equal($"answer to question {pair.Index}", pair.Item.Text));
        Assert.All(model.Answered.Values, count => Assert.Equal(1, count));
        Assert.Equal((100 * 1 + 20 * 5) / 1e6, replies[0].Cost!.Value, 1e-15);
    }

    [Fact]
    public async Task Nothing_that_is_answered_is_asked_again_whatever_run_asks_and_wherever_it_stands()
    {
        var model = new FaultyModel();
        await Fill(model, Calls(30));
        var more = Calls(40);
        more.Reverse();
        var plan = (await Fill(model, more)).Plan;
        Assert.Equal((30, 10), (plan.Known, plan.ToSend));
        Assert.Equal(40, model.Tries);
    }

    [Fact]
    public async Task What_may_pass_is_sent_again_and_the_answers_are_those_of_a_quiet_day()
    {
        Exception? Fault(string prompt, int attempt) => attempt > 4 ? null : ((prompt.Length + prompt[^1] + attempt) % 7) switch
        {
            0 => FaultyModel.Http(429, .001),
            1 => FaultyModel.Http(529),
            2 => FaultyModel.Http(500),
            3 => new HttpRequestException("broken", new IOException("reset")),
            4 => new System.Text.Json.JsonException("half a body"),
            5 => new OperationCanceledException("too slow"),
            _ => null,
        };
        var model = new FaultyModel(Fault);
        var calls = Calls(25);
        await Fill(model, calls);
        Assert.True(model.Tries > 50, $"{model.Tries} tries");
        Assert.All(Read(calls, model.Endpoint()).Cast<CallResult.Replied>().Index(), pair => Assert.Equal($"answer to question {pair.Index}", pair.Item.Reply.Text));
        Assert.All(model.Answered.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_call_that_never_succeeds_fails_alone_and_can_be_asked_again_later()
    {
        var broken = true;
        var model = new FaultyModel((prompt, _) => broken && prompt == "question 3" ? FaultyModel.Http(500) : null);
        var calls = Calls(6);
        var filled = await Fill(model, calls, Quick with { MaxAttempts = 3 });
        Assert.Contains("3 attempts", Assert.IsType<CallResult.Failed>(filled.Results[3]).Problem, StringComparison.Ordinal);
        Assert.Equal(5, Read(calls, model.Endpoint()).OfType<CallResult.Replied>().Count());
        broken = false;
        Assert.Equal(1, (await Fill(model, calls)).Plan.ToSend);
        Assert.Equal(6, Read(calls, model.Endpoint()).OfType<CallResult.Replied>().Count());
    }

    [Theory]
    [InlineData(401, "refuses the key")]
    [InlineData(400, "does not take the request")]
    public async Task What_would_meet_every_call_stops_the_run_at_once(int status, string said)
    {
        var model = new FaultyModel((_, _) => FaultyModel.Http(status));
        var stopped = await Assert.ThrowsAsync<ClienteleException>(() => Fill(model, Calls(200)));
        Assert.Contains(said, stopped.Message, StringComparison.Ordinal);
        Assert.True(model.Tries <= 2 * Quick.MaxConcurrency, $"{model.Tries} tries");
    }

    [Fact]
    public async Task One_odd_request_does_not_stop_the_run()
    {
        var model = new FaultyModel((prompt, _) => prompt == "question 9" ? FaultyModel.Http(400) : null);
        await Fill(model, Calls(1));
        var calls = Calls(10);
        var filled = await Fill(model, calls, Quick with { MaxConcurrency = 1 });
        Assert.IsType<CallResult.Failed>(filled.Results[9]);
        Assert.Equal(9, Read(calls, model.Endpoint()).OfType<CallResult.Replied>().Count());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_clear_sentence()
    {
        var model = new FaultyModel((_, _) => new HttpRequestException("refused", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)));
        var stopped = await Assert.ThrowsAsync<ClienteleException>(() => Fill(model, Calls(20)));
        Assert.Contains("no server answers at test", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_sent_costs_nothing()
    {
        var model = new FaultyModel((prompt, attempt) => attempt < 3 && prompt == "question 2" ? new HttpRequestException(HttpRequestError.NameResolutionError, "no such host") : null);
        var filled = await Fill(model, Calls(3), Quick with { MaxConcurrency = 1 });
        Assert.Equal(3 * (100 + 5 * 20) / 1e6, filled.Spent, 1e-12);
    }

    [Fact]
    public async Task A_run_that_was_answered_in_part_is_not_stopped_by_one_odd_request_when_it_is_resumed()
    {
        var model = new FaultyModel((prompt, _) => prompt == "question 9" ? FaultyModel.Http(400) : null);
        await Fill(model, Calls(9));
        Assert.IsType<CallResult.Failed>((await Fill(model, Calls(10))).Results[9]);
    }

    [Fact]
    public async Task A_defect_is_not_retried()
    {
        var model = new FaultyModel((_, _) => new InvalidOperationException("a bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fill(model, Calls(1)));
        Assert.Equal(1, model.Tries);
    }

    [Fact]
    public async Task A_time_out_is_one_whatever_the_client_throws_when_it_is_cancelled()
    {
        var model = new FaultyModel { Gate = new TaskCompletionSource().Task };
        var endpoint = model.Endpoint() with { Client = new Stumbling(model), Timeout = TimeSpan.FromMilliseconds(1) };
        var filled = await Fill(model, Calls(1), Quick with { MaxAttempts = 2 }, endpoint);
        Assert.Equal("no answer in time (2 attempts)", Assert.IsType<CallResult.Failed>(filled.Results[0]).Problem);
    }

    [Fact]
    public async Task A_refusal_and_an_answer_that_was_cut_off_are_kept_and_not_asked_again()
    {
        var model = new FaultyModel { Finish = ChatFinishReason.ContentFilter };
        var calls = Calls(2);
        await Fill(model, calls);
        Assert.All(Read(calls, model.Endpoint()), result => Assert.Equal(ReplyEnd.Refused, ((CallResult.Replied)result).Reply.End));
        await Fill(model, calls);
        Assert.Equal(2, model.Tries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task The_bill_never_exceeds_the_limit_and_a_higher_one_goes_on(int concurrency)
    {
        // Dropped connections may be billed: they count at their worst.
        var model = new FaultyModel((prompt, attempt) => attempt == 1 && prompt.EndsWith('7') ? new IOException("dropped") : null);
        var endpoint = model.Endpoint();
        var calls = Calls(100);
        const double Each = (FaultyModel.Input + 5 * FaultyModel.Output) / 1e6;
        var limit = 40 * Each;
        var options = Quick with { MaxConcurrency = concurrency, MaxCost = limit };
        var filled = await Fill(model, calls, options);
        Assert.InRange(filled.Spent, limit / 3, limit);
        Assert.True(model.Answered.Count * Each <= limit);
        Assert.Contains(filled.Results, result => result is CallResult.OverBudget);
        var before = model.Answered.Count;

        // The same command again has nothing left to spend beyond one call's worst.
        await Fill(model, calls, options);
        Assert.True(model.Answered.Count * Each <= limit);
        var more = await Fill(model, calls, options with { MaxCost = 10 * limit });
        Assert.Equal(100, model.Answered.Count);
        Assert.True(before < 100);
        Assert.All(model.Answered.Values, count => Assert.Equal(1, count));
        Assert.InRange(more.Spent, 100 * Each, 10 * limit);
    }

    [Fact]
    public async Task A_limit_without_a_price_cannot_be_kept_and_is_refused()
    {
        var endpoint = new FaultyModel().Endpoint() with { Price = null };
        var refused = await Assert.ThrowsAsync<ClienteleException>(() => Fill(new FaultyModel(), Calls(1), Quick with { MaxCost = 1 }, endpoint));
        Assert.Contains("price of faulty is unknown", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_calls_at_the_same_time_are_sent_once()
    {
        var gate = new TaskCompletionSource();
        var model = new FaultyModel { Gate = gate.Task };
        using var journal = Journal.Open(Path);
        var engine = new CallEngine(model.Endpoint(), journal, "plan", Quick);
        var call = Calls(1)[0];
        var asked = Enumerable.Range(0, 20).Select(_ => engine.AskAsync(call, Stop).AsTask()).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), result => Assert.IsType<CallResult.Replied>(result));
        Assert.Equal(1, model.Tries);
    }

    [Fact]
    public async Task Stopping_sends_nothing_more_and_keeps_what_was_in_flight()
    {
        var gate = new TaskCompletionSource();
        var model = new FaultyModel { Gate = gate.Task };
        using var stop = new CancellationTokenSource();
        var calls = Calls(100);
        var filling = Fill(model, calls, stop: stop.Token);
        while (model.MostInFlight < 4)
            await Task.Yield();
        await stop.CancelAsync();
        gate.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);
        var kept = Read(calls, model.Endpoint()).OfType<CallResult.Replied>().Count();
        Assert.Equal(model.Answered.Count, kept);
        Assert.InRange(kept, 1, 12);
        await Fill(model, calls);
        Assert.All(model.Answered.Values, count => Assert.Equal(1, count));
        Assert.Equal(100, model.Answered.Count);
    }

    [Fact]
    public async Task Only_so_many_are_in_flight_and_it_begins_with_few()
    {
        var gate = new TaskCompletionSource();
        var model = new FaultyModel { Gate = gate.Task };
        var filling = Fill(model, Calls(40), Quick with { MaxConcurrency = 10 });
        while (model.MostInFlight < 4)
            await Task.Yield();
        Assert.Equal(4, model.MostInFlight);
        gate.SetResult();
        await filling;
        Assert.InRange(model.MostInFlight, 4, 10);
    }

    [Fact]
    public async Task Attempts_in_flight_at_a_kill_count_as_spent_at_their_worst()
    {
        var model = new FaultyModel();
        var endpoint = model.Endpoint();
        var call = Calls(1)[0];
        using (var journal = Journal.Open(Path))
            await journal.StartAttemptAsync("plan", call.Key(endpoint), .25);
        using (var journal = Journal.Open(Path))
        {
            Assert.Equal(.25, new CallEngine(endpoint, journal, "plan", Quick).Spent);
            Assert.Equal(0, new CallEngine(endpoint, journal, "another plan", Quick).Spent);
        }
    }

    private sealed class Stumbling(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new ObjectDisposedException(null, "Cannot access a closed Stream.");
            }
        }
    }
}
