using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation;

/// <summary>Does the agent know what a customer who came back did next, from the earlier orders? Its log-loss is held against <see cref="ShrunkCopy"/>.</summary>
/// <remarks>Scored are the pairs of consecutive orders of the calibration and test customers, whom the agent was not fitted on; a test customer alone comes back too rarely. Orders of
/// one day are one visit and no pair. The agent is given no persona and no features: those are computed from all orders of a customer, the next one among them.</remarks>
internal sealed class NextOrderBlock(HeldOut data, ValidatedAgent agent, ExperimentProtocol protocol, CustomerBootstrap bootstrap, CancellationToken cancellationToken)
{
    private const ulong SampleStream = 78;
    private readonly TaskPersonas _nobody = TaskPersonas.Nobody(data.Parts);

    /// <summary>Scores the four attributes.</summary>
    /// <param name="tasks">Tasks whose agents are asked; one for payment methods is fitted here.</param>
    public async Task<IReadOnlyList<FidelityMetric>> MeasureAsync(IReadOnlyList<TaskQuestions> tasks)
    {
        var metrics = new List<FidelityMetric>();
        foreach (var attribute in NextAttribute.All(data.Fit, data.Mapping.Instalments, protocol.NextOrder))
            metrics.Add(await ScoreAsync(attribute, tasks.FirstOrDefault(task => task.Attribute.Kind == attribute.Masked.Kind)?.Answering));
        return metrics;
    }

    /// <summary>Scores one.</summary>
    /// <param name="attribute">What is asked.</param>
    /// <param name="answering">Who answers; null = nobody could be fitted. For payment methods an agent is fitted.</param>
    internal async Task<FidelityMetric> ScoreAsync(NextAttribute attribute, IAgent? answering)
    {
        var id = "individuals.next." + attribute.Id;
        var target = protocol.Targets.GetValueOrDefault(id);
        var pairs = new[] { 1, 2 }.SelectMany(part => Pairs(data.Parts[part], attribute.Class).Select(pair => (Part: part, pair.Last, pair.Next))).ToList();
        FidelityMetric Weak(string why) => FidelityMetric.Judge(id, double.NaN, double.NaN, double.NaN, pairs.Count, target, weak: why);
        if (pairs.Count < protocol.NextOrder.MinPairs)
            return Weak(Text($"{pairs.Count} pairs of consecutive orders of held-out customers on different days show it; {protocol.NextOrder.MinPairs} are needed"));
        if (attribute.Masked.Kind == MaskedOrder.Method)
            answering = agent.Fit(new AgentLearning(MaskedOrder.Method, data.Fit, PersonaAssignment.None(data.Fit), data.SetOf(_nobody), data.Mapping.Instalments, data.Mapping.Currency), cancellationToken);
        if (answering is null)
            return Weak("the attribute is not asked of single orders either");
        if (agent.Questions is { } most)
            pairs = [.. new SeededRandom((ulong)(long)bootstrap.Seed, SampleStream).Sample(pairs.Count, most).Select(i => pairs[i])];

        var (agentLoss, answered) = await LossAsync(attribute, answering, pairs, history: true);
        pairs = [.. answered.Select(i => pairs[i])];
        if (pairs.Count < protocol.NextOrder.MinPairs)
            return Weak(Text($"the agent answered for {pairs.Count} pairs only; {protocol.NextOrder.MinPairs} are needed"));
        var copy = Baseline(attribute, data.Fit);
        int Class(int part, int order) => attribute.Class(data.Parts[part], order);
        double[] Losses(Func<(int Part, int Last, int Next), double> probability) => [.. pairs.Select(pair => -Math.Log(Math.Max(probability(pair), ProperScores.Clip)))];
        var copied = Losses(pair => copy.Probability(Class(pair.Part, pair.Last), Class(pair.Part, pair.Next)));
        var marginal = Losses(pair => copy.Shares[Class(pair.Part, pair.Next)]);
        int[] customers = [.. pairs.Select(pair => data.Parts.Take(pair.Part).Sum(part => part.CustomerIds.Count) + data.Parts[pair.Part].Customer[pair.Next])];
        var difference = bootstrap.Difference(customers, agentLoss, copied);
        var room = marginal.Average() - copied.Average();
        var baselines = new Dictionary<string, double> { ["marginal"] = room, ["shrunk copy-last"] = 0 };
        var shown = new Dictionary<string, double>();
        var own = "";
        // What the order alone tells, without the customer's earlier orders: asked only where a question costs nothing.
        if (agent.Questions is null)
        {
            var (without, all) = await LossAsync(attribute, answering, pairs, history: false);
            if (all.Length == pairs.Count)
            {
                shown["agent without the earlier orders"] = without.Average() - copied.Average();
                own = Text($" Without the earlier orders the agent has {without.Average():0.000}.");
            }
        }
        return FidelityMetric.Judge(id, difference.Value, difference.Low, difference.High, pairs.Count, target, baselines, shown: shown,
            note: Text($"Nats above shrunk copy-last; an interval below 0 = better. Agent {agentLoss.Average():0.000}, shrunk copy-last {copied.Average():0.000} (weight of the last order {copy.Weight:0.00}), shares of all {marginal.Average():0.000}: knowing the last order is worth {room:0.000} nats{(room < protocol.CountingThreshold ? ", next to nothing" : "")}. The agent sees the next order's context, which copying does not.{own}"));
    }

