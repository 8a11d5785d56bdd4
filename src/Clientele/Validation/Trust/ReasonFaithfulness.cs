using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation.Trust;

/// <summary>Whether answers hang on the reasons given for them: a fact of the order that is out of the ordinary is set to its usual value, and the distribution has to move when
/// the answer cites that fact (counterfactual test of faithfulness: Atanasova et al. 2023, arXiv 2305.18029; models cite what did not move them: Turpin et al. 2023,
/// arXiv 2305.04388).</summary>
/// <param name="Tests">Facts changed: of which order (a number), whether the answer had cited it, and how far the answer moved (total variation).</param>
/// <param name="Unknown">Cited factors that are no fact of an order, such as the customer's habits.</param>
internal sealed record ReasonFaithfulness(IReadOnlyList<(int Order, bool Cited, double Move)> Tests, int Unknown)
{
    /// <summary>Asks orders as they are, and with each unusual fact made usual; every fact, cited or not, so that the questions do not depend on answers.</summary>
    /// <param name="data">The shop.</param>
    /// <param name="tasks">Tasks as they are asked.</param>
    /// <param name="design">Tasks and sizes.</param>
    /// <param name="concurrency">Questions in flight; 0 = one a core.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ReasonFaithfulness> AskAsync(
        HeldOut data, IReadOnlyList<TaskQuestions> tasks, FaithfulnessDesign design, int concurrency, int seed, CancellationToken cancellationToken)
    {
        var usual = UsualOrder.Of(data.Fit);
        var (tests, count, unknown) = (new List<(int, bool, double)>(), 0, 0);
        foreach (var task in tasks.Where(task => design.Tasks.Contains(task.Attribute.Kind)))
            foreach (var order in task.Sample(2, design.Orders, seed).Orders)
            {
                var (profile, question) = task.Ask(2, order);
                ContextAttribute[] facts = [.. ContextAttribute.All.Where(fact => usual.Differs(fact, question.Order))];
                (AgentProfile, Question.MaskedAttribute)[] changed = Array.ConvertAll(facts, fact => (profile, question with { Order = fact.Set(question.Order, usual.Context) }));
                var moved = await AskedOrders.AskAsync(task.Answering, changed, concurrency, cancellationToken);
                if (await task.Answering.AnswerAsync(profile, question, 0, cancellationToken) is not Answer.Distribution { Reasons.Count: > 0 } answer)
                    continue;
                var cited = answer.Reasons.Select(reason => ContextAttribute.Of(reason.Term)).ToList();
                unknown += cited.Count(fact => fact is null);
                count++;
                for (var f = 0; f < facts.Length; f++)
                    if (moved[f] is { } then)
                        tests.Add((count, cited.Contains(facts[f]), FlipRate.Distance([.. answer.Probabilities], then)));
            }
        return new ReasonFaithfulness(tests, unknown);
    }

    /// <summary>Share of the facts, cited or not, that moved the answer by at least so much; one order counts as one trial for the interval.</summary>
    public Score Share(bool cited, double least)
    {
        var judged = Tests.Where(test => test.Cited == cited).ToList();
        return Score.Share(judged.Count(test => test.Move >= least), judged.Count, Math.Max(1, judged.Count / (double)Math.Max(1, judged.Select(test => test.Order).Distinct().Count())));
    }
}
