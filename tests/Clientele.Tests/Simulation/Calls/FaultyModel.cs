using System.Collections.Concurrent;
using System.Net;
using Clientele.Simulation.Calls;
using Microsoft.Extensions.AI;

namespace Clientele.Tests.Simulation.Calls;

/// <summary>A model that answers "answer to" and the prompt, and before that fails as a test says.</summary>
internal sealed class FaultyModel(Func<string, int, Exception?>? fault = null) : IChatClient
{
    public const int Input = 100, Output = 20;

    private readonly ConcurrentDictionary<string, int> _tries = new();
    private int _inFlight, _most;

    /// <summary>Times that each prompt was answered.</summary>
    public ConcurrentDictionary<string, int> Answered { get; } = new();

    public int Tries => _tries.Values.Sum();

    public int MostInFlight => _most;

    /// <summary>What every answer waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Tokens that it says an answer took; default <see cref="Input"/> and <see cref="Output"/>.</summary>
    public UsageDetails? Usage { get; set; } = new() { InputTokenCount = Input, OutputTokenCount = Output };

    public ChatFinishReason Finish { get; set; } = ChatFinishReason.Stop;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = messages.Last().Text;
        var now = Interlocked.Increment(ref _inFlight);
        for (int seen; now > (seen = _most) && Interlocked.CompareExchange(ref _most, now, seen) != seen;) { }
        try
        {
            await Gate.WaitAsync(cancellationToken);
            await Task.Yield();
            var attempt = _tries.AddOrUpdate(prompt, 1, (_, n) => n + 1);
            if (fault?.Invoke(prompt, attempt) is { } problem)
                throw problem;
            Answered.AddOrUpdate(prompt, 1, (_, n) => n + 1);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("thinking aloud"), new TextContent("answer to " + prompt)]))
            {
                FinishReason = Finish,
                Usage = Usage,
            };
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    public static ModelHttpException Http(int status, double? retryAfterSeconds = null) =>
        new((HttpStatusCode)status, $"{status} said the server", retryAfterSeconds is { } s ? TimeSpan.FromSeconds(s) : null);

    public ModelEndpoint Endpoint(ModelPrice? price = null) => new() { Model = "faulty", Address = "test", Client = this, Price = price ?? new ModelPrice(1, 5), MaxOutputTokens = 100 };
}
