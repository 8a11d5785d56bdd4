using Clientele.Clustering;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Baselines;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>One masked-attribute task with the answers of the agent and of all baselines on the test customers; arrays have one entry a test order.</summary>
internal sealed record HeldOutTask
{
    /// <summary>The attribute, its scale learned on the fit customers.</summary>
    public required MaskedOrder Attribute { get; init; }

    /// <summary>All orders with an answer, of all parts.</summary>
    public required TaskTable Table { get; init; }

    /// <summary>Rows of <see cref="Table"/> that are scored: test orders that were asked and answered.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The same orders' positions among the test orders.</summary>
    public required int[] Orders { get; init; }

    /// <summary>The agent's probabilities.</summary>
    public required double[][] Agent { get; init; }

    /// <summary>The agent, as fitted for this task.</summary>
    public required IAgent Answering { get; init; }

    /// <summary>The personas that it was given.</summary>
    public required TaskPersonas Personas { get; init; }

    /// <summary>Persona of each scored order's customer, found without what gives the answer away; −1 = none.</summary>
    public required int[] Persona { get; init; }

    /// <summary>Best of logit, boosting and their blend.</summary>
    public required BestBaseline Best { get; init; }

    /// <summary>Probabilities of the simple baselines, by name, for <see cref="Rows"/>.</summary>
    public required IReadOnlyDictionary<string, double[][]> Baselines { get; init; }

    /// <summary>Questions that no answer came to.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Right answers of the scored orders.</summary>
    public int[] Outcome => At(Table.Outcome);

    /// <summary>Customers of the scored orders.</summary>
    public int[] Customer => At(Table.Customer);

    /// <summary>Values of the scored orders.</summary>
    public T[] At<T>(T[] column) => Array.ConvertAll(Rows, row => column[row]);

    /// <summary>Asks the agent and fits the baselines; null when the shop's orders do not carry the attribute.</summary>
    public static async Task<HeldOutTask?> OfAsync(
        HeldOut data, TaskProtocol task, ValidatedAgent agent, int seed, Workers workers, Action<string> step, CancellationToken cancellationToken)
    {
        var attribute = MaskedOrder.Of(task.Kind, data.Fit, data.Mapping.Instalments);
        var table = TaskTables.Of(attribute, (data.Parts[0], CustomerGroup.Fit), (data.Parts[1], CustomerGroup.Calibrate), (data.Parts[2], CustomerGroup.Test));
        int Count(CustomerGroup group) => table.Group.Count(one => one == group);
        if (attribute.Options.Count < 2 || Count(CustomerGroup.Fit) < FewestOrders || Count(CustomerGroup.Calibrate) < FewestOrders / 4 || Count(CustomerGroup.Test) < FewestOrders / 4)
            return null;

        step("agent");
        var (_, answering, given) = TaskAgent.Fit(data, task, agent, cancellationToken);
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => table.Group[i] == CustomerGroup.Test)];
        int[] orders = [.. Enumerable.Range(0, data.Test.Count).Where(i => attribute.Outcome(data.Test, i) >= 0)];
        if (agent.Questions is { } most && orders.Length > most)
        {
            var chosen = Enumerable.Range(0, orders.Length).ToArray();
            new SeededRandom((ulong)(long)seed, 77).Shuffle<int>(chosen);
            chosen = [.. chosen.Take(most).Order()];
            (rows, orders) = (Array.ConvertAll(chosen, i => rows[i]), Array.ConvertAll(chosen, i => orders[i]));
        }
        var asked = orders.Select(order => (
            given.Profile(data.Parts, 2, order, [attribute]),
            new Question.MaskedAttribute(task.Kind, attribute.Context(data.Test, order), [.. attribute.Options.Take(attribute.Feasible(data.Test, order))]))).ToList();
        var answers = await AskedOrders.AskAsync(answering, asked, agent.Concurrency, cancellationToken);
        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => answers[i] is not null)];
        (rows, orders) = (Array.ConvertAll(kept, i => rows[i]), Array.ConvertAll(kept, i => orders[i]));
        if (rows.Length == 0)
            return null;

        step("baselines");
        var alone = data.Personas(task.Dropped, cancellationToken);
        var persona = PersonaOf(table, alone, data.Parts);
        double[][] Scored(double[][] all) => Array.ConvertAll(rows, row => all[row]);
        return new HeldOutTask
        {
            Attribute = attribute,
            Table = table,
            Rows = rows,
            Orders = orders,
            Agent = Array.ConvertAll(kept, i => Wide(answers[i]!, attribute.Options.Count)),
            Answering = answering,
            Personas = given,
            Persona = Array.ConvertAll(rows, row => persona[row]),
            Best = BestBaseline.Fit(table, seed, workers),
            Baselines = new SortedDictionary<string, double[][]>(StringComparer.Ordinal)
            {
                ["uniform"] = Scored(Uniform.Predict(table)),
                ["marginal"] = Scored(PopulationMarginal.Predict(table)),
                ["persona marginal"] = Scored(PersonaMarginal.Predict(table, persona, restrict: false)),
                ["own history"] = Scored(IndividualHistory.Predict(table)),
                ["total's decile"] = table.Columns.FirstOrDefault(column => column.Name == "total") is null ? [] : Scored(ConditionalMarginal.Predict(table, "total")),
            }.Where(one => one.Value.Length > 0).ToDictionary(),
            Unanswered = answers.Length - kept.Length,
        };
    }

    private const int FewestOrders = 200;

    private static double[] Wide(double[] feasible, int options)
    {
        if (feasible.Length == options)
            return feasible;
        var all = new double[options];
        feasible.CopyTo(all, 0);
        return all;
    }

    // Customers are numbered through the parts in a table.
    private static int[] PersonaOf(TaskTable table, TaskPersonas personas, OrderTable[] parts)
    {
        int[] all = [.. personas.Assignment.SelectMany((assignment, part) => assignment.Persona.Take(parts[part].CustomerIds.Count))];
        return Array.ConvertAll(table.Customer, customer => all[customer]);
    }
}
