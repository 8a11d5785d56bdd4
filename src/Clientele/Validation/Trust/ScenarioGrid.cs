using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation.Trust;

/// <summary>Answers of every persona to one scenario in a crossed design, [persona, wording, order, replicate]; null where none came.</summary>
/// <remarks>The two orders of the options are each other's reverse. A replicate is the same prompt again, in a call of its own.</remarks>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Buys">Whether each option buys.</param>
/// <param name="Answers">Probabilities of the options in the scenario's own order.</param>
internal sealed record ScenarioGrid(string Scenario, IReadOnlyList<bool> Buys, double[]?[,,,] Answers)
{
    /// <summary>Orders of the options.</summary>
    public const int Orders = 2;

    /// <summary>Personas.</summary>
    public int Personas => Answers.GetLength(0);

    /// <summary>Wordings.</summary>
    public int Wordings => Answers.GetLength(1);

    /// <summary>Replicates.</summary>
    public int Replicates => Answers.GetLength(3);

    /// <summary>Probability of buying in any way; NaN without an answer.</summary>
    public double Buying(int persona, int wording, int order, int replicate) =>
        Answers[persona, wording, order, replicate] is { } answer ? answer.Where((_, k) => Buys[k]).Sum() : double.NaN;

    /// <summary>Asks one scenario.</summary>
    /// <param name="agent">Who answers.</param>
    /// <param name="personas">One agent a persona.</param>
    /// <param name="scenario">The scenario in one variant.</param>
    /// <param name="design">Wordings and replicates.</param>
    /// <param name="concurrency">Questions in flight; 0 = one a core.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ScenarioGrid> AskAsync(
        IAgent agent, IReadOnlyList<AgentProfile> personas, Scenario scenario, TrustDesign design, int concurrency, CancellationToken cancellationToken)
    {
        var answers = new double[]?[personas.Count, design.Wordings, Orders, design.Replicates];
        var options = scenario.Options.Count;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = concurrency > 0 ? concurrency : Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, answers.Length, parallel, async (i, token) =>
        {
            var (r, o, w, p) = (i % design.Replicates, i / design.Replicates % Orders, i / (design.Replicates * Orders) % design.Wordings, i / (design.Replicates * Orders * design.Wordings));
            var question = new Question.Purchase(scenario) { Wording = w, FirstReplicate = FirstReplicate(r, options) };
            if (await agent.AnswerAsync(personas[p], question, question.FirstReplicate + (o * options), token) is Answer.Distribution given)
                answers[p, w, o, r] = [.. given.Probabilities];
        });
        return new ScenarioGrid(scenario.Name, [.. scenario.Options.Select(option => option.Buys)], answers);
    }

    // Options take 2 × count orders in turn, the second half being the first reversed: so many replicates on, the first is shown again.
    private static int FirstReplicate(int replicate, int options) => replicate * 2 * options;
}
