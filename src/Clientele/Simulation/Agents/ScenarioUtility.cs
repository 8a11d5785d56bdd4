using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>One scenario as numbers: utilities of its options for any parameter vector, persona and payment history.</summary>
/// <remarks>Buying options form one nest with dissimilarity μ: V = level + μ ln Σ exp(payment_j + x_j / μ); walking away is 0. x_j holds the
/// purchase terms in log-odds; payment_j compares the listed way of paying with the shop's own menu at the same total.</remarks>
internal sealed class ScenarioUtility
{
    public const int Terms = (int)PurchaseTerm.History + 1;
    private const double UnseenMethod = -4.6; // ln of 1 %: a method that no order fitted used
    private readonly ChoiceModel _model;
    private readonly PaymentUtility? _payment;
    private readonly double _reference;
    private readonly bool _referenceStated;
    private readonly int _longestListed;

    public ScenarioUtility(ChoiceModel model, Scenario scenario, Scenario control)
    {
        _model = model;
        Scenario = scenario;
        _payment = model.Payments is null ? null : new PaymentUtility(model);
        // A reference price that only says what the control costs is no visible reduction: no promotion, no loss against a marked price.
        _referenceStated = scenario.Offer.ReferencePrice is { } stated && (control.Offer.ReferencePrice is not null || stated != control.Offer.Price);
        _reference = scenario.Offer.ReferencePrice ?? control.Offer.ReferencePrice ?? control.Offer.Price;
        Buying = [.. Enumerable.Range(0, scenario.Options.Count).Where(i => scenario.Options[i].Buys)];
        _longestListed = Buying.Select(i => scenario.Options[i].Pay).Max(pay => pay?.Method == PaymentMethod.CreditCard ? pay.Instalments : 1);
    }

    public Scenario Scenario { get; }

    /// <summary>Positions of the buying options.</summary>
    public int[] Buying { get; }

    public bool UsesPayments => Buying.Any(i => Scenario.Options[i].Pay is not null);

    /// <summary>Alternatives of a history vector; 0 without a nest.</summary>
    public int HistoryLength => _payment?.Count ?? 0;

    public void History(PaymentHistory history, int persona, Span<double> addition) => _payment?.History(history, persona, addition);

    /// <summary>What a unit costs under an option, freight apart, interest included.</summary>
    public double UnitPrice(ScenarioOption option) =>
        option.Pay is { } pay ? Math.Max(.01, pay.Total - (Scenario.Offer.Freight ?? 0)) / Math.Max(1, option.Quantity) : option.Price ?? Scenario.Offer.Price;

    /// <summary>Utilities that are the same for every customer of a persona under one parameter vector.</summary>
    public Prepared Prepare(ReadOnlySpan<double> theta, int persona, in PersonaTraits traits, double p0, double level)
    {
        var count = Buying.Length;
        var prepared = new Prepared(count, HistoryLength)
        {
            NestScale = theta[_model.Layout.Purchase(PurchasePrior.NestScale)],
            Level = level + theta[_model.Layout.Purchase(PurchasePrior.LevelByFrequency)] * traits.Frequency,
        };
        for (var j = 0; j < count; j++)
        {
            PurchaseTerms(theta, traits, p0, Scenario.Options[Buying[j]], prepared.Term.AsSpan(j * Terms, Terms));
            prepared.Other[j] = 0;
            for (var t = 0; t < Terms; t++)
                prepared.Other[j] += prepared.Term[j * Terms + t];
        }
        PaymentTerms(theta, persona, p0, traits, prepared);
        return prepared;
    }

