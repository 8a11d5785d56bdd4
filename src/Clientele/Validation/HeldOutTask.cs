using Clientele.Clustering;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Baselines;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>One masked-attribute task with the answers of the agent and of all baselines on the test customers; arrays have one entry a test order.</summary>
internal sealed record HeldOutTask
{
    /// <summary>How its orders are put to the agent.</summary>
    public required TaskQuestions Questions { get; init; }

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

    /// <summary>The agent's probabilities when the order is answered for by another customer, drawn at random; null for an agent that is paid by the question.</summary>
    public double[][]? Shuffled { get; init; }

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
        HeldOut data, TaskProtocol task, ValidatedAgent agent, int seed, BaselineCache? cache, Workers workers, Action<string> step, CancellationToken cancellationToken)
    {
        if (TaskQuestions.Of(data, task, agent, step, cancellationToken) is not { } questions)
            return null;
        var (attribute, table, answering, given) = (questions.Attribute, questions.Table, questions.Answering, questions.Personas);
        var (rows, orders) = questions.Sample(2, agent.Questions, seed);
        var asked = Array.ConvertAll(orders, order => questions.Ask(2, order));
        var answers = await AskedOrders.AskAsync(answering, asked, agent.Concurrency, cancellationToken);
        double[]?[]? shuffled = null;
        if (agent.Questions is null)
        {
            var other = Enumerable.Range(0, asked.Length).ToArray();
            new SeededRandom((ulong)(long)seed, 78).Shuffle<int>(other);
            shuffled = await AskedOrders.AskAsync(answering, [.. asked.Select((one, i) => (asked[other[i]].Item1, one.Item2))], agent.Concurrency, cancellationToken);
        }
        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => answers[i] is not null && (shuffled is null || shuffled[i] is not null))];
        (rows, orders) = (Array.ConvertAll(kept, i => rows[i]), Array.ConvertAll(kept, i => orders[i]));
        if (rows.Length == 0)
            return null;

        step("baselines");
        var alone = data.Personas(task.Dropped, cancellationToken);
        var persona = PersonaOf(table, alone, data.Parts);
        double[][] Scored(double[][] all) => Array.ConvertAll(rows, row => all[row]);
        return new HeldOutTask
        {
            Questions = questions,
            Attribute = attribute,
            Table = table,
            Rows = rows,
            Orders = orders,
            Agent = Array.ConvertAll(kept, i => questions.Wide(answers[i]!)),
            Shuffled = shuffled is null ? null : Array.ConvertAll(kept, i => questions.Wide(shuffled[i]!)),
            Answering = answering,
            Personas = given,
            Persona = Array.ConvertAll(rows, row => persona[row]),
            Best = BestBaseline.Scored(table, seed, workers, cache),
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

    // Customers are numbered through the parts in a table.
    private static int[] PersonaOf(TaskTable table, TaskPersonas personas, OrderTable[] parts)
    {
        int[] all = [.. personas.Assignment.SelectMany((assignment, part) => assignment.Persona.Take(parts[part].CustomerIds.Count))];
        return Array.ConvertAll(table.Customer, customer => all[customer]);
    }
}
