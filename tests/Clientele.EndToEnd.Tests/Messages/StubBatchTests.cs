using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

public sealed class StubBatchTests
{
    private const string Root = "/v1/messages/batches";

    [Fact]
    public async Task Results_are_the_answers_that_messages_get_at_half_the_price_in_another_order()
    {
        var faults = new Dictionary<StubFault, int> { [StubFault.Refusal] = 200, [StubFault.CutOff] = 200, [StubFault.Fenced] = 200, [StubFault.ThinkingFirst] = 300 };
        await using var caller = await StubCaller.StartAsync(new StubOptions { Faults = faults });
        await using var messages = await StubCaller.StartAsync(new StubOptions { Faults = faults });
        var created = await CreateAsync(caller, 40);
        Assert.Equal("in_progress", created.GetProperty("processing_status").GetString());
        Assert.Equal(40, created.GetProperty("request_counts").GetProperty("processing").GetInt32());
        var ended = await caller.GetAsync($"{Root}/{Id(created)}");
        Assert.Equal("ended", ended.GetProperty("processing_status").GetString());
        Assert.Equal(40, ended.GetProperty("request_counts").GetProperty("succeeded").GetInt32());
        var results = await ResultsAsync(caller, ended);
        Assert.NotEqual(results.Select(result => result.Id).Order(StringComparer.Ordinal), results.Select(result => result.Id));
        foreach (var (id, result) in results)
        {
            var message = result.GetProperty("message");
            var alone = await messages.MessageAsync($"question {id[1..]}");
            foreach (var name in (string[])["id", "content", "stop_reason"])
                Assert.Equal(alone.GetProperty(name).GetRawText(), message.GetProperty(name).GetRawText());
        }
        Assert.Equal(messages.Stub.Log.Summary().BilledUsd / 2, caller.Stub.Log.Summary().BilledUsd);
        Assert.Equal(40, caller.Stub.Log.Summary().Answered);
    }

    [Fact]
    public async Task A_batch_takes_its_time_and_cancelling_stops_it_where_it_is()
    {
        var clock = new ManualClock();
        await using var caller = await StubCaller.StartAsync(new StubOptions { BatchDuration = TimeSpan.FromMinutes(10), Clock = clock });
        var id = Id(await CreateAsync(caller, 10));
        clock.Move(TimeSpan.FromMinutes(4));
        Assert.Equal("in_progress", (await caller.GetAsync($"{Root}/{id}")).GetProperty("processing_status").GetString());
        using (var early = await caller.PostAsync($"{Root}/{id}/cancel", new JsonObject()))
            Assert.Equal("canceling", (await StubCaller.JsonAsync(early)).GetProperty("processing_status").GetString());
        var ended = await caller.GetAsync($"{Root}/{id}");
        Assert.Equal("ended", ended.GetProperty("processing_status").GetString());
        var results = await ResultsAsync(caller, ended);
        Assert.Equal(4, results.Count(result => result.Result.GetProperty("type").ValueEquals("succeeded")));
        Assert.Equal(6, results.Count(result => result.Result.GetProperty("type").ValueEquals("canceled")));
        Assert.Equal(4, caller.Stub.Log.Summary().Answered);
    }

    [Theory]
    [InlineData(StubFault.BatchErrored, "errored")]
    [InlineData(StubFault.BatchExpired, "expired")]
    public async Task Requests_of_a_batch_can_fail(StubFault fault, string type)
    {
        await using var caller = await StubCaller.StartAsync(fault);
        var results = await ResultsAsync(caller, await caller.GetAsync($"{Root}/{Id(await CreateAsync(caller, 3))}"));
        Assert.All(results, result => Assert.Equal(type, result.Result.GetProperty("type").GetString()));
        Assert.Equal(0m, caller.Stub.Log.Summary().BilledUsd);
    }

    [Fact]
    public async Task Wrong_parameters_are_errored_in_the_results()
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one");
        request["temperature"] = 1;
        var created = await StubCaller.JsonAsync(await caller.PostAsync(Root, new JsonObject { ["requests"] = new JsonArray(Item("a", request)) }));
        var result = (await ResultsAsync(caller, await caller.GetAsync($"{Root}/{Id(created)}"))).Single().Result;
        Assert.Equal("invalid_request_error", result.GetProperty("error").GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_list_is_newest_first_in_pages()
    {
        await using var caller = await StubCaller.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Insert(0, Id(await CreateAsync(caller, 1)));
        var first = await caller.GetAsync($"{Root}?limit=2");
        Assert.Equal(ids[..2], first.GetProperty("data").EnumerateArray().Select(Id));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        var second = await caller.GetAsync($"{Root}?limit=2&after_id={first.GetProperty("last_id").GetString()}");
        Assert.Equal(ids[2..], second.GetProperty("data").EnumerateArray().Select(Id));
        Assert.False(second.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task A_lost_batch_was_made_all_the_same()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.BatchLost);
        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(caller, 2));
        Assert.Single((await caller.GetAsync(Root)).GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("same", "same")]
    [InlineData("not allowed", "b")]
    public async Task Custom_ids_are_unique_and_plain(string first, string second)
    {
        await using var caller = await StubCaller.StartAsync();
        using var response = await caller.PostAsync(Root, new JsonObject { ["requests"] = new JsonArray(Item(first, StubCaller.Request("one")), Item(second, StubCaller.Request("two"))) });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, caller.Stub.Log.Summary().Batches);
    }

    private static async Task<JsonElement> CreateAsync(StubCaller caller, int count) => await StubCaller.JsonAsync(await caller.PostAsync(Root, new JsonObject
    {
        ["requests"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => Item($"r{i}", StubCaller.Request($"question {i}")))]),
    }));

    private static JsonObject Item(string id, JsonObject request) => new() { ["custom_id"] = id, ["params"] = request };

    private static string Id(JsonElement batch) => batch.GetProperty("id").GetString()!;

    private static async Task<List<(string Id, JsonElement Result)>> ResultsAsync(StubCaller caller, JsonElement batch)
    {
        var lines = await caller.GetTextAsync(batch.GetProperty("results_url").GetString()!);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .Select(line => (line.GetProperty("custom_id").GetString()!, line.GetProperty("result")))];
    }
}
