namespace Clientele.Simulation.Calls;

/// <summary>Tokens of one answer as a server counts them, held against what was sent and what may come back. Counts that cannot be are replaced by our own, since a budget that
/// believed them would have no end.</summary>
internal static class TokenCounts
{
    // A token of prose holds two to five bytes; one of sixty-four is a word that no tokenizer has.
    private const long MostBytesOfAToken = 64;

    /// <summary>The reply with counts that can be.</summary>
    /// <param name="reply">As the server counted; 0 = it did not. Its cost is filled in here.</param>
    /// <param name="prompt">Bytes of the prompts and of the schema, at most.</param>
    /// <param name="endpoint">Who answered.</param>
    /// <param name="worst">What the call was reserved at, US dollars: what it costs where the server's counts cannot be believed.</param>
    /// <param name="batch">Sent in a batch.</param>
    public static ModelReply Checked(ModelReply reply, long prompt, ModelEndpoint endpoint, double worst, bool batch = false)
    {
        var text = TokenEstimate.Most(reply.Text);
        var inputHolds = Within(reply.InputTokens, prompt / MostBytesOfAToken, prompt + TokenEstimate.RequestOverhead) && Within(reply.CachedTokens, 0, reply.InputTokens);
        // A server that ignores the limit of output tokens sends a text as long as it counts.
        var outputHolds = Within(reply.OutputTokens, text / MostBytesOfAToken, Math.Max(endpoint.MaxOutputTokens, text));
        if (inputHolds && outputHolds && reply.InputTokens > 0 && (reply.OutputTokens > 0 || text == 0))
            return reply with { Cost = endpoint.Price?.Cost(reply.InputTokens, reply.CachedTokens, reply.OutputTokens, batch) };
        var own = reply with
        {
            InputTokens = TokenEstimate.HighOf(prompt),
            CachedTokens = 0,
            OutputTokens = Math.Min(endpoint.MaxOutputTokens, TokenEstimate.HighOf(text)),
            OwnCount = true,
        };
        // Thinking is billed and not seen: such an answer may have used all that it may.
        return own with { Cost = endpoint.Price is null ? null : worst };
    }

    private static bool Within(long count, long least, long most) => count >= least && count <= most;
}
