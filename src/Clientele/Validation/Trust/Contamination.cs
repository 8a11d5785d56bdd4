using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Validation.Trust;

/// <summary>Whether a model understands a shop or remembers its published data: masked orders of nobody in particular, asked in the plain and in the disguised world
/// (<see cref="DisguisedWorld"/>). A model that has seen the data set loses what it remembered (after Golchin and Surdeanu 2023, arXiv 2308.08493, and Bordt et al. 2024,
/// arXiv 2404.06209, on tables).</summary>
/// <remarks>What names tell is lost as well, so the loss bounds memory from above.</remarks>
/// <param name="Customer">Customer of every order that was answered in both worlds.</param>
/// <param name="Plain">Log-loss in the plain world, nats.</param>
/// <param name="Disguised">In the disguised one.</param>
/// <param name="RightPlain">Share of right preferred values in the plain world.</param>
/// <param name="RightDisguised">In the disguised one.</param>
internal sealed record Contamination(int[] Customer, double[] Plain, double[] Disguised, double RightPlain, double RightDisguised)
{
    /// <summary>Asks in both worlds.</summary>
    /// <param name="data">The shop.</param>
    /// <param name="tasks">Tasks as they are asked.</param>
    /// <param name="agent">Makes the agent that knows the disguised world.</param>
    /// <param name="design">Tasks and sizes.</param>
    /// <param name="seed">Seed of samples and names.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Contamination> AskAsync(
        HeldOut data, IReadOnlyList<TaskQuestions> tasks, ValidatedAgent agent, ContaminationDesign design, int seed, CancellationToken cancellationToken)
    {
        var world = DisguisedWorld.Of(data.Mapping.Currency, design, seed);
        var test = world.Orders(data.Test);
        var nobody = TaskPersonas.Nobody([data.Fit, data.Parts[1], data.Test]);
        var (customer, plain, disguised, right) = (new List<int>(), new List<double>(), new List<double>(), (Plain: 0, Disguised: 0));
        foreach (var task in tasks.Where(task => design.Tasks.Contains(task.Attribute.Kind)))
        {
            var (rows, orders) = task.Sample(2, design.Orders, seed);
            var learning = world.Learning(task.Learning);
            var attribute = MaskedOrder.Of(task.Attribute.Kind, learning.Orders, learning.Rule);
            (AgentProfile, Question.MaskedAttribute) Ask(MaskedOrder scale, OrderTable of, int order) => (
                nobody.Profile(data.Parts, 2, order, []) with { History = PaymentHistory.None },
                scale.Ask(of, order));
            var before = await AskedOrders.AskAsync(task.Answering, Array.ConvertAll(orders, order => Ask(task.Attribute, data.Test, order)), agent.Concurrency, cancellationToken);
            var after = await AskedOrders.AskAsync(agent.Fit(learning, cancellationToken), Array.ConvertAll(orders, order => Ask(attribute, test, order)), agent.Concurrency, cancellationToken);
            for (var i = 0; i < orders.Length; i++)
                if (before[i] is { } known && after[i] is { } unknown)
                {
                    var outcome = task.Table.Outcome[rows[i]];
                    customer.Add(task.Table.Customer[rows[i]]);
                    plain.Add(ProperScores.LogLoss([task.Wide(known)], [outcome])[0]);
                    disguised.Add(ProperScores.LogLoss([task.Wide(unknown)], [outcome])[0]);
                    right.Plain += Array.IndexOf(known, known.Max()) == outcome ? 1 : 0;
                    right.Disguised += Array.IndexOf(unknown, unknown.Max()) == outcome ? 1 : 0;
                }
        }
        var n = Math.Max(1, plain.Count);
        return new Contamination([.. customer], [.. plain], [.. disguised], right.Plain / (double)n, right.Disguised / (double)n);
    }
}
