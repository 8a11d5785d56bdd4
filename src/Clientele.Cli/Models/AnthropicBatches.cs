using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Models.Messages;
using Anthropic.Models.Messages.Batches;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Message Batches: the same requests as one at a time, by the call's key as <c>custom_id</c>.</summary>
internal sealed class AnthropicBatches(AnthropicClient client, Func<ModelCall, MessageCreateParams> parameters) : IModelBatches
{
    /// <inheritdoc/>
    public int LargestBatch => 10_000; // 100,000 are allowed; 256 MB is the limit that prompts reach first

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken)
    {
        var batch = await client.Messages.Batches.Create(
            new BatchCreateParams { Requests = [.. calls.Select(pair => new Request { CustomID = pair.Key.ToString(), Params = Params.FromRawUnchecked(parameters(pair.Call).RawBodyData) })] },
            cancellationToken).ConfigureAwait(false);
        return batch.ID;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var states = new List<BatchState>();
        for (var page = await client.Messages.Batches.List(new BatchListParams { Limit = 100 }, cancellationToken).ConfigureAwait(false); ; page = await page.Next(cancellationToken).ConfigureAwait(false))
        {
            states.AddRange(page.Items.Select(State));
            if (!page.HasNext() || states.Count == 0 || states[^1].Created < since)
                return [.. states.Where(state => state.Created >= since)];
        }
    }

    /// <inheritdoc/>
    public async Task<BatchState?> StateAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return State(await client.Messages.Batches.Retrieve(id, cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        catch (ModelHttpException problem) when (problem.Status == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in client.Messages.Batches.ResultsStreaming(id, cancellationToken: cancellationToken).ConfigureAwait(false))
            if (item.CustomID.Length == 64 && item.CustomID.All(char.IsAsciiHexDigitLower))
                yield return (CallKey.Parse(item.CustomID), Result(item.Result));
    }

    private static BatchState State(MessageBatch batch)
    {
        var counts = batch.RequestCounts;
        var done = counts.Succeeded + counts.Errored + counts.Canceled + counts.Expired;
        return new BatchState(batch.ID, batch.CreatedAt, batch.ProcessingStatus == ProcessingStatus.Ended, (int)(done + counts.Processing), (int)done);
    }

    private static CallResult Result(MessageBatchResult result)
    {
        if (result.TryPickErrored(out var error))
            return new CallResult.Failed(Secrets.Hide(Words.Cut($"the batch item failed: {error.Error.Error.Message}", 300)));
        if (!result.TryPickSucceeded(out var succeeded))
            return new CallResult.Failed("the batch item expired or was cancelled");
        var message = succeeded.Message;
        var cached = message.Usage.CacheReadInputTokens ?? 0;
        return new CallResult.Replied(new ModelReply
        {
            // Thinking comes in blocks of its own, before the text.
            Text = string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")),
            End = message.StopReason == StopReason.Refusal ? ReplyEnd.Refused : message.StopReason == StopReason.MaxTokens ? ReplyEnd.CutOff : ReplyEnd.Complete,
            InputTokens = message.Usage.InputTokens + (message.Usage.CacheCreationInputTokens ?? 0) + cached,
            CachedTokens = cached,
            OutputTokens = message.Usage.OutputTokens,
        });
    }
}
