using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Calls;
using Clientele.Stub.Raw;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>The same for Message Batches: whatever the provider sends for creation, state, list or results, each call has its case, or the run stops with one sentence and finds the batch
/// again later.</summary>
public sealed class BatchFaultTests(DemoShop shop) : IClassFixture<DemoShop>, IDisposable
{
    private static readonly Question.Purchase FlashSale = new(BuiltInScenarios.Get("flash_sale").Scenarios[0]);

    private readonly string _folder = Directory.CreateTempSubdirectory("clientele-batches-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Batch(string id = "msgbatch_01", string status = "ended", string counts = """{"processing": 0, "succeeded": 4, "errored": 0, "canceled": 0, "expired": 0}""") => $$"""
        {"id": "{{id}}", "type": "message_batch", "processing_status": "{{status}}", "request_counts": {{counts}}, "created_at": "2026-11-30T12:00:00Z", "expires_at": "2026-12-01T12:00:00Z",
         "ended_at": null, "cancel_initiated_at": null, "archived_at": null, "results_url": null}
        """;

    private static string Line(string id, string? text = Wire.GoodText, Action<JsonObject>? change = null)
    {
        var message = JsonNode.Parse(Wire.Anthropic.Body(text))!.AsObject();
        change?.Invoke(message);
        return new JsonObject { ["custom_id"] = id, ["result"] = new JsonObject { ["type"] = "succeeded", ["message"] = message } }.ToJsonString();
    }

    private static string Item(string id, string result) => $$"""{"custom_id": "{{id}}", "result": {{result}} }""";

    private static RawReply Lines(IEnumerable<string> lines) => RawReply.Http(string.Join('\n', lines) + "\n", type: "application/x-jsonl");

    private static RawReply Endless(IEnumerable<string> first, string piece) =>
        RawReply.Head(["HTTP/1.1 200 OK", "Content-Type: application/x-jsonl", "Connection: close"], Encoding.UTF8.GetBytes(string.Concat(first.Select(line => line + "\n")))).Endless(Encoding.UTF8.GetBytes(piece));

    /// <summary>What the first of four results looks like, and what becomes of its call.</summary>
    private static readonly Dictionary<string, (Func<string, string> Line, Ending Ending)> FirstLines = new()
    {
        ["a right one"] = (id => Line(id), Ending.Answered),
        ["an empty object"] = (_ => "{}", Ending.Failed),
        ["no JSON"] = (_ => "<html>", Ending.Failed),
        ["no JSON that names its call"] = (id => Item(id, "oops"), Ending.Failed),
        ["an error instead"] = (_ => """{"error": {"message": "gone"}}""", Ending.Failed),
        ["no result"] = (id => $$"""{"custom_id": "{{id}}"}""", Ending.Failed),
        ["a result that is a number"] = (id => Item(id, "7"), Ending.Failed),
        ["no message"] = (id => Item(id, """{"type": "succeeded"}"""), Ending.Failed),
        ["a message of nothing"] = (id => Item(id, """{"type": "succeeded", "message": {}}"""), Ending.Failed),
        ["an unknown type"] = (id => Item(id, """{"type": "partly"}"""), Ending.Failed),
        ["an error with the key"] = (id => Item(id, $$$"""{"type": "errored", "error": {"error": {"message": "{{{new string('x', 280) + Wire.Key}}}"} } }"""), Ending.Failed),
        ["an error without a reason"] = (id => Item(id, """{"type": "errored"}"""), Ending.Failed),
        ["expired"] = (id => Item(id, """{"type": "expired"}"""), Ending.Failed),
        ["the id of another call twice"] = (id => Line(new string('a', 64)) + "\n" + Line(id), Ending.Answered),
        ["two results, the second another"] = (id => Line(id) + "\n" + Line(id, "Words."), Ending.Answered),
        ["an id that is a number"] = (_ => """{"custom_id": 5, "result": {"type": "expired"}}""", Ending.Failed),
        ["no text"] = (id => Line(id, null), Ending.Unreadable),
        ["a refusal"] = (id => Line(id, null, message => message["stop_reason"] = "refusal"), Ending.Refused),
        ["3 MB in a line"] = (id => Line(id, new string('x', 3_000_000)), Ending.Unreadable),
        ["negative counts"] = (id => Line(id, change: message => message["usage"] = new JsonObject { ["input_tokens"] = -1000000, ["output_tokens"] = -1000000 }), Ending.AnsweredOwnCount),
        ["absurd counts"] = (id => Line(id, change: message => message["usage"] = new JsonObject { ["input_tokens"] = 9e18, ["output_tokens"] = 2000000000 }), Ending.AnsweredOwnCount),
        ["no counts"] = (id => Line(id, change: message => message.Remove("usage")), Ending.AnsweredOwnCount),
        ["the key in the words"] = (id => Line(id, Wire.GoodText.Replace("It can wait", Wire.Key, StringComparison.Ordinal)), Ending.Answered),
        ["half a surrogate"] = (id => Line(id, "HERE").Replace("HERE", "\\ud83d", StringComparison.Ordinal), Ending.Failed),
    };

    public static IEnumerable<TheoryDataRow<string>> Items() => FirstLines.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Items))]
    public async Task Each_result_of_a_batch_has_its_case(string name)
    {
        var (line, ending) = FirstLines[name];
        var asked = await AskAsync(ids => Lines([line(ids[0]), .. ids.Skip(1).Select(id => Line(id))]));
        Assert.Null(asked.Stopped);
        var account = asked.Run!.Account;
        var cases = (account.Answered, account.Refused, account.Invalid, account.Failed);
        Assert.Equal(ending switch
        {
            Ending.Answered or Ending.AnsweredOwnCount => (4, 0, 0, 0),
            Ending.Refused => (3, 1, 0, 0),
            Ending.Unreadable => (3, 0, 1, 0),
            _ => (3L, 0L, 0L, 1L),
        }, cases);
        Assert.Equal(ending == Ending.AnsweredOwnCount ? 1 : 0, asked.Run.Decisions.Calls!.OwnCount.Count(own => own) - (ending == Ending.Unreadable && name.StartsWith('3') ? 1 : 0));
        Assert.Equal(ending == Ending.AnsweredOwnCount, string.Concat(asked.Notices).Contains("counted here", StringComparison.Ordinal));
    }

    /// <summary>All the results, and how many calls are answered; null = the run stops.</summary>
    private static readonly Dictionary<string, (Func<string[], RawReply> Results, int? Answered)> AllResults = new()
    {
        ["a page"] = (_ => RawReply.Http("<html>sign in</html>", type: "text/html"), 0),
        ["nothing"] = (_ => RawReply.Http(""), 0),
        ["one line that has no end"] = (_ => Endless([], new string(' ', 65536)), null),
        ["results of other calls without end"] = (_ => Endless([], Line(new string('b', 64)) + "\n"), 0),
        ["the same result without end"] = (ids => Endless([], Line(ids[0]) + "\n"), 1),
        ["right ones, and then no end"] = (ids => Endless(ids.Select(id => Line(id)), new string('x', 65536)), 4),
        ["the last one broken off"] = (ids => RawReply.Http(string.Join('\n', ids.Select(id => Line(id)))[..^50]), 3),
        ["a gzip"] = (ids => RawReply.Http(RawReply.Compress("gzip", Encoding.UTF8.GetBytes(string.Join('\n', ids.Select(id => Line(id))))), headers: "Content-Encoding: gzip"), 4),
        ["a reset in the middle"] = (ids => RawReply.Head(["HTTP/1.1 200 OK", "Content-Length: 50000"], Encoding.UTF8.GetBytes(Line(ids[0])), RawEnd.Reset), null),
        ["silence in the middle"] = (ids => RawReply.Head(["HTTP/1.1 200 OK", "Content-Length: 50000"], Encoding.UTF8.GetBytes(Line(ids[0])), RawEnd.Stall), null),
        ["status 500"] = (_ => RawReply.Http("{}", "500 No"), null),
        ["status 404"] = (_ => RawReply.Http("{}", "404 No"), 0),
        ["status 410"] = (_ => RawReply.Http("{}", "410 Gone"), 0),
        ["status 400"] = (_ => RawReply.Http("{}", "400 No"), null),
        ["status 302"] = (_ => RawReply.Http("", "302 Found", headers: "Location: http://localhost:9/"), null),
    };

    public static IEnumerable<TheoryDataRow<string>> Wholes() => AllResults.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Wholes))]
    public async Task The_results_of_a_batch_are_bounded_and_its_calls_counted(string name)
    {
        var (results, answered) = AllResults[name];
        var asked = await AskAsync(results);
        Assert.Equal(answered is null, asked.Stopped is not null);
        if (answered is { } expected)
            Assert.Equal((expected, 4 - expected), (asked.Run!.Account.Answered, asked.Run.Account.Failed));
        // What was made may have been charged, and nobody is told otherwise.
        Assert.DoesNotContain("nothing was charged", asked.Stopped?.Hint ?? "", StringComparison.Ordinal);
        // A batch whose results cannot be had is with the provider still: the same command collects it.
        Assert.Equal(answered is null ? 1 : 0, asked.OpenBatches);
    }

    public static IEnumerable<TheoryDataRow<string, string>> Steps() =>
        from step in (string[])["create", "state"]
        from body in (string[])["{}", "[]", "null", "", "<html>", """{"error": {"message": "no"}}""", "{\"id\": 5}", Batch("../../x"), Batch(Wire.Key), Batch(counts: "7"), Batch(counts: "null"), Batch().Replace("2026-11-30T12:00:00Z", "never", StringComparison.Ordinal)]
        select new TheoryDataRow<string, string>(step, body);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_batch_that_cannot_be_made_or_found_stops_the_run_with_a_sentence(string step, string body)
    {
        var asked = await AskAsync(ids => Lines(ids.Select(id => Line(id))), step == "create" ? body : null, step == "state" ? body : null);
        // Either the odd part is not needed, and all is answered, or the run stops; the batch stays noted, as it may be with the provider.
        if (asked.Stopped is null)
            Assert.Equal(4, asked.Run!.Account.Answered);
        else
            Assert.Equal(1, asked.OpenBatches);
    }

    [Theory]
    [InlineData("404 No", true)]
    [InlineData("410 Gone", true)]
    [InlineData("400 No", false)]
    public async Task A_batch_that_the_provider_will_not_show_is_never_said_to_be_free(string status, bool lost)
    {
        var asked = await AskAsync(ids => Lines(ids.Select(id => Line(id))), stateStatus: status);
        Assert.Equal(lost ? 0 : 1, asked.OpenBatches);
        Assert.Equal(lost, asked.Stopped is null);
        Assert.DoesNotContain("nothing was charged", asked.Stopped?.Hint ?? "", StringComparison.Ordinal);
        if (lost)
            Assert.Equal(4, asked.Run!.Account.Failed);
    }

    [Fact]
    public async Task Counts_of_a_state_that_cannot_be_harm_nobody()
    {
        var asked = await AskAsync(ids => Lines(ids.Select(id => Line(id))), state: Batch(counts: """{"processing": -9000000000, "succeeded": 9000000000000, "errored": -1, "canceled": 0, "expired": 0}"""));
        Assert.Equal(4, asked.Run!.Account.Answered);
    }

    [Fact]
    public async Task A_list_of_batches_without_end_is_given_up()
    {
        var asked = await AskAsync(ids => Lines(ids.Select(id => Line(id))), create: "{}", list: number => $$"""{"data": [{{Batch("msgbatch_" + number.ToString(CultureInfo.InvariantCulture), "in_progress")}}], "has_more": true, "first_id": "a", "last_id": "b{{number}}"}""");
        Assert.True(asked.Requests < 1000, $"{asked.Requests} requests");
    }

    private async Task<Asked> AskAsync(Func<string[], RawReply> results, string? create = null, string? state = null, Func<int, string>? list = null, string? stateStatus = null)
    {
        string[] ids = [];
        await using var server = RawServer.Start(request =>
        {
            if (request.Method == "POST")
            {
                using var json = JsonDocument.Parse(request.Body);
                ids = [.. json.RootElement.GetProperty("requests").EnumerateArray().Select(item => item.GetProperty("custom_id").GetString()!)];
                return RawReply.Http(create ?? Batch(status: "in_progress", counts: """{"processing": 4, "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0}"""));
            }
            return request.Path.EndsWith("/results", StringComparison.Ordinal) ? results(ids)
                : request.Path.Contains('?', StringComparison.Ordinal) ? RawReply.Http(list?.Invoke(request.Number) ?? """{"data": [], "has_more": false, "first_id": null, "last_id": null}""")
                : stateStatus is null ? RawReply.Http(state ?? Batch()) : RawReply.Http("{}", stateStatus);
        });
        var clock = new ImpatientClock(Wire.Timeout);
        server.Stalled = clock.Expire;
        var personas = PersonaFile.Load(Path.Combine(shop.Study, "model", "personas.json"));
        personas = personas with { Personas = [.. personas.Personas.Take(4)] };
        var asked = new Asked();
        const double Limit = 1;
        var path = Path.Combine(_folder, "journal.db");
        using (var journal = Journal.Open(path, clock))
        {
            var run = LanguageModelRun.Prepare(
                personas, [FlashSale], Population.OfPersonas(personas), Wire.Anthropic.Endpoint(server.Address), journal, new SimulationOptions(),
                new CallOptions { MaxCost = Limit, Batch = true, MaxAttempts = 3 }, Stop);
            try
            {
                asked.Run = await run.RunAsync(journal, time: clock, cancellationToken: Stop);
            }
            catch (ClienteleException problem)
            {
                asked.Stopped = problem;
            }
            asked.Notices = run.Notices;
            var plan = journal.Plans().Single();
            asked.OpenBatches = plan.InBatches > 0 ? 1 : 0;
            Assert.InRange(plan.Spent, 0, Limit);
        }
        asked.Requests = server.Requests;
        Assert.InRange(server.Sent, 0, server.Requests * (32L << 20));
        foreach (var file in Directory.GetFiles(_folder))
            Assert.DoesNotContain(Wire.Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase);
        var said = asked.Stopped + string.Concat(asked.Notices) + string.Concat(asked.Run?.Verbatims.Select(verbatim => verbatim.Text) ?? []);
        Assert.DoesNotContain(Wire.Key, said, StringComparison.OrdinalIgnoreCase);
        return asked;
    }

    private sealed class Asked
    {
        public SimulationRun? Run { get; set; }

        public ClienteleException? Stopped { get; set; }

        public IReadOnlyList<string> Notices { get; set; } = [];

        public int OpenBatches { get; set; }

        public int Requests { get; set; }
    }
}
