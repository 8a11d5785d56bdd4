namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>What an outcome model consists of: as the fit makes it and the file holds it.</summary>
internal sealed record OutcomeParts
{
    public required string Kind { get; init; }

    public required IReadOnlyList<string> Options { get; init; }

    public required IReadOnlyList<double> TicketCuts { get; init; }

    /// <summary>Shares of the options, sum 1, all &gt; 0.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    public required OutcomeVocabulary Vocabulary { get; init; }

    /// <summary>A coarser view stands before its finer ones.</summary>
    public required IReadOnlyList<OutcomeView> Views { get; init; }

    /// <summary>τ of the customer's own orders, in orders.</summary>
    public required double OwnConcentration { get; init; }

    public required IReadOnlyList<OutcomeSlope> Slopes { get; init; }

    /// <summary>As <see cref="OutcomeLayout"/> says.</summary>
    public required double[] Theta { get; init; }

    /// <summary>One row a draw, as <see cref="Theta"/>.</summary>
    public required IReadOnlyList<double[]> Draws { get; init; }

    /// <summary>Seed of the counts' bootstrap.</summary>
    public required ulong Seed { get; init; }

    public required IReadOnlyList<OutcomeTerm> Terms { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required int Orders { get; init; }

    public required int Customers { get; init; }

    public required double LogLoss { get; init; }

    public required double SharesLogLoss { get; init; }
}
