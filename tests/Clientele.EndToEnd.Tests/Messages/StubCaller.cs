using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Messages;

/// <summary>A stub and a plain HTTP client that talks to it.</summary>
internal sealed class StubCaller : IAsyncDisposable
{
    public const string System = "You answer as one customer of a shop.";
    public static readonly string[] Options = ["card_10x", "upfront", "walk_away"];

    private readonly HttpClient _client;

    private StubCaller(MessagesStub stub, string? key)
    {
        Stub = stub;
        _client = new HttpClient { BaseAddress = stub.Address };
        if (key is not null)
            _client.DefaultRequestHeaders.Add("x-api-key", key);
    }

    public MessagesStub Stub { get; }

    public static async Task<StubCaller> StartAsync(StubOptions? options = null, string? key = "any") =>
        new(await MessagesStub.StartAsync(options, TestContext.Current.CancellationToken), key);

    public static Task<StubCaller> StartAsync(StubFault fault, int perMille = 1000) =>
        StartAsync(new StubOptions { Faults = new Dictionary<StubFault, int> { [fault] = perMille } });

    /// <summary>A request as the engine sends it.</summary>
    public static JsonObject Request(string user, string model = "claude-haiku-5-5") => new()
    {
        ["model"] = model,
        ["max_tokens"] = 500,
        ["system"] = System,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = user }),
        ["output_config"] = new JsonObject { ["effort"] = "low", ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = Schema() } },
    };

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["probabilities"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(Options.Select(id => KeyValuePair.Create<string, JsonNode?>(id, new JsonObject { ["type"] = "number" }))),
                ["required"] = new JsonArray([.. Options.Select(id => JsonValue.Create(id))]),
                ["additionalProperties"] = false,
            },
            ["reason"] = new JsonObject { ["type"] = "string" },
            ["key_factors"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        },
        ["required"] = new JsonArray("probabilities", "reason", "key_factors"),
        ["additionalProperties"] = false,
    };

    /// <summary>What the log calls <see cref="Request"/>.</summary>
    public static ContentHash Content(string user) =>
        ContentHash.Of("claude-haiku-5-5", System, [("user", user)], Schema().ToJsonString(), "low");

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) => _client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> AskAsync(string user) => PostAsync("/v1/messages", Request(user));

    /// <summary>The answered message.</summary>
    public async Task<JsonElement> MessageAsync(string user) => await JsonAsync(await AskAsync(user));

    public async Task<JsonElement> GetAsync(string path) => await JsonAsync(await _client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));

    public Task<string> GetTextAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var content = response;
        return JsonElement.Parse(await content.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The text of the message's text block.</summary>
    public static string Text(JsonElement message) =>
        message.GetProperty("content").EnumerateArray().Single(block => block.GetProperty("type").ValueEquals("text")).GetProperty("text").GetString()!;

    /// <summary>The probabilities of an answer's text.</summary>
    public static Dictionary<string, double> Probabilities(string text) =>
        JsonElement.Parse(text).GetProperty("probabilities").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetDouble());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Stub.DisposeAsync();
    }
}
