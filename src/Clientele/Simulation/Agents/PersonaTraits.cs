using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>How far a persona lies from the average customer on each side that the purchase part reacts to: mean z-scores, kept within ±2;
/// 0 where the shop has no such feature.</summary>
internal readonly record struct PersonaTraits(double Spend, double Satisfaction, double Basket, double Weekend, double Variety, double Frequency)
{
    private const double Largest = 2;

    public static PersonaTraits Of(Persona persona, IReadOnlyList<FeatureDefinition> features)
    {
        double Mean(params ReadOnlySpan<FeatureTrait> traits)
        {
            double sum = 0;
            var count = 0;
            for (var j = 0; j < features.Count; j++)
                if (traits.Contains(features[j].Trait) && double.IsFinite(persona.Features[j].ZScore))
                {
                    sum += persona.Features[j].ZScore;
                    count++;
                }
            return count == 0 ? 0 : Math.Clamp(sum / count, -Largest, Largest);
        }
        return new PersonaTraits(
            Mean(FeatureTrait.Spend, FeatureTrait.ItemPrice), Mean(FeatureTrait.Satisfaction), Mean(FeatureTrait.Basket),
            Mean(FeatureTrait.Weekend), Mean(FeatureTrait.Variety, FeatureTrait.Frequency), Mean(FeatureTrait.Frequency));
    }
}
