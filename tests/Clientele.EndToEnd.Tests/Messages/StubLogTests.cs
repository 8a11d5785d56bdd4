using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

public sealed class StubLogTests
{
    [Fact]
    public async Task What_is_answered_twice_is_seen()
    {
        await using var caller = await StubCaller.StartAsync();
        var message = await caller.MessageAsync("one");
        await caller.MessageAsync("one");
        await caller.MessageAsync("two");
        var summary = caller.Stub.Log.Summary();
        Assert.Equal((3, 3, 2, 1), (summary.Received, summary.Answered, summary.ContentsAnswered, summary.AnsweredMoreThanOnce));
        var tally = caller.Stub.Log.Of(StubCaller.Content("one"));
        Assert.Equal((2, 2, 2), (tally.Received, tally.Answered, tally.Billed));
        var usage = message.GetProperty("usage");
        var cost = (usage.GetProperty("input_tokens").GetInt32() * 0.10m / 1_000_000) + (usage.GetProperty("output_tokens").GetInt32() * 0.50m / 1_000_000);
        Assert.InRange(summary.BilledUsd, 2 * cost, 3.5m * cost);
        var told = await caller.GetAsync("/stub/summary");
        Assert.Equal(summary.BilledUsd, told.GetProperty("billed_usd").GetDecimal());
        Assert.Equal(1, told.GetProperty("answered_more_than_once").GetInt32());
    }

    [Fact]
    public async Task The_log_file_has_a_line_for_every_request()
    {
        using var folder = new Folder();
        var path = folder.At("stub.jsonl");
        await using var caller = await StubCaller.StartAsync(new StubOptions { LogFile = path });
        await caller.MessageAsync("one");
        using var rejected = await caller.PostAsync("/v1/messages", new JsonObject());
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["answered", "400"], lines.Select(line => line.GetProperty("outcome").GetString()!));
        Assert.Equal(StubCaller.Content("one").ToString(), lines[0].GetProperty("content").GetString());
        Assert.Equal(caller.Stub.Log.Summary().BilledUsd, lines[0].GetProperty("cost_usd").GetDecimal());
    }

    [Fact]
    public async Task The_rate_limit_lets_a_second_of_requests_through_and_says_when_to_come_back()
    {
        var clock = new ManualClock();
        await using var caller = await StubCaller.StartAsync(new StubOptions { RequestsPerMinute = 120, Clock = clock });
        Assert.Equal([200, 200, 429], await StatusesAsync(caller, 3));
        clock.Move(TimeSpan.FromSeconds(0.5));
        Assert.Equal([200, 429], await StatusesAsync(caller, 2));
        using var limited = await caller.AskAsync("one");
        Assert.Equal(TimeSpan.FromSeconds(1), limited.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Many_slow_requests_wait_side_by_side()
    {
        await using var caller = await StubCaller.StartAsync(new StubOptions { Latency = TimeSpan.FromMilliseconds(500) });
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => caller.MessageAsync($"question {i}")));
        var summary = caller.Stub.Log.Summary();
        Assert.Equal(64, summary.Answered);
        Assert.InRange(summary.MaxConcurrent, 2, 64);
    }

    [Fact]
    public async Task A_client_that_goes_away_pays_nothing()
    {
        await using var caller = await StubCaller.StartAsync(new StubOptions { Latency = TimeSpan.FromMinutes(5) });
        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.Add("x-api-key", "any");
            using var content = new StringContent(StubCaller.Request("one").ToJsonString());
            using var patience = new CancellationTokenSource();
            var asked = client.PostAsync(new Uri(caller.Stub.Address, "v1/messages"), content, patience.Token);
            await UntilAsync(() => caller.Stub.Log.Summary().Received == 1);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }
        await UntilAsync(() => caller.Stub.Log.Summary().Outcomes.ContainsKey("abandoned"));
        Assert.Equal(0m, caller.Stub.Log.Summary().BilledUsd);
    }

    [Fact]
    public async Task As_a_program_it_says_where_it_listens_and_takes_the_same_options()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Clientele.MessagesStub.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [dll, "--seed", "5", "--fault", "overloaded=1000"]) { RedirectStandardOutput = true })!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("listening on http://127.0.0.1:", line, StringComparison.Ordinal);
            using var client = new HttpClient { BaseAddress = new Uri(line!["listening on ".Length..]) };
            client.DefaultRequestHeaders.Add("x-api-key", "any");
            using var content = new StringContent(StubCaller.Request("one").ToJsonString());
            using var response = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode)529, response.StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<List<int>> StatusesAsync(StubCaller caller, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await caller.AskAsync($"question {i}");
            statuses.Add((int)response.StatusCode);
        }
        return statuses;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }
}
