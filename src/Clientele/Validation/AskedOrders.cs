using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Validation;

/// <summary>Puts masked questions to an agent, in order, on several threads; and the same question under draws of the agent's parameters where it has any.</summary>
internal static class AskedOrders
{
    /// <summary>A distribution for each question, or null where none came.</summary>
    public static async Task<double[]?[]> AskAsync(
        IAgent agent, IReadOnlyList<(AgentProfile Profile, Question.MaskedAttribute Question)> asked, int concurrency, CancellationToken cancellationToken, Action<int>? done = null)
    {
        var answers = new double[]?[asked.Count];
        var count = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = concurrency > 0 ? concurrency : Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, asked.Count), parallel, async (i, token) =>
        {
            if (await agent.AnswerAsync(asked[i].Profile, asked[i].Question, 0, token) is Answer.Distribution given)
                answers[i] = [.. given.Probabilities];
            if (Interlocked.Increment(ref count) is var now && now % 500 == 0)
                done?.Invoke(now);
        });
        return answers;
    }

    /// <summary>The mean distribution over questions with the same number of options, and under each draw; draws are empty for an agent without parameters.</summary>
    /// <param name="agent">Who answers.</param>
    /// <param name="asked">Questions with equal options.</param>
    /// <param name="draws">Draws at most.</param>
    /// <param name="concurrency">Questions in flight.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<(double[] Mean, double[][] Draws, int Answered)> MeanAsync(
        IAgent agent, IReadOnlyList<(AgentProfile Profile, Question.MaskedAttribute Question)> asked, int draws, int concurrency, CancellationToken cancellationToken)
    {
        var answers = await AskAsync(agent, asked, concurrency, cancellationToken);
        return (Mean(answers, asked[0].Question.Options.Count), Draws(agent, asked, draws, cancellationToken), answers.Count(answer => answer is not null));
    }

    /// <summary>The mean distribution over questions with the same number of options under each draw of the agent's parameters; none for an agent without parameters.</summary>
    public static double[][] Draws(
        IAgent agent, IReadOnlyList<(AgentProfile Profile, Question.MaskedAttribute Question)> asked, int draws, CancellationToken cancellationToken)
    {
        var width = asked[0].Question.Options.Count;
        var drawn = agent is ChoiceModelAgent choice ? new double[Math.Min(draws, choice.MaskedDraws(asked[0].Question.Kind))][] : [];
        Parallel.For(0, drawn.Length, new ParallelOptions { CancellationToken = cancellationToken }, d =>
            drawn[d] = Mean([.. asked.Select(one => ((ChoiceModelAgent)agent).Masked(one.Profile, one.Question, d) is Answer.Distribution given ? given.Probabilities : null)], width));
        return drawn;
    }

    /// <summary>The mean distribution of those that came; NaN when none did.</summary>
    public static double[] Mean(IReadOnlyList<IReadOnlyList<double>?> answers, int width)
    {
        var mean = new double[width];
        var count = 0;
        foreach (var answer in answers)
            if (answer is not null)
            {
                for (var k = 0; k < width; k++)
                    mean[k] += answer[k];
                count++;
            }
        for (var k = 0; k < width; k++)
            mean[k] = count == 0 ? double.NaN : mean[k] / count;
        return mean;
    }
}
