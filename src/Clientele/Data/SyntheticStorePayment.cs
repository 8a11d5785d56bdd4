namespace Clientele.Data;

/// <summary>The payment nest of one persona: draws how an amount is paid, over exactly the ways that are feasible for it.</summary>
internal sealed class SyntheticStorePayment
{
    public const int Boleto = 100, Debit = 101, Voucher = 102;
    private readonly SyntheticStorePreferences _population;
    private readonly SyntheticStorePersona _persona;
    private readonly double[] _constant;
    private readonly double[] _slope;
    private readonly double[] _threshold;

    public SyntheticStorePayment(SyntheticStorePreferences population, SyntheticStorePersona persona)
    {
        (_population, _persona) = (population, persona);
        var plans = population.LongestPlan + 1;
        (_constant, _slope, _threshold) = (new double[plans], new double[plans], new double[plans]);
        for (var k = 2; k < plans; k++)
        {
            var ln = Math.Log(k);
            _constant[k] = population.PlanAny + persona.PlanAny + ((population.PlanLog + persona.PlanLog) * ln) + (population.PlanLogSquared * ln * ln)
                + (k is 2 or 3 or 4 or 5 or 6 or 8 or 10 ? population.Popular : 0) + (k is 5 or 10 ? population.Round : 0);
            _slope[k] = population.PlanAnyByValue + (population.PlanLogByValue * ln) + (population.PlanLogSquaredByValue * ln * ln);
            _threshold[k] = population.Threshold + (population.ThresholdByLog * ln);
        }
    }

    /// <summary>Longest feasible plan: no instalment below the smallest one.</summary>
    public int Longest(int cents) => Math.Min(_population.LongestPlan, Math.Max(1, cents / (int)(100 * _population.MinInstalment)));

    /// <summary>How an order is paid: the number of instalments for a card, or one of the constants above it.</summary>
    /// <param name="random">Chance; one draw.</param>
    /// <param name="cents">Amount to pay.</param>
    /// <param name="plan">The category's addition to plans of more than one instalment.</param>
    /// <param name="year">Time of the order in years, 2017.5 for the middle of 2017.</param>
    public int Draw(SeededRandom random, int cents, double plan, double year)
    {
        Span<double> weights = stackalloc double[16];
        var sum = Weigh(weights, cents, plan, year);
        var target = random.NextDouble() * sum;
        var last = Longest(cents) + 3;
        var i = 1;
        for (; i < last && target >= weights[i]; i++)
            target -= weights[i];
        return i <= last - 3 ? i : Boleto + (i - (last - 2));
    }

    /// <summary>exp U of card plans 1 .. longest, then boleto, debit, voucher, from index 1 on; returns their sum.</summary>
    internal double Weigh(Span<double> weights, int cents, double plan, double year) => Weigh(weights, cents, Longest(cents), plan, year);

    /// <summary>The same over a menu of other length than the amount's own.</summary>
    internal double Weigh(Span<double> weights, int cents, int longest, double plan, double year)
    {
        var p = _population;
        var ln = Math.Log(Math.Max(cents, 1) / 10_000.0);
        var sum = weights[1] = 1;
        for (var k = 2; k <= longest; k++)
        {
            var utility = _constant[k] + (_slope[k] * ln) + plan + (cents >= 2_000 * k ? _threshold[k] : 0);
            if (k == longest)
                utility += p.Maximiser + _persona.Maximiser + (p.MaximiserByValue * ln) + (p.MaximiserByYear * (year - 2017.5));
            sum += weights[k] = Math.Exp(utility);
        }
        sum += weights[longest + 1] = Math.Exp(p.Boleto + _persona.Boleto + (p.BoletoByValue * ln));
        sum += weights[longest + 2] = Math.Exp(p.Debit + _persona.Debit + (p.DebitByValue * ln));
        sum += weights[longest + 3] = Math.Exp(p.Voucher + (p.VoucherByValue * ln));
        return sum;
    }
}
