namespace Clientele.Features;

/// <summary>What one feature is: the header of its SQL file.</summary>
/// <param name="Name">Column name in every output: lower case, digits and underscores.</param>
/// <param name="Unit">Unit in words or the mapping's currency: <c>orders</c>, <c>currency</c>, <c>share</c>, <c>0/1</c>.</param>
/// <param name="Definition">One sentence that a shop owner understands.</param>
/// <param name="Source">Paper, section or reason.</param>
/// <param name="Transform">What is done before standardising.</param>
/// <param name="Trait">Which side of a customer it describes.</param>
public sealed record FeatureDefinition(
    string Name, string Unit, string Definition, string Source, FeatureTransform Transform, FeatureTrait Trait);
