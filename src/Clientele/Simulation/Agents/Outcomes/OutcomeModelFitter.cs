using Clientele.Data;

namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Fits the models of what an order turned out to be: tables shrunk by empirical Bayes, pooled with weights of maximum likelihood.</summary>
/// <remarks>Every order is predicted from tables without its customer while the shrinkage and the weights are fitted, so that a table that only remembers
/// customers earns no weight. The result hangs on the orders and the seed, not on the threads.</remarks>
public static class OutcomeModelFitter
{
    /// <summary>Orders that an attribute needs.</summary>
    internal const int FewestOrders = 30;

    /// <summary>Fits a model for each attribute that the orders carry.</summary>
    /// <param name="orders">Order-level records of the customers to learn from.</param>
    /// <param name="personas">Persona of each customer.</param>
    /// <param name="rule">Which instalment plans the shop offers.</param>
    /// <param name="seed">Seed of the bootstrap and of the sample that the weights are fitted on.</param>
    /// <param name="draws">Draws for intervals, &gt;= 0.</param>
    /// <param name="threads">Threads; 0 = one a core. The result does not depend on it.</param>
    /// <param name="kinds">Which attributes; null = all of <see cref="OutcomeModels.Kinds"/>.</param>
    /// <param name="progress">Told about each attribute.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The models; an attribute that cannot be fitted is absent, and a note says why.</returns>
    /// <exception cref="ArgumentException">The assignment belongs to other customers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of draws.</exception>
    public static OutcomeModels Fit(
        OrderTable orders, PersonaAssignment personas, InstalmentRule rule, int seed = 42, int draws = 200, int threads = 0,
        IReadOnlyList<string>? kinds = null, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        if (personas.Persona.Length != orders.CustomerIds.Count)
            throw new ArgumentException($"{personas.Persona.Length} assigned customers for {orders.CustomerIds.Count} in the orders.", nameof(personas));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellationToken };
        var (models, notes) = (new List<OutcomeModel>(), new List<string>());
        kinds ??= OutcomeModels.Kinds;
        for (var k = 0; k < kinds.Count; k++)
        {
            var kind = kinds[k];
            progress?.Report(new StageProgress("Fitting the outcome models", k, kinds.Count, "attributes") { Note = kind });
            var masked = MaskedOrder.Of(kind, orders, rule);
            if (WhyNot(masked, orders) is { } reason)
                notes.Add(reason);
            else
                models.Add(new OutcomeFitting(orders, personas, masked, CounterRandom.Mix((ulong)seed ^ CounterRandom.Key(kind)), draws, parallel).Run());
        }
        progress?.Report(new StageProgress("Fitting the outcome models", kinds.Count, kinds.Count, "attributes"));
        return new OutcomeModels(models, notes);
    }

    private static string? WhyNot(MaskedOrder masked, OrderTable orders)
    {
        var seen = new HashSet<int>();
        var count = 0;
        for (var i = 0; i < orders.Count; i++)
            if (masked.Outcome(orders, i) is >= 0 and var outcome)
            {
                seen.Add(outcome);
                count++;
            }
        return count == 0 ? $"{masked.Kind} is not predicted: no order has it on record."
            : count < FewestOrders ? $"{masked.Kind} is not predicted: only {count} orders have it on record, and {FewestOrders} are needed."
            : seen.Count == 1 ? $"{masked.Kind} is not predicted: it is \"{masked.Options[seen.First()]}\" in every order."
            : null;
    }
}
