using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>What a simulated effect is off by beyond the error of its parameters, because its model is not the truth: learned on the other thresholds, so that no effect
/// says anything about its own interval.</summary>
/// <remarks>Mean squared error there less what errors of parameters and truth explain (a moment estimate, as of between-study variance: DerSimonian and Laird 1986). The plan that
/// opens and the one that was longest before move most and are taken apart from the others.</remarks>
internal static class SpecificationError
{
    /// <summary>Standard errors with the specification's part.</summary>
    public static double[] Add(IReadOnlyList<MenuEffect> truth, IReadOnlyList<double> simulated, IReadOnlyList<double> errors)
    {
        bool Moves(int i) => truth[i].Plan >= truth[i].Cutoff - 1;
        var result = new double[truth.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var (sum, count) = (0.0, 0);
            for (var other = 0; other < result.Length; other++)
                if (truth[other].Cutoff != truth[i].Cutoff && Moves(other) == Moves(i))
                {
                    var miss = simulated[other] - truth[other].Value;
                    sum += miss * miss - errors[other] * errors[other] - truth[other].HonestSe * truth[other].HonestSe;
                    count++;
                }
            result[i] = Math.Sqrt(errors[i] * errors[i] + (count == 0 ? 0 : Math.Max(0, sum / count)));
        }
        return result;
    }
}
