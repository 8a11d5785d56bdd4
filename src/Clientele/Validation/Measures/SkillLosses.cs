namespace Clientele.Validation.Measures;

/// <summary>Log-losses of one task, an entry an order: what a skill S = (L_marginal − L_agent) / (L_marginal − L_best) is made of. 0 = no better than the population's
/// shares, 1 = as good as the best fitted baseline.</summary>
/// <param name="Customer">Customers, numbered alike in all tasks.</param>
/// <param name="Marginal">Of the population marginal.</param>
/// <param name="Agent">Of the agent.</param>
/// <param name="Best">Of the best baseline.</param>
internal sealed record SkillLosses(int[] Customer, double[] Marginal, double[] Agent, double[] Best)
{
    /// <summary>L_marginal − L_best, nats.</summary>
    public double Room => Marginal.Average() - Best.Average();

    /// <summary>Whether there is enough to predict.</summary>
    /// <param name="leastRoom">Least room, nats: <see cref="Experiments.ExperimentProtocol.CountingThreshold"/>.</param>
    public bool Counts(double leastRoom) => Room >= leastRoom;

    /// <summary>The skill.</summary>
    public double Skill => (Marginal.Average() - Agent.Average()) / Room;
}
