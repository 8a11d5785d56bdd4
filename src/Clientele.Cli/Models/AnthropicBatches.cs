using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Models.Messages;
using Anthropic.Models.Messages.Batches;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Message Batches: the same requests as one at a time, by the call's key as <c>custom_id</c>.</summary>
internal sealed class AnthropicBatches(AnthropicClient client, Func<ModelCall, MessageCreateParams> parameters) : IModelBatches
{
    private const int MostPages = 100; // a list that has no end is given up

    /// <inheritdoc/>
    public int LargestBatch => 10_000; // 100,000 are allowed; 256 MB is the limit that prompts reach first

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken)
    {
        var batch = await client.Messages.Batches.Create(
            new BatchCreateParams { Requests = [.. calls.Select(pair => new Request { CustomID = pair.Key.ToString(), Params = Params.FromRawUnchecked(parameters(pair.Call).RawBodyData) })] },
            cancellationToken).ConfigureAwait(false);
        return Id(batch.ID);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (states, pages) = (new List<BatchState>(), 0);
        for (var page = await client.Messages.Batches.List(new BatchListParams { Limit = 100 }, cancellationToken).ConfigureAwait(false); ; page = await page.Next(cancellationToken).ConfigureAwait(false))
        {
            states.AddRange(page.Items.Select(State));
            if (!page.HasNext() || states.Count == 0 || states[^1].Created < since || ++pages >= MostPages)
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
        catch (ModelHttpException problem) when (problem.Status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, int calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The client's own reader takes a line of any length; the bytes are read here.
        using var response = await client.WithRawResponse.Messages.Batches.ResultsStreaming(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var stream = await response.ReadAsStream(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var result in BatchResults.ReadAsync(stream, calls, cancellationToken).ConfigureAwait(false))
                yield return result;
        }
    }

    // An id becomes part of an address and of the journal: letters, digits, dashes and underscores, as the provider gives them, and no key.
    private static string Id(string id) => id.Length is > 0 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && Secrets.Hide(id) == id
        ? id : throw new UnusableAnswerException("the batch has an id that is none");

    private static BatchState State(MessageBatch batch)
    {
        var counts = batch.RequestCounts;
        var processing = Count(counts.Processing);
        var done = Count(counts.Succeeded) + Count(counts.Errored) + Count(counts.Canceled) + Count(counts.Expired);
        return new BatchState(Id(batch.ID), batch.CreatedAt, batch.ProcessingStatus == ProcessingStatus.Ended, done + processing, done);
    }

    private static int Count(long calls) => (int)Math.Clamp(calls, 0, 1_000_000);
}
