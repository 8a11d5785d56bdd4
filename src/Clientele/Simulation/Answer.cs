namespace Clientele.Simulation;

/// <summary>What came back from an agent. A missing answer stays missing: each case is counted and shown.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>The call behind the answer; null for an agent that makes none, and where none was made.</summary>
    public AnswerTrace? Trace { get; init; }

    /// <summary>Which case it is, to be counted.</summary>
    internal AnswerCase Case => this switch
    {
        Distribution => AnswerCase.Answered,
        Refused => AnswerCase.Refused,
        Unreadable => AnswerCase.Unreadable,
        Failed => AnswerCase.Failed,
        OverBudget => AnswerCase.OverBudget,
        _ => AnswerCase.Cancelled,
    };

    /// <summary>A probability for each option of the question, in its order; each in [0, 1], sum 1 to 1e-9.</summary>
    /// <param name="Probabilities">One an option.</param>
    /// <param name="Reasons">Why, strongest first; at most five.</param>
    public sealed record Distribution(IReadOnlyList<double> Probabilities, IReadOnlyList<Reason> Reasons) : Answer
    {
        /// <summary>What change would flip the preferred decision, in words; null when unknown or none in a plausible range does.</summary>
        public string? Flip { get; init; }

        /// <summary>The agent's own sentences of reason, as it wrote them (tidied, at most 600 characters); null for an agent that writes none.</summary>
        public string? Statement { get; init; }
    }

    /// <summary>The model declined to answer.</summary>
    public sealed record Refused(string Explanation) : Answer;

    /// <summary>Something came back that could not be read as an answer to the question.</summary>
    public sealed record Unreadable(string Text, string Problem) : Answer;

    /// <summary>No answer came, after all retries.</summary>
    public sealed record Failed(string Problem) : Answer;

    /// <summary>Not asked, because the cost limit would have been passed.</summary>
    public sealed record OverBudget : Answer;

    /// <summary>Not asked, because the run was stopped.</summary>
    public sealed record Cancelled : Answer;
}

/// <summary>The call behind an answer: what was shown and what it took.</summary>
/// <param name="Call">SHA-256 of the call, 64 hexadecimal digits: its key in the journal.</param>
/// <param name="Order">Order in which the options were shown, by their place in the question.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer, thinking included.</param>
/// <param name="Cost">US dollars; null when the price is unknown.</param>
/// <param name="LatencyMs">From sending to the whole answer, milliseconds.</param>
public sealed record AnswerTrace(string Call, IReadOnlyList<int> Order, long InputTokens, long OutputTokens, double? Cost, int LatencyMs)
{
    /// <summary>Whether the tokens were counted here (<see cref="Calls.ModelReply.OwnCount"/>).</summary>
    public bool OwnCount { get; init; }
}
