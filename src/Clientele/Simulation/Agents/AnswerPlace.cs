namespace Clientele.Simulation.Agents;

/// <summary>Where a clause stands, which says how much it may decide.</summary>
internal enum AnswerPlace
{
    /// <summary>After DECISION or the like: commentary may follow the decision.</summary>
    Heading,

    /// <summary>First sentence of the answer: a bare option or yes or no.</summary>
    Opening,

    /// <summary>Any other sentence: only "I would choose …".</summary>
    Within,
}
