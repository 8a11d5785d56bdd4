using System.Text.Json.Nodes;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

public sealed class StubAnswerTests
{
    [Fact]
    public async Task The_answer_is_the_published_choice_of_seed_and_prompts()
    {
        await using var caller = await StubCaller.StartAsync(new StubOptions { Seed = 7 });
        var message = await caller.MessageAsync("A phone costs R$ 1,200.");
        var found = StubCaller.Probabilities(StubCaller.Text(message));
        Assert.Equal(StubChoice.Probabilities(7, StubCaller.System, "A phone costs R$ 1,200.", StubCaller.Options), found);
        Assert.Equal(StubCaller.Options, found.Keys);
        Assert.Equal(1m, found.Values.Sum(value => (decimal)value));
        Assert.Equal("end_turn", message.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task The_same_content_gets_the_same_bytes_and_other_seeds_other_answers()
    {
        await using var caller = await StubCaller.StartAsync();
        await using var other = await StubCaller.StartAsync(new StubOptions { Seed = 2 });
        var first = await caller.MessageAsync("one");
        await caller.MessageAsync("two");
        Assert.Equal(first.GetRawText(), (await caller.MessageAsync("one")).GetRawText());
        Assert.NotEqual(StubCaller.Text(first), StubCaller.Text(await other.MessageAsync("one")));
    }

    [Fact]
    public void The_order_of_the_options_does_not_matter()
    {
        var forwards = StubChoice.Probabilities(1, "s", "u", ["a", "b", "c"]);
        var backwards = StubChoice.Probabilities(1, "s", "u", ["c", "b", "a"]);
        Assert.All(forwards, pair => Assert.Equal(pair.Value, backwards[pair.Key], 0.0011));
    }

    [Fact]
    public async Task Streaming_says_the_same_as_one_object()
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one");
        request["stream"] = true;
        using var response = await caller.PostAsync("/v1/messages", request);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        var events = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!).ToList();
        Assert.Equal("message_start", (string?)events[0]["type"]);
        Assert.Equal("message_stop", (string?)events[^1]["type"]);
        var text = string.Concat(events.Select(data => (string?)data["delta"]?["text"]));
        var message = await caller.MessageAsync("one");
        Assert.Equal(StubCaller.Text(message), text);
        Assert.Equal(message.GetProperty("usage").GetRawText(), events[^2]["usage"]!.ToJsonString());
    }

    [Fact]
    public async Task Chat_completions_choose_alike()
    {
        await using var caller = await StubCaller.StartAsync();
        var completion = await StubCaller.JsonAsync(await caller.PostAsync("/v1/chat/completions", new JsonObject
        {
            ["model"] = "local",
            ["temperature"] = 0.7,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "system", ["content"] = StubCaller.System }, new JsonObject { ["role"] = "user", ["content"] = "one" }),
            ["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "answer", ["schema"] = StubCaller.Schema() } },
        }));
        var choice = completion.GetProperty("choices")[0];
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(StubCaller.Text(await caller.MessageAsync("one")), choice.GetProperty("message").GetProperty("content").GetString());
        var usage = completion.GetProperty("usage");
        Assert.Equal(usage.GetProperty("total_tokens").GetInt32(), usage.GetProperty("prompt_tokens").GetInt32() + usage.GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Without_a_schema_the_options_are_the_lines_of_the_prompt()
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("Choose:\n- now: buy today\n- later: wait\n");
        request.Remove("output_config");
        var message = await StubCaller.JsonAsync(await caller.PostAsync("/v1/messages", request));
        Assert.Equal(["now", "later"], StubCaller.Probabilities(StubCaller.Text(message)).Keys);
    }

    [Fact]
    public async Task Tokens_are_counted_alike_beforehand_and_in_the_answer()
    {
        Assert.Equal(6, StubTokens.Count("It costs 1,200 now"));
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one");
        request.Remove("max_tokens");
        var counted = await StubCaller.JsonAsync(await caller.PostAsync("/v1/messages/count_tokens", request));
        var message = await caller.MessageAsync("one");
        Assert.Equal(counted.GetProperty("input_tokens").GetInt32(), message.GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Equal(StubTokens.Count(StubCaller.Text(message)), message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(1, caller.Stub.Log.Summary().Counted);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", 5000, true)]
    [InlineData("claude-haiku-5-5", 2000, false)]
    [InlineData("claude-sonnet-5", 2000, true)]
    public async Task A_long_system_block_is_cached_from_the_models_minimum_on(string model, int words, bool cached)
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one", model);
        request["system"] = new JsonArray(new JsonObject
        {
            ["type"] = "text",
            ["text"] = string.Join(' ', Enumerable.Repeat("word", words)),
            ["cache_control"] = new JsonObject { ["type"] = "ephemeral" },
        });
        var first = (await StubCaller.JsonAsync(await caller.PostAsync("/v1/messages", request))).GetProperty("usage");
        var second = (await StubCaller.JsonAsync(await caller.PostAsync("/v1/messages", request))).GetProperty("usage");
        Assert.Equal(cached, first.GetProperty("cache_creation_input_tokens").GetInt32() >= words);
        Assert.Equal(first.GetProperty("cache_creation_input_tokens").GetInt32(), second.GetProperty("cache_read_input_tokens").GetInt32());
        Assert.Equal(first.GetProperty("input_tokens").GetInt32(), second.GetProperty("input_tokens").GetInt32());
    }
}
