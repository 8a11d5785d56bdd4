namespace Clientele.Validation.Personas;

/// <summary>How much of what can be known about a masked attribute the persona alone tells: the skill S of the persona's marginal distribution, fitted without the
/// attribute, between the population's marginal (0) and the best predictor (1).</summary>
/// <param name="Skill">S = (L_marginal − L_persona) / (L_marginal − L_best) with its 95 % interval; NaN where there is too little to know.</param>
/// <param name="Nats">L_marginal − L_persona, mean nats an order, with its interval: the mutual information of persona and attribute, on held-out orders.</param>
/// <param name="Room">L_marginal − L_best, nats.</param>
/// <param name="Orders">Orders scored.</param>
public sealed record InformationGain(Interval Skill, Interval Nats, double Room, int Orders)
{
    /// <summary>Under this room a skill is a quotient of noise, nats.</summary>
    public const double LeastRoom = 0.02;

    private const int Stream = 4;

    /// <summary>Computes it from the log losses of the same held-out orders.</summary>
    /// <param name="marginal">Log loss of the population's marginal, an order.</param>
    /// <param name="persona">Log loss of the persona's marginal.</param>
    /// <param name="best">Log loss of the best predictor.</param>
    /// <param name="customer">Number of the order's customer, from 0: intervals resample customers, not orders.</param>
    /// <param name="bootstraps">Resamples; 0 = no interval.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <exception cref="ArgumentException">No order, or the arrays differ in length.</exception>
    public static InformationGain Of(
        IReadOnlyList<double> marginal, IReadOnlyList<double> persona, IReadOnlyList<double> best, IReadOnlyList<int> customer, int bootstraps = 500, int seed = 42)
    {
        if (marginal.Count == 0 || persona.Count != marginal.Count || best.Count != marginal.Count || customer.Count != marginal.Count)
            throw new ArgumentException($"{marginal.Count}, {persona.Count} and {best.Count} losses of {customer.Count} orders.", nameof(persona));
        var customers = customer.Max() + 1;
        var (gains, rooms, orders) = (new double[customers], new double[customers], new int[customers]);
        for (var i = 0; i < marginal.Count; i++)
        {
            gains[customer[i]] += marginal[i] - persona[i];
            rooms[customer[i]] += marginal[i] - best[i];
            orders[customer[i]]++;
        }
        var present = Enumerable.Range(0, customers).Where(c => orders[c] > 0).ToArray();
        var (nats, skills) = (new double[bootstraps], new double[bootstraps]);
        for (var b = 0; b < bootstraps; b++)
        {
            var random = Clustering.RandomStream.Of(seed, Stream, b);
            double gain = 0, space = 0, count = 0;
            for (var i = 0; i < present.Length; i++)
            {
                var c = present[random.NextInt32(present.Length)];
                (gain, space, count) = (gain + gains[c], space + rooms[c], count + orders[c]);
            }
            (nats[b], skills[b]) = (gain / count, gain / space);
        }
        var (mean, room) = (gains.Sum() / marginal.Count, rooms.Sum() / marginal.Count);
        return new InformationGain(
            room >= LeastRoom ? Around(mean / room, skills) : new Interval(double.NaN, double.NaN, double.NaN), Around(mean, nats), room, marginal.Count);
    }

    private static Interval Around(double value, double[] draws)
    {
        if (draws.Length == 0)
            return new Interval(value, double.NaN, double.NaN);
        Array.Sort(draws);
        return new Interval(value, At(0.025), At(0.975));

        double At(double p)
        {
            var place = p * (draws.Length - 1);
            var low = (int)place;
            return draws[low] + ((place - low) * (draws[Math.Min(low + 1, draws.Length - 1)] - draws[low]));
        }
    }
}