    /// <summary>Copy-last as the fit customers teach it.</summary>
    internal static ShrunkCopy Baseline(NextAttribute attribute, OrderTable fit) => ShrunkCopy.Fit(
        attribute.Classes.Count, Enumerable.Range(0, fit.Count).Select(i => attribute.Class(fit, i)).Where(c => c >= 0),
        [.. Pairs(fit, attribute.Class).Select(pair => (attribute.Class(fit, pair.Last), attribute.Class(fit, pair.Next)))]);

    /// <summary>Consecutive orders of one customer on different days that both show an attribute.</summary>
    internal static IEnumerable<(int Last, int Next)> Pairs(OrderTable orders, Func<OrderTable, int, int> classOf)
    {
        for (var i = 1; i < orders.Count; i++)
            if (orders.Customer[i] == orders.Customer[i - 1] && orders.OrderedAt[i - 1] != DateTime.MinValue && orders.OrderedAt[i].Date > orders.OrderedAt[i - 1].Date
                && classOf(orders, i - 1) >= 0 && classOf(orders, i) >= 0)
                yield return (i - 1, i);
    }

    // Losses of the pairs that were answered, and which those are.
    private async Task<(double[] Loss, int[] Answered)> LossAsync(NextAttribute attribute, IAgent answering, IReadOnlyList<(int Part, int Last, int Next)> pairs, bool history)
    {
        var masked = attribute.Masked;
        List<(AgentProfile, Question.MaskedAttribute)> asked = [.. pairs.Select(pair =>
        {
            var orders = data.Parts[pair.Part];
            var profile = _nobody.Profile(data.Parts, pair.Part, pair.Next, [masked], earlierOnly: true);
            if (!history)
                profile = new AgentProfile(profile.Id, profile.Persona, profile.Weight, profile.Features, PaymentHistory.None);
            return (profile, masked.Ask(orders, pair.Next));
        })];
        var answers = await AskedOrders.AskAsync(answering, asked, agent.Concurrency, cancellationToken);
        int[] answered = [.. Enumerable.Range(0, pairs.Count).Where(i => answers[i] is not null)];
        return ([.. answered.Select(i => -Math.Log(Math.Max(attribute.Classed(answers[i]!)[attribute.Class(data.Parts[pairs[i].Part], pairs[i].Next)], ProperScores.Clip)))], answered);
    }
}
