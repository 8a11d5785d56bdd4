namespace Clientele.Personas;

/// <summary>The number behind a sentence.</summary>
/// <param name="Feature">Feature name.</param>
/// <param name="Value">Mean of the persona's customers, in the feature's unit.</param>
/// <param name="PopulationValue">Mean of all customers.</param>
/// <param name="ZScore">(value − population mean) / population standard deviation (ddof 1).</param>
public readonly record struct Evidence(string Feature, double Value, double PopulationValue, double ZScore);
