namespace Clientele.Simulation;

/// <summary>The calls behind decisions, by column, one entry a row of the <see cref="DecisionTable"/>.</summary>
public sealed record CallColumns
{
    /// <summary>What became of the question.</summary>
    public required AnswerCase[] Case { get; init; }

    /// <summary>Order in which the options were shown, as their ids; null where no call was made.</summary>
    public required string?[] Shown { get; init; }

    /// <summary>First 128 bits of the call's key in the journal; 0 where no call was made.</summary>
    public required UInt128[] Call { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required int[] InputTokens { get; init; }

    /// <summary>Tokens of the answer, thinking included.</summary>
    public required int[] OutputTokens { get; init; }

    /// <summary>US dollars; NaN when the price is unknown.</summary>
    public required double[] Cost { get; init; }

    /// <summary>From sending to the whole answer, milliseconds.</summary>
    public required int[] LatencyMs { get; init; }

    /// <summary>Whether the tokens were counted here, because the server's counts were missing or cannot be.</summary>
    public required bool[] OwnCount { get; init; }

    internal static CallColumns Of(int rows)
    {
        var columns = new CallColumns
        {
            Case = new AnswerCase[rows],
            Shown = new string?[rows],
            Call = new UInt128[rows],
            InputTokens = new int[rows],
            OutputTokens = new int[rows],
            Cost = new double[rows],
            LatencyMs = new int[rows],
            OwnCount = new bool[rows],
        };
        Array.Fill(columns.Cost, double.NaN);
        return columns;
    }
}

/// <summary>What became of a question.</summary>
public enum AnswerCase
{
    /// <summary>A distribution came.</summary>
    Answered,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>What came could not be read.</summary>
    Unreadable,

    /// <summary>Nothing came, after all attempts.</summary>
    Failed,

    /// <summary>Not asked: cost limit.</summary>
    OverBudget,

    /// <summary>Not asked: stopped.</summary>
    Cancelled,
}