    private void PurchaseTerms(ReadOnlySpan<double> theta, in PersonaTraits traits, double p0, ScenarioOption option, Span<double> term)
    {
        term.Clear();
        var (offer, levels, layout) = (Scenario.Offer, _model.Levels, _model.Layout);
        var own = 1 / (1 - p0);
        var quantity = Math.Max(1, option.Quantity);
        var unit = UnitPrice(option);
        var loss = theta[layout.Purchase(PurchasePrior.LossAversion)];
        var price = PriceCoefficient(theta, traits, p0);

        if (offer.Needed is { } needed)
            term[(int)PurchaseTerm.Need] = (needed ? 1 : -1) * theta[layout.Purchase(PurchasePrior.Need)];
        if (offer.Planned is { } planned)
            term[(int)PurchaseTerm.Planned] = (planned ? 1 : -1) * theta[layout.Purchase(PurchasePrior.Planned)];
        term[(int)PurchaseTerm.Price] = -price * Math.Log(unit / _reference) * (_referenceStated && unit > _reference ? loss : 1);
        if (_referenceStated && unit <= .95 * _reference)
            term[(int)PurchaseTerm.Promotion] = theta[layout.Purchase(PurchasePrior.Promotion)];
        if (offer.Freight is { } freight)
            term[(int)PurchaseTerm.Freight] = -theta[layout.Purchase(PurchasePrior.Freight)] * price * Math.Log(1 + freight / (unit * quantity));

        var day = theta[layout.Purchase(PurchasePrior.Delivery)] * 5 / 7 * own;
        var wait = option.WaitDays ?? 0;
        if ((option.DeliveryDays ?? offer.DeliveryDays) is { } days)
            term[(int)PurchaseTerm.Delivery] = -day * (days + wait - levels.DeliveryDays);
        else if (wait > 0)
            term[(int)PurchaseTerm.Delivery] = -day * wait;
        if (wait > 0)
            term[(int)PurchaseTerm.ComeBack] = -theta[layout.Purchase(PurchasePrior.ComeBack)];
        if (offer.DaysLate is { } late)
            term[(int)PurchaseTerm.Lateness] = -loss * day * late;

        if (offer.Rating is { } rating)
        {
            var gap = rating - levels.Rating;
            term[(int)PurchaseTerm.Rating] = theta[layout.Purchase(PurchasePrior.Rating)] / levels.Rating * own
                * Math.Exp(-theta[layout.Purchase(PurchasePrior.RatingBySatisfaction)] * traits.Satisfaction) * (gap < 0 ? loss * gap : gap);
        }
        if (offer.ReviewCount is { } reviews)
            term[(int)PurchaseTerm.Reviews] = theta[layout.Purchase(PurchasePrior.Reviews)] * own * Math.Log((1 + reviews) / (1 + levels.ReviewCount));
        if (offer.ReturnDays is { } returns)
            term[(int)PurchaseTerm.Returns] = theta[layout.Purchase(PurchasePrior.Returns)] * Math.Log((1 + returns) / (1 + levels.ReturnDays));
        if (quantity > 1)
            term[(int)PurchaseTerm.Quantity] = -Math.Log(quantity)
                * (theta[layout.Purchase(PurchasePrior.Quantity)] - theta[layout.Purchase(PurchasePrior.QuantityByBasket)] * traits.Basket);
        if (option.Weekend is { } weekend)
            term[(int)PurchaseTerm.Weekend] = (weekend ? .5 : -.5) * theta[layout.Purchase(PurchasePrior.WeekendByWeekend)] * traits.Weekend;
        if (offer.KnownCategory == false)
            term[(int)PurchaseTerm.Novelty] = theta[layout.Purchase(PurchasePrior.NoveltyByVariety)] * traits.Variety - theta[layout.Purchase(PurchasePrior.Novelty)];
        if (offer.EndsInHours is { } hours)
            term[(int)PurchaseTerm.Urgency] = theta[layout.Purchase(PurchasePrior.Urgency)] / (1 + hours / 24);
    }

    private double PriceCoefficient(ReadOnlySpan<double> theta, in PersonaTraits traits, double p0) =>
        theta[_model.Layout.Purchase(PurchasePrior.Price)] / (1 - p0) * Math.Exp(-theta[_model.Layout.Purchase(PurchasePrior.PriceBySpend)] * traits.Spend);

    private void PaymentTerms(ReadOnlySpan<double> theta, int persona, double p0, in PersonaTraits traits, Prepared prepared)
    {
        if (!UsesPayments)
            return;
        var shift = new PlanShift[Buying.Length];
        if (_payment is { HasCard: true })
            for (var j = 0; j < Buying.Length; j++)
                shift[j] = _payment.Shift(theta, Context(Scenario.Options[Buying[j]]));
        // What the listed card plans are worth together: the correction that makes the flat softmax a nest.
        var correction = 0.0;
        if (_payment is { HasCard: true })
        {
            Span<double> listed = stackalloc double[Buying.Length];
            var count = 0;
            for (var j = 0; j < Buying.Length; j++)
                if (Scenario.Options[Buying[j]].Pay is { Method: PaymentMethod.CreditCard } card && !ListedBefore(j, card.Instalments))
                    listed[count++] = _payment.Plan(theta, persona, card.Total, card.Instalments, _longestListed, shift[j]);
            if (count > 0)
                correction = (_payment.InclusiveScale(theta) - 1) * PaymentUtility.LogSum(listed[..count]);
        }
        for (var j = 0; j < Buying.Length; j++)
        {
            if (Scenario.Options[Buying[j]].Pay is not { } pay)
                continue;
            var method = _payment is null ? -1 : IndexOf(_payment, pay.Method);
            var fitted = method >= 0;
            if (fitted)
            {
                prepared.Listed[j] = method > 0 ? _payment!.Method(theta, persona, pay.Total, method)
                    : _payment!.Plan(theta, persona, pay.Total, pay.Instalments, _longestListed, shift[j])
                        + (_payment.HasCard ? correction : 0);
                prepared.Alternative[j] = method > 0 ? _payment.Plans + method - 1 : Math.Min(pay.Instalments, _payment.Plans) - 1;
                _payment.Menu(theta, persona, pay.Total, prepared.Menu.AsSpan(j * HistoryLength, HistoryLength), shift[j]);
            }
            else if (_payment is not null)
                prepared.Listed[j] = UnseenMethod;
            if (pay.Instalments > 1 && (!fitted || _model.Rule.Max < 2))
                prepared.Listed[j] += PriceCoefficient(theta, traits, p0) / prepared.NestScale
                    * -Math.Log(PresentValue(pay.Instalments, theta[_model.Layout.Purchase(PurchasePrior.DiscountRate)]));
        }
    }

