using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation.Trust;

/// <summary>The same questions under two persona prompts: the usual one, which also says what its figures suggest about decisions, and the
/// figures alone (<see cref="PersonaArm.Facts"/>). Sentences that hand over the answer make personas differ more than figures do, without
/// being right more often.</summary>
/// <param name="Grids">Every persona in the crossed design under the figures alone, a grid a scenario; the usual prompt's are
/// <see cref="TrustAnswers.Grids"/>.</param>
/// <param name="Customer">Customer of every masked order that was answered under both.</param>
/// <param name="Own">Log-loss under the usual prompt, nats.</param>
/// <param name="Facts">Under the figures alone.</param>
internal sealed record PromptArms(IReadOnlyList<ScenarioGrid> Grids, int[] Customer, double[] Own, double[] Facts)
{
    /// <summary>Nothing was asked: the agent reads no prompt.</summary>
    public static PromptArms None { get; } = new([], [], [], []);

    /// <summary>Asks masked orders under both prompts; those under the usual one are among the main questions, so that only the others are
    /// new.</summary>
    /// <param name="grids">The scenarios' answers under the figures alone.</param>
    /// <param name="tasks">Tasks as they are asked.</param>
    /// <param name="agent">Makes the agent of the figures alone.</param>
    /// <param name="design">Tasks and sizes.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<PromptArms> AskAsync(
        IReadOnlyList<ScenarioGrid> grids, IReadOnlyList<TaskQuestions> tasks, ValidatedAgent agent, PersonaPromptDesign design, int seed,
        CancellationToken cancellationToken)
    {
        if (agent.FactsOnly is not { } fit)
            return None;
        var (customer, own, facts) = (new List<int>(), new List<double>(), new List<double>());
        foreach (var task in tasks.Where(task => design.Tasks.Contains(task.Attribute.Kind)))
        {
            var (rows, orders) = task.Sample(2, Math.Min(design.Orders, agent.Questions ?? design.Orders), seed);
            var asked = Array.ConvertAll(orders, order => task.Ask(2, order));
            var usual = await AskedOrders.AskAsync(task.Answering, asked, agent.Concurrency, cancellationToken);
            var bare = await AskedOrders.AskAsync(fit(task.Learning, cancellationToken), asked, agent.Concurrency, cancellationToken);
            for (var i = 0; i < orders.Length; i++)
                if (usual[i] is { } first && bare[i] is { } second)
                {
                    int[] outcome = [task.Table.Outcome[rows[i]]];
                    customer.Add(task.Table.Customer[rows[i]]);
                    own.Add(ProperScores.LogLoss([task.Wide(first)], outcome)[0]);
                    facts.Add(ProperScores.LogLoss([task.Wide(second)], outcome)[0]);
                }
        }
        return new PromptArms(grids, [.. customer], [.. own], [.. facts]);
    }

    /// <summary>The rows of the trust block: described, not judged, since neither prompt is the right one.</summary>
    /// <param name="usual">The persona's share of the answers' variance under the usual prompt.</param>
    /// <param name="bootstrap">Intervals.</param>
    public IEnumerable<FidelityMetric> Measure(PersonaIcc usual, CustomerBootstrap bootstrap)
    {
        const string NoOrder = "no masked order was answered under both prompts";
        var known = Customer.Length > 0;
        var nothing = new Interval(double.NaN, double.NaN, double.NaN);
        FidelityMetric Row(string id, Interval value, int n, string note, string weak, IReadOnlyDictionary<string, double>? shown = null) =>
            FidelityMetric.Judge("trust.persona_prompt." + id, value.Value, value.Low, value.High, n, target: null, note: note,
                weak: double.IsNaN(value.Value) ? weak : null, shown: shown);
        yield return Row("logloss.own", known ? bootstrap.Mean(Customer, Own) : nothing, Customer.Length,
            "Nats of log-loss on masked orders under the usual persona prompt.", NoOrder);
        yield return Row("logloss.facts", known ? bootstrap.Mean(Customer, Facts) : nothing, Customer.Length,
            "The same orders when the model is told the figures alone (--persona-prompt facts).", NoOrder);
        yield return Row("difference", known ? bootstrap.Difference(Customer, Facts, Own) : nothing, Customer.Length,
            "Facts minus own, paired by order: an interval above 0 = the sentences about decisions help, below 0 = they harm, around 0 = "
            + "nothing measurable.", NoOrder);
        var icc = PersonaIcc.Of(Grids, bootstrap);
        yield return Row("icc.facts", icc.Value, icc.N,
            Text($"trust.persona_icc under the figures alone; variance of the persona {icc.Persona:0.000}, under the usual prompt {usual.Persona:0.000}. ")
            + "What the usual prompt has more of, its sentences about decisions made.",
            "no scenario was answered by two personas in every wording and order under the figures alone",
            new Dictionary<string, double> { ["own"] = usual.Value.Value });
    }
}
