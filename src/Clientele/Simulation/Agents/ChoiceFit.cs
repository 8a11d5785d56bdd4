namespace Clientele.Simulation.Agents;

/// <summary>What the fit saw and how well it describes it.</summary>
public sealed record ChoiceFit
{
    /// <summary>Orders fitted (one payment row, positive total, feasible plan).</summary>
    public required int Orders { get; init; }

    /// <summary>Of these, by credit card.</summary>
    public required int CardOrders { get; init; }

    /// <summary>Customers of the orders fitted.</summary>
    public required int Customers { get; init; }

    /// <summary>Orders left out, by reason.</summary>
    public required IReadOnlyDictionary<string, int> LeftOut { get; init; }

    /// <summary>Mean log-likelihood of an order's way of paying, in nats, in the orders fitted, with the personas' shifts; NaN without payments.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The same for the average customer (no persona shifts).</summary>
    public required double LogLikelihoodWithoutPersonas { get; init; }

    /// <summary>The same when every feasible way of paying is equally likely.</summary>
    public required double LogLikelihoodUniform { get; init; }

    /// <summary>Customers with at least two orders fitted: what the weight of a customer's own history rests on.</summary>
    public required int RepeatCustomers { get; init; }

    /// <summary>How far personas differ in each shifted coefficient, in words with numbers.</summary>
    public required IReadOnlyList<string> PersonaSpread { get; init; }

    /// <summary>Restrictions and fallbacks that the user should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
