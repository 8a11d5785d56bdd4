using Clientele.Personas;
using Clientele.Reporting.Statistics;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>The records that figures are drawn from; whatever is null, its figures are left out.</summary>
public sealed record FigureInput
{
    /// <summary>Transactions, counted.</summary>
    public ShopStatistics? Shop { get; init; }

    /// <summary>Customers' features, counted.</summary>
    public CustomerStatistics? Customers { get; init; }

    /// <summary>The personas.</summary>
    public PersonaSet? Personas { get; init; }

    /// <summary>Name of the mapping that the personas were made with.</summary>
    public string Mapping { get; init; } = "";

    /// <summary>Hash over the input files and the mapping that the personas were made from; empty when unknown.</summary>
    public string DataSha256 { get; init; } = "";

    /// <summary>Numbers of segments compared.</summary>
    public SegmentCountRecord? SegmentCount { get; init; }

    /// <summary>A simulated run.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>The study's validation.</summary>
    public FidelityReport? Fidelity { get; init; }
}