    // A shop without bank slips has no boleto: where that is read as a bank transfer, the shop's transfers answer.
    private int IndexOf(PaymentUtility payment, PaymentMethod method)
    {
        var own = payment.IndexOf(method);
        var transfer = own < 0 && method == PaymentMethod.Boleto && ScenarioText.BoletoIsTransfer(Scenario, _model.Currency);
        return transfer ? payment.IndexOf(PaymentMethod.Transfer) : own;
    }

    // What the offer says of an order; when it is placed and where it goes are not part of a scenario, so those stay average.
    private OrderContext Context(ScenarioOption option) => new()
    {
        PaymentValue = option.Pay?.Total ?? double.NaN,
        Amount = UnitPrice(option) * Math.Max(1, option.Quantity),
        Freight = Scenario.Offer.Freight ?? double.NaN,
        Items = Math.Max(1, option.Quantity),
        Category = Scenario.Offer.Category,
        PromisedDays = option.DeliveryDays ?? Scenario.Offer.DeliveryDays ?? double.NaN,
    };

    private bool ListedBefore(int j, int instalments) => Buying.Take(j).Any(i =>
        Scenario.Options[i].Pay is { Method: PaymentMethod.CreditCard } card && card.Instalments == instalments);

    // Of one unit paid in k monthly parts, the first after a month.
    private static double PresentValue(int k, double yearlyRate)
    {
        var sum = 0.0;
        for (var month = 1; month <= k; month++)
            sum += Math.Pow(1 + yearlyRate, -month / 12.0);
        return sum / k;
    }

    /// <summary>Log-odds of buying for one history; probabilities of all options go to <paramref name="probabilities"/>.</summary>
    public double Evaluate(Prepared prepared, ReadOnlySpan<double> history, Span<double> probabilities)
    {
        var logOdds = LogOdds(prepared, history, prepared.Scratch);
        var buy = 1 / (1 + Math.Exp(-logOdds));
        probabilities.Fill(1 - buy);
        for (var j = 0; j < Buying.Length; j++)
            probabilities[Buying[j]] = buy * prepared.Scratch[j];
        return logOdds;
    }

    /// <summary>Log-odds of buying; the shares of the buying options among purchases go to <paramref name="shares"/>.</summary>
    public double LogOdds(Prepared prepared, ReadOnlySpan<double> history, Span<double> shares)
    {
        var count = Buying.Length;
        var largest = double.NegativeInfinity;
        for (var j = 0; j < count; j++)
        {
            shares[j] = Payment(prepared, j, history) + prepared.Other[j] / prepared.NestScale;
            largest = Math.Max(largest, shares[j]);
        }
        var total = 0.0;
        for (var j = 0; j < count; j++)
            total += shares[j] = Math.Exp(shares[j] - largest);
        for (var j = 0; j < count; j++)
            shares[j] /= total;
        return prepared.Level + prepared.NestScale * (largest + Math.Log(total));
    }

    /// <summary>Utility of a listed way of paying minus the inclusive value of the shop's own menu at its total; 0 when none is listed.</summary>
    public double Payment(Prepared prepared, int j, ReadOnlySpan<double> history)
    {
        if (prepared.Alternative[j] < 0)
            return prepared.Listed[j];
        var menu = prepared.Menu.AsSpan(j * HistoryLength, HistoryLength);
        if (history.IsEmpty)
            return prepared.Listed[j] - PaymentUtility.LogSum(menu);
        Span<double> with = stackalloc double[menu.Length];
        for (var a = 0; a < with.Length; a++)
            with[a] = menu[a] + history[a];
        return prepared.Listed[j] + history[prepared.Alternative[j]] - PaymentUtility.LogSum(with);
    }

    /// <summary>What one persona and parameter vector make of the scenario.</summary>
    internal sealed class Prepared
    {
        public Prepared(int options, int historyLength)
        {
            Other = new double[options];
            Term = new double[options * Terms];
            Listed = new double[options];
            Alternative = new int[options];
            Array.Fill(Alternative, -1);
            Menu = new double[options * historyLength];
            Scratch = new double[options];
        }

        public required double NestScale { get; init; }

        public required double Level { get; init; }

        /// <summary>Σ of the purchase terms, an option.</summary>
        public double[] Other { get; }

        /// <summary>The purchase terms, (options, terms).</summary>
        public double[] Term { get; }

        /// <summary>Utility of the listed way of paying; 0 when none is listed.</summary>
        public double[] Listed { get; }

        /// <summary>Alternative of the nest that is listed; −1 when none is or it is not in the nest.</summary>
        public int[] Alternative { get; }

        /// <summary>The shop's own menu at the option's total, (options, alternatives).</summary>
        public double[] Menu { get; }

        public double[] Scratch { get; }
    }
}
