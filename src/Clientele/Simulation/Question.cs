namespace Clientele.Simulation;

/// <summary>What an agent can be asked. Closed: the validator asks the same agents as the simulator.</summary>
public abstract record Question
{
    private Question() { }

    /// <summary>The named options that the answer distributes over, in the order in which they are shown.</summary>
    public abstract IReadOnlyList<string> OptionIds { get; }

    /// <summary>What would you do in this scenario?</summary>
    /// <param name="Scenario">One scenario in one variant.</param>
    public sealed record Purchase(Scenario Scenario) : Question
    {
        /// <summary>Number of its first replicate, &gt;= 0. Equal questions with another first replicate are asked anew: that is how a control is repeated.</summary>
        public int FirstReplicate { get; init; }

        /// <summary>In which words it is put, from 0: 0 is what a run asks; the others say the same and are for measuring how much words matter. An agent that reads no words
        /// answers them alike.</summary>
        public int Wording { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<string> OptionIds { get; } = [.. Scenario.Options.Select(option => option.Id)];
    }

    /// <summary>Which value did a masked attribute of a real order have, given the rest of the order?</summary>
    /// <param name="Kind">The attribute: <c>plan</c>, <c>payment_method</c>, <c>stars</c>, <c>ticket_decile</c>, <c>category</c>, <c>items</c>.</param>
    /// <param name="Order">The order's context; fields that would give the answer away are NaN or null.</param>
    /// <param name="Options">Feasible values, in their natural order.</param>
    public sealed record MaskedAttribute(string Kind, OrderContext Order, IReadOnlyList<string> Options) : Question
    {
        /// <summary>What each of <see cref="Options"/> means, in the same order; empty where their names say it. An agent that reads no words does without.</summary>
        public IReadOnlyList<OptionGloss> Glosses { get; init; } = [];

        /// <inheritdoc/>
        public override IReadOnlyList<string> OptionIds => Options;
    }
}
