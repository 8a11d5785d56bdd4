namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>What becomes of a call whose every attempt meets a fault.</summary>
internal enum Ending
{
    /// <summary>It is no fault: the answer counts.</summary>
    Answered,

    /// <summary>The answer counts, with tokens that are counted here.</summary>
    AnsweredOwnCount,

    /// <summary>What came is kept and cannot be read.</summary>
    Unreadable,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>The call failed after all attempts.</summary>
    Failed,

    /// <summary>The run stops with one sentence: every other call would meet the same.</summary>
    Stops,
}
