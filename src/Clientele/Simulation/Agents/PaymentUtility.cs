using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>Evaluates the payment nest for one parameter vector and one persona, at one total.</summary>
/// <remarks>Alternatives are card plans 1..K and then the further methods. A nested logit is written as a flat softmax: a card plan's
/// utility is W(k) + (τ − 1) ln Σ exp W over the card plans of its menu, so that the shares and the inclusive value are the nest's.</remarks>
internal sealed class PaymentUtility
{
    private readonly ChoiceModel _model;
    private readonly PaymentNest _nest;
    private readonly int _others;

    public PaymentUtility(ChoiceModel model)
    {
        _model = model;
        _nest = model.Payments ?? throw new ArgumentException("The model has no payment nest.", nameof(model));
        HasCard = model.Layout.HasCard;
        Plans = HasCard ? model.Rule.Max : 1;
        _others = _nest.Methods.Count - 1;
    }

    public bool HasCard { get; }

    /// <summary>Plans of the shop's rule, K (1 without a card: the base method).</summary>
    public int Plans { get; }

    /// <summary>Alternatives: K plans of the base method and the further methods.</summary>
    public int Count => Plans + _others;

    public double Centred(double total) => Math.Clamp(Math.Log(total), _nest.LogValueLow, _nest.LogValueHigh) - _nest.LogValueCentre;

    /// <summary>What the context of an order adds to its plans.</summary>
    public PlanShift Shift(ReadOnlySpan<double> theta, OrderContext order)
    {
        double several = 0, logPlan = 0, longest = 0;
        double[]? departures = null;
        for (var g = 0; g < _nest.Groupings.Count; g++)
            if (_nest.Groupings[g].LevelOf(order) is var level and >= 0)
            {
                var at = theta[_model.Layout.GroupStart(g, level)..];
                (several, logPlan, longest) = (several + at[0], logPlan + at[1], longest + at[2]);
                if (!_nest.Groupings[g].HasDepartures)
                    continue;
                departures ??= new double[Plans - 1];
                for (var k = 0; k < departures.Length; k++)
                    departures[k] += at[PlanUtility.ShiftedTerms.Length + k];
            }
        return new PlanShift(several, logPlan, longest, departures);
    }

    /// <summary>W(k) of one card plan.</summary>
    public double Plan(ReadOnlySpan<double> theta, int persona, double total, int k, int longest, PlanShift shift = default)
    {
        if (!HasCard || k < 2)
            return 0;
        Span<double> plan = stackalloc double[PlanUtility.Count];
        theta[..PlanUtility.Count].CopyTo(plan);
        if (persona >= 0)
            for (var j = 0; j < PlanUtility.ShiftedTerms.Length; j++)
                plan[PlanUtility.ShiftedTerms[j]] += theta[_model.Layout.PersonaStart(persona) + j];
        var (intercept, slope) = PlanUtility.Line(plan, k, k == longest, k <= PlanUtility.LongestLarge(total, _model.Rule.MinAmount));
        return intercept + slope * Centred(total) + shift.Of(k, longest);
    }

    public double InclusiveScale(ReadOnlySpan<double> theta) => HasCard ? theta[ChoiceLayout.Inclusive] : 1;

    /// <summary>Utility of a further method (1..), relative to the base with a menu of one plan.</summary>
    public double Method(ReadOnlySpan<double> theta, int persona, double total, int method)
    {
        var start = _model.Layout.MethodStart + 2 * (method - 1);
        var shift = persona < 0 ? 0 : theta[_model.Layout.PersonaMethodStart(persona) + method - 1];
        return theta[start] + theta[start + 1] * Centred(total) + shift;
    }

    /// <summary>Flat utilities over the shop's own menu at a total; −∞ where a plan is not feasible.</summary>
    /// <param name="theta">Parameters.</param>
    /// <param name="persona">Persona in the model; −1 = the average customer.</param>
    /// <param name="total">Order total, currency.</param>
    /// <param name="utility">One an alternative; filled.</param>
    /// <param name="shift">What the order's context adds.</param>
    /// <param name="offered">Longest plan on offer where the menu is shorter than the shop's own.</param>
    public void Menu(ReadOnlySpan<double> theta, int persona, double total, Span<double> utility, PlanShift shift = default, int offered = int.MaxValue)
    {
        var longest = HasCard ? Math.Min(_model.Rule.Longest(total), offered) : 1;
        for (var k = 1; k <= Plans; k++)
            utility[k - 1] = k <= longest ? Plan(theta, persona, total, k, longest, shift) : double.NegativeInfinity;
        var correction = (InclusiveScale(theta) - 1) * LogSum(utility[..longest]);
        for (var k = 0; k < longest; k++)
            utility[k] += correction;
        for (var x = 1; x <= _others; x++)
            utility[Plans + x - 1] = Method(theta, persona, total, x);
    }

    /// <summary>What a customer's own payments add to each alternative: log of the shrunken share over the persona's share.</summary>
    public void History(PaymentHistory history, int persona, Span<double> addition)
    {
        addition.Clear();
        var row = persona < 0 ? _nest.MethodShares.Count - 1 : persona;
        Span<int> methods = stackalloc int[_others + 1], plans = stackalloc int[Plans];
        methods.Clear();
        plans.Clear();
        foreach (var (method, instalments, orders) in history.Payments)
        {
            var index = IndexOf(method);
            if (index < 0)
                continue;
            methods[index] += orders;
            if (index == 0 && HasCard && instalments >= 1 && instalments <= Plans)
                plans[instalments - 1] += orders;
        }
        Add(_nest.MethodHistoryWeight, methods, _nest.MethodShares[row], addition, method: true);
        if (HasCard)
            Add(_nest.PlanHistoryWeight, plans, _nest.PlanShares[row], addition, method: false);
    }

    private void Add(double? weight, ReadOnlySpan<int> counts, double[] shares, Span<double> addition, bool method)
    {
        var total = 0;
        foreach (var count in counts)
            total += count;
        if (weight is not { } tau || total == 0)
            return;
        for (var a = 0; a < counts.Length; a++)
        {
            var value = Math.Log((counts[a] + tau * shares[a]) / ((total + tau) * shares[a]));
            if (!method)
                addition[a] += value;
            else if (a > 0)
                addition[Plans + a - 1] += value;
            else
                for (var k = 0; k < Plans; k++)
                    addition[k] += value;
        }
    }

    /// <summary>Position of a method among the nest's; −1 when it does not occur in the data.</summary>
    public int IndexOf(PaymentMethod method)
    {
        for (var x = 0; x < _nest.Methods.Count; x++)
            if (_nest.Methods[x] == method)
                return x;
        return -1;
    }

    public static double LogSum(ReadOnlySpan<double> utility)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in utility)
            largest = Math.Max(largest, value);
        if (double.IsNegativeInfinity(largest))
            return largest;
        var sum = 0.0;
        foreach (var value in utility)
            sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }
}
