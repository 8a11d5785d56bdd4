using System.Text.Json.Serialization;
using Clientele.Data;

namespace Clientele.Personas;

/// <summary>personas.json as it is written (docs/schemas/personas.schema.json). Fields that a persona shares with the reference
/// demonstration keep its names, so that its readers can be pointed at this file.</summary>
internal sealed record PersonaDocument(
    string Schema,
    string Note,
    string Currency,
    int Customers,
    IReadOnlyList<FeatureEntry> Features,
    IReadOnlyDictionary<string, PopulationEntry> Population,
    IReadOnlyList<PersonaEntry> Personas)
{
    /// <summary>Absent in files of earlier builds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderPeriod? Period { get; init; }
}

/// <summary>One feature's definition.</summary>
internal sealed record FeatureEntry(string Name, string Unit, string Definition, string Source, string Transform, string Trait);

/// <summary>One feature over all customers.</summary>
internal sealed record PopulationEntry(double Mean, double Std, double Q10, double Q25, double Median, double Q75, double Q90);

/// <summary>One feature in a persona. <c>Population</c> repeats the mean of all customers for readers of one persona.</summary>
internal sealed record StatisticEntry(
    double Value, double Zscore, double Std, double Q10, double Q25, double Median, double Q75, double Q90, double Population);

/// <summary>The number behind a sentence.</summary>
internal sealed record EvidenceEntry(string Feature, double Value, double Population, double Zscore);

/// <summary>The numbers behind the sentence of the same position in <c>profile</c> or <c>decision_heuristics</c>.</summary>
internal sealed record StatementEntry(string Kind, bool Distinguishing, IReadOnlyList<EvidenceEntry> Evidence);

/// <summary>Evidence of both lists.</summary>
internal sealed record EvidenceLists(IReadOnlyList<StatementEntry> Profile, IReadOnlyList<StatementEntry> DecisionHeuristics);

/// <summary>One persona.</summary>
internal sealed record PersonaEntry(
    int ClusterId,
    string Id,
    string PersonaName,
    int Size,
    double Percentage,
    IReadOnlyDictionary<string, StatisticEntry> RawStatistics,
    IReadOnlyList<string> Profile,
    IReadOnlyList<string> DecisionHeuristics,
    string SystemPrompt,
    EvidenceLists Evidence);
