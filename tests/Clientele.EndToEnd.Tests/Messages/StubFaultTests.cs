using System.Net;
using System.Text.Json;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

public sealed class StubFaultTests
{
    [Theory]
    [InlineData(StubFault.RateLimited, 429, "rate_limit_error")]
    [InlineData(StubFault.RateLimitedBare, 429, "rate_limit_error")]
    [InlineData(StubFault.Overloaded, 529, "overloaded_error")]
    [InlineData(StubFault.ServerError, 500, "api_error")]
    public async Task A_fault_with_a_status_has_the_APIs_error(StubFault fault, int status, string type)
    {
        await using var caller = await StubCaller.StartAsync(fault);
        using var response = await caller.AskAsync("one");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(fault == StubFault.RateLimited ? TimeSpan.FromSeconds(1) : null, response.Headers.RetryAfter?.Delta);
        Assert.Equal(type, (await StubCaller.JsonAsync(response)).GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(0m, caller.Stub.Log.Summary().BilledUsd);
    }

    [Fact]
    public async Task Dropped_has_no_byte_of_a_response_and_costs_nothing()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.Dropped);
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.AskAsync("one"));
        Assert.Equal(new ContentTally(1, 0, 0), Counts(caller, "one"));
    }

    [Fact]
    public async Task Half_a_body_comes_with_status_200_and_is_billed()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.HalfBody);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(caller.Stub.Address, "v1/messages")) { Content = new StringContent(StubCaller.Request("one").ToJsonString()) };
        request.Headers.Add("Authorization", "Bearer any");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        });
        Assert.Equal(new ContentTally(1, 0, 1), Counts(caller, "one"));
        Assert.True(caller.Stub.Log.Summary().BilledUsd > 0);
    }

    [Fact]
    public async Task Slow_is_late_but_right()
    {
        await using var plain = await StubCaller.StartAsync();
        await using var caller = await StubCaller.StartAsync(new StubOptions { Faults = new Dictionary<StubFault, int> { [StubFault.Slow] = 1000 }, SlowDelay = TimeSpan.FromMilliseconds(50) });
        Assert.Equal((await plain.MessageAsync("one")).GetRawText(), (await caller.MessageAsync("one")).GetRawText());
    }

    [Fact]
    public async Task A_refusal_has_a_stop_reason_and_no_text()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.Refusal);
        var message = await caller.MessageAsync("one");
        Assert.Equal("refusal", message.GetProperty("stop_reason").GetString());
        Assert.Equal("refusal", message.GetProperty("stop_details").GetProperty("type").GetString());
        Assert.Equal(0, message.GetProperty("content").GetArrayLength());
    }

    [Fact]
    public async Task A_cut_off_answer_has_used_up_its_tokens()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.CutOff);
        var message = await caller.MessageAsync("one");
        Assert.Equal("max_tokens", message.GetProperty("stop_reason").GetString());
        Assert.Equal(500, message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(StubCaller.Text(message)));
    }

    [Fact]
    public async Task An_answer_longer_than_allowed_is_cut_without_any_fault()
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one");
        request["max_tokens"] = 10;
        var message = await StubCaller.JsonAsync(await caller.PostAsync("/v1/messages", request));
        Assert.Equal("max_tokens", message.GetProperty("stop_reason").GetString());
        Assert.Equal(10, StubTokens.Count(StubCaller.Text(message)));
    }

    [Fact]
    public async Task Thinking_comes_before_the_text_and_counts_as_output()
    {
        await using var plain = await StubCaller.StartAsync();
        await using var caller = await StubCaller.StartAsync(StubFault.ThinkingFirst);
        var without = await plain.MessageAsync("one");
        var message = await caller.MessageAsync("one");
        Assert.Equal(["thinking", "text"], message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()!));
        Assert.Equal(StubCaller.Text(without), StubCaller.Text(message));
        var usage = message.GetProperty("usage");
        var thinking = usage.GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32();
        Assert.True(thinking > 0);
        Assert.Equal(without.GetProperty("usage").GetProperty("output_tokens").GetInt32() + thinking, usage.GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Malformed_is_not_JSON_and_the_wrong_schema_lacks_what_was_asked()
    {
        await using var malformed = await StubCaller.StartAsync(StubFault.Malformed);
        var text = StubCaller.Text(await malformed.MessageAsync("one"));
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(text));
        await using var wrong = await StubCaller.StartAsync(StubFault.WrongSchema);
        Assert.False(JsonElement.Parse(StubCaller.Text(await wrong.MessageAsync("one"))).TryGetProperty("probabilities", out _));
    }

    [Fact]
    public async Task A_bad_sum_is_four_fifths()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.BadSum);
        Assert.Equal(0.8m, StubCaller.Probabilities(StubCaller.Text(await caller.MessageAsync("one"))).Values.Sum(value => (decimal)value));
    }

    [Fact]
    public async Task A_fence_holds_the_undisturbed_answer()
    {
        await using var plain = await StubCaller.StartAsync();
        await using var caller = await StubCaller.StartAsync(StubFault.Fenced);
        var text = StubCaller.Text(await caller.MessageAsync("one"));
        Assert.Contains($"```json\n{StubCaller.Text(await plain.MessageAsync("one"))}\n```", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_after_a_transport_fault_can_succeed_and_runs_alike_every_time()
    {
        var first = await StatusesAsync();
        Assert.Equal(first, await StatusesAsync());
        Assert.InRange(first.Count(status => status == 200), 15, 45);
        Assert.All(first.Chunk(10), statuses => Assert.Contains(200, statuses));

        static async Task<List<int>> StatusesAsync()
        {
            await using var caller = await StubCaller.StartAsync(StubFault.Overloaded, 500);
            var statuses = new List<int>();
            for (var i = 0; i < 60; i++)
            {
                using var response = await caller.AskAsync($"question {i / 10}");
                statuses.Add((int)response.StatusCode);
            }
            return statuses;
        }
    }

    [Fact]
    public async Task Content_faults_stay_with_their_content()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.Refusal, 500);
        var refused = new List<bool>();
        for (var i = 0; i < 40; i++)
        {
            var message = await caller.MessageAsync($"question {i % 20}");
            refused.Add(message.GetProperty("stop_reason").ValueEquals("refusal"));
        }
        Assert.Equal(refused[..20], refused[20..]);
        Assert.InRange(refused.Count(value => value), 8, 32);
    }

    [Fact]
    public async Task Chat_completions_have_the_same_faults()
    {
        await using var caller = await StubCaller.StartAsync(StubFault.RateLimited);
        using var response = await caller.PostAsync("/v1/chat/completions", StubCaller.Request("one"));
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    private static ContentTally Counts(StubCaller caller, string user)
    {
        var tally = caller.Stub.Log.Of(StubCaller.Content(user));
        return new ContentTally(tally.Received, tally.Answered, tally.Billed);
    }
}
