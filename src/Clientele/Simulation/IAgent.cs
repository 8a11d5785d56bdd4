namespace Clientele.Simulation;

/// <summary>One way of answering for simulated customers: the embedded choice model, a language model, or a script.</summary>
public interface IAgent
{
    /// <summary>What the agent is, for the manifest: <c>choice</c>, or a model id.</summary>
    string Name { get; }

    /// <summary>Answers one question for one simulated customer.</summary>
    /// <param name="profile">Who answers.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="replicate">From 0: how often this was asked before. An agent without chance answers the same each time.</param>
    /// <param name="cancellationToken">Stops before an answer came.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before an answer came.</exception>
    ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken);
}
