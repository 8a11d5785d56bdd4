using Microsoft.Extensions.AI;

namespace Clientele.Simulation.Agents;

/// <summary>A chat client that answers from a function: for tests of your own, for examples without a key, and for models with known biases.</summary>
/// <param name="answer">Given the system and the user prompt, what the model would say.</param>
public sealed class ScriptedChatClient(Func<string, string, string> answer) : IChatClient
{
    private int _calls;

    /// <summary>Times that it was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _calls);
        var all = messages.ToList();
        string Said(ChatRole role) => string.Join('\n', all.Where(message => message.Role == role).Select(message => message.Text));
        var (system, user) = (Said(ChatRole.System), Said(ChatRole.User));
        var text = answer(system, user);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = (system.Length + user.Length) / 4, OutputTokenCount = text.Length / 4 },
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)).ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
