using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>Fits the choice model: payment nest by maximum likelihood, personas and histories by empirical Bayes, everything else from priors.</summary>
/// <remarks>The nest is fitted from the inside out: plans given card first, then methods given the inclusive value of the card's menu. Each step
/// is concave, so there is one maximum; the draws carry the first step's uncertainty into the second.</remarks>
public static partial class ChoiceModelFitter
{
    private const double RidgePerOrder = 1e-4;
    private const int RidgeOrders = 20_000;
    private const int FewestOrders = 100;

    /// <summary>Fits the model.</summary>
    /// <param name="orders">Order-level records of the customers to learn from.</param>
    /// <param name="personas">Persona of each customer.</param>
    /// <param name="rule">Which instalment plans the shop offers.</param>
    /// <param name="options">Seed, threads, draws.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The model. Without payments on record it has no payment nest and rests on priors alone; its notes say so.</returns>
    /// <exception cref="ArgumentException">The assignment belongs to other customers, or there are no draws.</exception>
    public static ChoiceModel Fit(
        OrderTable orders, PersonaAssignment personas, InstalmentRule rule, ChoiceModelOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new ChoiceModelOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        if (personas.Persona.Length != orders.CustomerIds.Count)
            throw new ArgumentException($"{personas.Persona.Length} assigned customers for {orders.CustomerIds.Count} in the orders.", nameof(personas));

        var data = PaymentOrders.From(orders, personas, rule, options.MaxOrders, Seed(options));
        var notes = new List<string>();
        progress?.Report(new StageProgress("Fitting the choice model", 0, 5, "steps"));
        if (data.Count < FewestOrders)
        {
            notes.Add(data.Count == 0
                ? "The shop has no payments on record: how customers pay rests on priors alone."
                : $"Only {data.Count} orders have a usable payment (fewer than {FewestOrders}): how customers pay rests on priors alone.");
            data = data.Where(_ => false);
        }
        return data.Count == 0
            ? WithoutPayments(orders, personas, rule, options, data, notes)
            : new Fitting(orders, personas, rule, options, data, notes, progress, cancellationToken).Run();
    }

    private static ulong Seed(ChoiceModelOptions options) => CounterRandom.Mix((ulong)options.Seed + 0xC401CE);

    private static ChoiceModel WithoutPayments(
        OrderTable orders, PersonaAssignment personas, InstalmentRule rule, ChoiceModelOptions options, PaymentOrders data, List<string> notes)
    {
        var layout = new ChoiceLayout([], rule.Max, personas.Personas, []);
        var draws = new double[options.Draws][];
        for (var b = 0; b < draws.Length; b++)
            DrawPriors(layout, Seed(options), b, draws[b] = new double[layout.Count]);
        var fit = new ChoiceFit
        {
            Orders = 0,
            CardOrders = 0,
            Customers = 0,
            LeftOut = data.LeftOut,
            LogLikelihood = double.NaN,
            LogLikelihoodWithoutPersonas = double.NaN,
            LogLikelihoodUniform = double.NaN,
            RepeatCustomers = 0,
            PersonaSpread = [],
            Notes = notes,
        };
        return new ChoiceModel(
            options.Currency, rule, personas.Personas, null, Levels(orders), [.. PriorParameters(layout, draws)], draws, fit);
    }

    private static void DrawPriors(ChoiceLayout layout, ulong seed, int draw, double[] theta)
    {
        for (var j = 0; j < PurchasePrior.All.Length; j++)
        {
            var prior = PurchasePrior.All[j];
            var value = prior.Mean + prior.StandardDeviation * CounterRandom.Normal(seed, 7, (ulong)draw, (ulong)j);
            theta[layout.Purchase(j)] = Math.Clamp(value, prior.Lowest, prior.Highest);
        }
    }

    private static IEnumerable<ChoiceParameter> PriorParameters(ChoiceLayout layout, double[][] draws) =>
        PurchasePrior.All.Select((prior, j) => new ChoiceParameter(
            layout.Names[layout.Purchase(j)], prior.Mean, Deviation(draws, layout.Purchase(j)), EvidenceGrade.C, prior.Meaning, prior.Source));

    private static double Deviation(double[][] draws, int j)
    {
        if (draws.Length < 2)
            return double.NaN;
        var mean = draws.Average(draw => draw[j]);
        return Math.Sqrt(draws.Sum(draw => (draw[j] - mean) * (draw[j] - mean)) / (draws.Length - 1));
    }

    private static ReferenceLevels Levels(OrderTable orders)
    {
        var levels = ReferenceLevels.Assumed;
        double stars = 0;
        var rated = 0;
        var days = new List<double>();
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders.Stars[i] > 0)
            {
                stars += orders.Stars[i];
                rated++;
            }
            if (orders.DeliveredAt[i] > orders.OrderedAt[i] && orders.OrderedAt[i] > DateTime.MinValue)
                days.Add((orders.DeliveredAt[i] - orders.OrderedAt[i]).TotalDays);
        }
        if (rated >= FewestOrders)
            levels = levels with { Rating = stars / rated };
        if (days.Count >= FewestOrders)
        {
            days.Sort();
            levels = levels with { DeliveryDays = days[days.Count / 2] };
        }
        return levels;
    }
}
