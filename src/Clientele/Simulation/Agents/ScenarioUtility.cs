using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>One scenario as numbers: utilities of its options for any parameter vector, persona and payment history.</summary>
/// <remarks>Buying options form one nest with dissimilarity μ: V = level + μ ln Σ exp(payment_j + x_j / μ); walking away is 0. x_j holds the
/// purchase terms in log-odds; payment_j compares the listed way of paying, or menu of plans, with the shop's own menu at the same total. Where several card
/// plans are listed the sum is the largest over the menus that they contain (<see cref="CardPlans"/>).</remarks>
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
            DiscountRate = theta[_model.Layout.Purchase(PurchasePrior.DiscountRate)],
            Level = level + theta[_model.Layout.Purchase(PurchasePrior.LevelByFrequency)] * traits.Frequency,
        };
        for (var j = 0; j < count; j++)
        {
            PurchaseTerms(theta, traits, p0, Scenario.Options[Buying[j]], prepared.Term.AsSpan(j * Terms, Terms));
            prepared.Other[j] = 0;
            for (var t = 0; t < Terms; t++)
                prepared.Other[j] += prepared.Term[j * Terms + t];
        }
        prepared.Plans = PaymentTerms(theta, persona, p0, traits, prepared);
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

    private ListedPlan[] PaymentTerms(ReadOnlySpan<double> theta, int persona, double p0, in PersonaTraits traits, Prepared prepared)
    {
        if (!UsesPayments)
            return [];
        var plans = new List<ListedPlan>();
        for (var j = 0; j < Buying.Length; j++)
        {
            if (Scenario.Options[Buying[j]].Pay is not { } pay)
                continue;
            var method = _payment is null ? -1 : IndexOf(_payment, pay.Method);
            var interest = pay.Instalments > 1 && (method < 0 || _model.Rule.Max < 2) ? PriceCoefficient(theta, traits, p0) / prepared.NestScale : 0;
            double Spread(int instalments) =>
                interest == 0 ? 0 : interest * -Math.Log(PresentValue(instalments, prepared.DiscountRate));
            if (method < 0)
            {
                prepared.Listed[j] = (_payment is null ? 0 : UnseenMethod) + Spread(pay.Instalments);
                continue;
            }
            var shift = _payment!.HasCard ? _payment.Shift(theta, Context(Scenario.Options[Buying[j]])) : default;
            _payment.Menu(theta, persona, pay.Total, prepared.Menu.AsSpan(j * HistoryLength, HistoryLength), shift);
            if (method > 0 || !_payment.HasCard)
            {
                prepared.Listed[j] = (method > 0 ? _payment.Method(theta, persona, pay.Total, method) : 0) + Spread(pay.Instalments);
                prepared.Alternative[j] = method > 0 ? _payment.Plans + method - 1 : 0;
                continue;
            }
            prepared.HasPlans[j] = true;
            for (var k = pay.UpTo ? 1 : pay.Instalments; k <= pay.Instalments; k++)
                plans.Add(new ListedPlan(j, k, Math.Min(k, _payment.Plans) - 1,
                    _payment.Plan(theta, persona, pay.Total, k, k + 1, shift), _payment.Plan(theta, persona, pay.Total, k, k, shift), Spread(k)));
        }
        // What the listed card plans are worth together: the correction that makes the flat softmax a nest.
        if (plans.Count > 0)
        {
            prepared.InclusiveScale = _payment!.InclusiveScale(theta);
            var inside = double.NegativeInfinity;
            foreach (var plan in plans)
                inside = CardPlans.LogAdd(inside, plan.Utility(_longestListed));
            prepared.Correction = (prepared.InclusiveScale - 1) * inside;
        }
        return [.. plans];
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
        return prepared.Level + prepared.NestScale * (prepared.Plans.Length > 1 ? Value(prepared, history) : largest + Math.Log(total));
    }

    // The shares are those of the whole menu; what it is worth is never less than what a part of it is (CardPlans).
    private double Value(Prepared prepared, ReadOnlySpan<double> history)
    {
        var value = double.NegativeInfinity;
        Span<double> addition = stackalloc double[Buying.Length];
        for (var j = 0; j < addition.Length; j++)
        {
            addition[j] = prepared.Other[j] / prepared.NestScale;
            if (prepared.HasPlans[j])
                addition[j] -= OwnMenu(prepared, j, history);
            else
                value = CardPlans.LogAdd(value, Payment(prepared, j, history) + addition[j]);
        }
        Span<CardPlan> plans = prepared.Plans.Length <= 64 ? stackalloc CardPlan[prepared.Plans.Length] : new CardPlan[prepared.Plans.Length];
        for (var i = 0; i < plans.Length; i++)
        {
            var plan = prepared.Plans[i];
            plans[i] = new CardPlan(plan.Plan, plan.Shorter, plan.AsLongest, addition[plan.Option] + plan.Addition(history));
        }
        return CardPlans.LogAdd(value, CardPlans.Best(plans, prepared.InclusiveScale));
    }

    /// <summary>Utility of a listed way of paying, or inclusive value of a listed menu, minus the inclusive value of the shop's own menu at its total; 0 when
    /// none is listed.</summary>
    public double Payment(Prepared prepared, int j, ReadOnlySpan<double> history)
    {
        if (prepared.HasPlans[j])
        {
            var sum = double.NegativeInfinity;
            foreach (var plan in prepared.Plans)
                if (plan.Option == j)
                    sum = CardPlans.LogAdd(sum, plan.Utility(_longestListed) + plan.Addition(history));
            return sum + prepared.Correction - OwnMenu(prepared, j, history);
        }
        if (prepared.Alternative[j] < 0)
            return prepared.Listed[j];
        return prepared.Listed[j] + (history.IsEmpty ? 0 : history[prepared.Alternative[j]]) - OwnMenu(prepared, j, history);
    }

    private double OwnMenu(Prepared prepared, int j, ReadOnlySpan<double> history)
    {
        var menu = prepared.Menu.AsSpan(j * HistoryLength, HistoryLength);
        if (history.IsEmpty)
            return PaymentUtility.LogSum(menu);
        Span<double> with = stackalloc double[menu.Length];
        for (var a = 0; a < with.Length; a++)
            with[a] = menu[a] + history[a];
        return PaymentUtility.LogSum(with);
    }

    /// <summary>A card plan of an option: utility W with and without a longer plan on offer, its alternative of the nest, and what waiting for the money is worth
    /// where the shop has no plans of its own.</summary>
    internal readonly record struct ListedPlan(int Option, int Plan, int Alternative, double Shorter, double AsLongest, double Spread)
    {
        public double Utility(int longest) => Plan == longest ? AsLongest : Shorter;

        public double Addition(ReadOnlySpan<double> history) => Spread + (history.IsEmpty ? 0 : history[Alternative]);
    }

    /// <summary>What one persona and parameter vector make of the scenario.</summary>
    internal sealed class Prepared
    {
        public Prepared(int options, int historyLength)
        {
            Other = new double[options];
            Term = new double[options * Terms];
            Listed = new double[options];
            HasPlans = new bool[options];
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

        /// <summary>Yearly discount rate, for plans of a shop that has none.</summary>
        public required double DiscountRate { get; init; }

        /// <summary>Utility of the listed way of paying; 0 when none is listed, or where <see cref="HasPlans"/>.</summary>
        public double[] Listed { get; }

        /// <summary>Whether the option's card plans are in <see cref="Plans"/>.</summary>
        public bool[] HasPlans { get; }

        /// <summary>The listed card plans that the nest knows, option by option.</summary>
        public ListedPlan[] Plans { get; set; } = [];

        /// <summary>Dissimilarity of the card nest.</summary>
        public double InclusiveScale { get; set; } = 1;

        /// <summary>What makes the flat softmax over <see cref="Plans"/> a nest.</summary>
        public double Correction { get; set; }

        /// <summary>Alternative of the nest that is listed; −1 when none is or it is not in the nest.</summary>
        public int[] Alternative { get; }

        /// <summary>The shop's own menu at the option's total, (options, alternatives).</summary>
        public double[] Menu { get; }

        public double[] Scratch { get; }
    }
}
