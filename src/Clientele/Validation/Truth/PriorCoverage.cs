using Clientele.Data;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;

namespace Clientele.Validation.Truth;

/// <summary>Coefficients that no purchase data show, planted as draws from their priors: does the model's 95 % interval hold what was drawn?</summary>
internal static class PriorCoverage
{
    private const string Prefix = "prior.";

    /// <summary>Share of the planted coefficients inside the interval that the model's own draws span; <see cref="Score.None"/> where truth and model share none.</summary>
    public static Score Of(SyntheticTruth truth, ChoiceModel model)
    {
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var j = 0; j < model.Parameters.Count; j++)
            position[model.Parameters[j].Name] = j;
        var (inside, n) = (0, 0);
        foreach (var effect in truth.Effects.Where(effect => !effect.Identified && effect.Id.StartsWith(Prefix, StringComparison.Ordinal)))
            if (position.TryGetValue("purchase." + effect.Id[Prefix.Length..], out var j))
            {
                double[] draws = [.. model.Draws.Select(draw => draw[j]).Order()];
                n++;
                if (effect.Value >= Quantile(draws, .025) && effect.Value <= Quantile(draws, .975))
                    inside++;
            }
        return Score.Share(inside, n);
    }

    // p (n + 1): the interval between two such quantiles of few draws holds a further draw as often as it says (Weibull 1939; type 6 of Hyndman and Fan 1996).
    private static double Quantile(double[] sorted, double p)
    {
        var at = p * (sorted.Length + 1) - 1;
        if (at <= 0)
            return sorted[0];
        var below = (int)at;
        return below >= sorted.Length - 1 ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
