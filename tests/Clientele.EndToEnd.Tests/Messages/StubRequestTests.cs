using System.Net;
using System.Text.Json.Nodes;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

public sealed class StubRequestTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("refused")]
    public async Task A_key_that_is_missing_or_refused_is_401(string? key)
    {
        await using var caller = await StubCaller.StartAsync(new StubOptions(), key);
        foreach (var path in (string[])["/v1/messages", "/v1/messages/batches", "/v1/messages/count_tokens"])
        {
            using var response = await caller.PostAsync(path, StubCaller.Request("one"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            var error = await StubCaller.JsonAsync(response);
            Assert.Equal("authentication_error", error.GetProperty("error").GetProperty("type").GetString());
        }
    }

    [Theory]
    [InlineData("max_tokens", null, "max_tokens: Field required")]
    [InlineData("max_tokens", "0", "max_tokens: ")]
    [InlineData("model", null, "model: Field required")]
    [InlineData("messages", "[]", "messages: at least one message is required")]
    [InlineData("messages", """[{"role":"system","content":"x"}]""", "messages.0.role")]
    [InlineData("messages", """[{"role":"user","content":"x"},{"role":"assistant","content":"{"}]""", "prefill")]
    [InlineData("temperature", "0.5", "temperature")]
    [InlineData("top_p", "0.5", "top_p")]
    [InlineData("top_k", "5", "top_k")]
    [InlineData("replicate", "1", "replicate: Extra inputs are not permitted")]
    [InlineData("thinking", """{"type":"enabled","budget_tokens":1024}""", "thinking.type")]
    [InlineData("system", """[{"type":"image"}]""", "system.0")]
    [InlineData("output_config", """{"effort":"huge"}""", "output_config.effort")]
    [InlineData("output_config", """{"format":{"type":"json_object"}}""", "output_config.format.type")]
    [InlineData("output_config", """{"format":{"type":"json_schema","schema":{"type":"object"}}}""", "'additionalProperties' must be explicitly set to false")]
    [InlineData("output_config", """{"format":{"type":"json_schema","schema":{"type":"number","minimum":0,"maximum":1}}}""", "minimum, maximum are not supported")]
    public async Task What_the_API_would_not_take_is_400_and_says_what(string name, string? json, string message)
    {
        await using var caller = await StubCaller.StartAsync();
        var request = StubCaller.Request("one");
        request.Remove(name);
        if (json is not null)
            request[name] = JsonNode.Parse(json);
        using var response = await caller.PostAsync("/v1/messages", request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await StubCaller.JsonAsync(response)).GetProperty("error");
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, caller.Stub.Log.Summary().Outcomes["400"]);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", true, HttpStatusCode.BadRequest)]
    [InlineData("claude-opus-4-7", true, HttpStatusCode.BadRequest)]
    [InlineData("claude-haiku-4-5-20251001", true, HttpStatusCode.OK)]
    [InlineData("claude-haiku-5-5", false, HttpStatusCode.OK)]
    public async Task Sampling_is_rejected_by_models_that_have_none(string model, bool rejected, HttpStatusCode status)
    {
        await using var caller = await StubCaller.StartAsync(new StubOptions { SamplingRejected = rejected });
        var request = StubCaller.Request("one", model);
        request["temperature"] = 0.5;
        using var response = await caller.PostAsync("/v1/messages", request);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_model_is_404()
    {
        await using var caller = await StubCaller.StartAsync();
        using var response = await caller.PostAsync("/v1/messages", StubCaller.Request("one", "missing-model"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found_error", (await StubCaller.JsonAsync(response)).GetProperty("error").GetProperty("type").GetString());
    }
}
