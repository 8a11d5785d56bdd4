using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>One masked-attribute task before it is asked: its orders, the agent fitted for it, and how each order is put to it.</summary>
internal sealed record TaskQuestions
{
    private const int FewestOrders = 200;

    private readonly HeldOut _data;

    private TaskQuestions(HeldOut data) => _data = data;

    /// <summary>All orders with an answer, of all parts.</summary>
    public required TaskTable Table { get; init; }

    /// <summary>The agent, as fitted for this task, with its personas.</summary>
    public required TaskAgent Agent { get; init; }

    /// <summary>The attribute, its scale learned on the fit customers.</summary>
    public MaskedOrder Attribute => Agent.Attribute;

    /// <summary>What the agent was fitted on.</summary>
    public AgentLearning Learning => Agent.Learning;

    /// <summary>The agent alone.</summary>
    public IAgent Answering => Agent.Agent;

    /// <summary>The personas that it was given.</summary>
    public TaskPersonas Personas => Agent.Personas;

    /// <summary>Fits the agent; null when the shop's orders do not carry the attribute, or too few do.</summary>
    public static TaskQuestions? Of(HeldOut data, TaskProtocol task, ValidatedAgent agent, Action<string> step, CancellationToken cancellationToken)
    {
        var attribute = MaskedOrder.Of(task.Kind, data.Fit, data.Mapping.Instalments);
        var table = TableOf(data, attribute);
        if (Missing(attribute, table) is not null)
            return null;
        step("agent");
        return new TaskQuestions(data) { Table = table, Agent = TaskAgent.Fit(data, task, agent, cancellationToken) };
    }

    /// <summary>Why the shop's orders cannot be asked about an attribute; null = they can.</summary>
    public static string? Missing(HeldOut data, string kind)
    {
        var attribute = MaskedOrder.Of(kind, data.Fit, data.Mapping.Instalments);
        return Missing(attribute, TableOf(data, attribute));
    }

    private static string? Missing(MaskedOrder attribute, TaskTable table)
    {
        int Count(CustomerGroup group) => table.Group.Count(one => one == group);
        var (fit, calibrate, test) = (Count(CustomerGroup.Fit), Count(CustomerGroup.Calibrate), Count(CustomerGroup.Test));
        return fit + calibrate + test == 0 ? "no order records it"
            : attribute.Options.Count < 2 ? "it has one value only"
            : fit < FewestOrders || calibrate < FewestOrders / 4 || test < FewestOrders / 4
                ? FormattableString.Invariant($"{fit} fit, {calibrate} calibration and {test} test orders record it; {FewestOrders}, {FewestOrders / 4} and {FewestOrders / 4} are needed")
            : null;
    }

    private static TaskTable TableOf(HeldOut data, MaskedOrder attribute) =>
        TaskTables.Of(attribute, (data.Parts[0], CustomerGroup.Fit), (data.Parts[1], CustomerGroup.Calibrate), (data.Parts[2], CustomerGroup.Test));

    /// <summary>Orders of a part that can be asked about: their rows in <see cref="Table"/> and their positions among the part's orders, in order.</summary>
    /// <param name="part">1 = calibrate, 2 = test.</param>
    /// <param name="most">A seeded sample of so many; null = all.</param>
    /// <param name="seed">Seed of the sample.</param>
    public (int[] Rows, int[] Orders) Sample(int part, int? most, int seed)
    {
        var group = part == 1 ? CustomerGroup.Calibrate : CustomerGroup.Test;
        int[] rows = [.. Enumerable.Range(0, Table.Count).Where(i => Table.Group[i] == group)];
        int[] orders = [.. Enumerable.Range(0, _data.Parts[part].Count).Where(i => Attribute.Outcome(_data.Parts[part], i) >= 0)];
        var chosen = new SeededRandom((ulong)(long)seed, 77).Sample(orders.Length, most ?? orders.Length);
        return (Array.ConvertAll(chosen, i => rows[i]), Array.ConvertAll(chosen, i => orders[i]));
    }

    /// <summary>An order as it is put to the agent: who answers, and what is asked.</summary>
    public (AgentProfile Profile, Question.MaskedAttribute Question) Ask(int part, int order)
    {
        var orders = _data.Parts[part];
        return (_data.Profile(Personas, part, order, [Attribute]), Attribute.Ask(orders, order));
    }

    /// <summary>Probabilities of all options: those that were not feasible are 0.</summary>
    public double[] Wide(IReadOnlyList<double> feasible)
    {
        var all = new double[Attribute.Options.Count];
        for (var k = 0; k < feasible.Count; k++)
            all[k] = feasible[k];
        return all;
    }
}
