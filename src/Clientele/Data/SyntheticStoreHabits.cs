namespace Clientele.Data;

/// <summary>The rules of <see cref="SyntheticStoreWorld.Habits"/>: a family that no utility model contains. The amount decides how a customer pays, the
/// customer's <see cref="SyntheticStorePlanRule"/> the plan, thresholds of days late the stars.</summary>
/// <remarks>In the order of the questions: an amount up to the customer's gift credit is paid by voucher; else up to his cash limit by boleto; else, by a
/// debit customer, up to twice that limit by debit card; else by credit card.</remarks>
internal sealed record SyntheticStoreHabits
{
    private const int Plans = 10;
    private static readonly SyntheticStoreAlias FirstPlans = new([0, 20, 20, 18, 12, 9, 7, 0, 6, 0, 8]);

    /// <summary>Median budget for one instalment, R$; log-normal with <see cref="BudgetSpread"/>.</summary>
    public double Budget { get; init; } = 34;

    public double BudgetSpread { get; init; } = 0.6;

    /// <summary>Median of the amount up to which cash is used, R$; log-normal with <see cref="CashSpread"/>.</summary>
    public double CashLimit { get; init; } = 39;

    public double CashSpread { get; init; } = 0.8;

    /// <summary>Share of customers with a gift credit, and its median, R$; log-normal with <see cref="CashSpread"/>.</summary>
    public double CreditShare { get; init; } = 0.13;

    public double Credit { get; init; } = 60;

    /// <summary>Share of customers who also use a debit card.</summary>
    public double DebitShare { get; init; } = 0.05;

    /// <summary>Probability that a plan is taken at random from the feasible ones instead of by the rule: nobody keeps a rule always, and a rule
    /// without exceptions would make single outcomes impossible.</summary>
    public double Slip { get; init; } = 0.03;

    /// <summary>How well the product pleases, from one star to five, before anything is taken off.</summary>
    public IReadOnlyList<double> Product { get; init; } = [0.06, 0.025, 0.075, 0.20, 0.64];

    /// <summary>Stars at most when the parcel is late, but not beyond the customer's patience.</summary>
    public int LateAtMost { get; init; } = 4;

    /// <summary>Stars at most beyond the patience, up to twice it; further on 1.</summary>
    public int ImpatientAtMost { get; init; } = 2;

    /// <summary>Mean patience in days late beyond the first; exponential.</summary>
    public double Patience { get; init; } = 2;

    /// <summary>Stars taken off when several sellers deliver.</summary>
    public int ManySellers { get; init; } = 1;

    /// <summary>What one customer brings along.</summary>
    /// <param name="Budget">Instalment aimed at, R$.</param>
    /// <param name="LastPlan">Plan of the last card payment, or of the habit before it.</param>
    /// <param name="CashLimit">Amount up to which cash is used, R$.</param>
    /// <param name="Credit">Gift credit, R$; 0 = none.</param>
    /// <param name="Debit">Whether a debit card is used.</param>
    /// <param name="Patience">Days late that are borne.</param>
    public readonly record struct Habit(double Budget, int LastPlan, double CashLimit, double Credit, bool Debit, double Patience);

    /// <summary>What a review is about.</summary>
    public readonly record struct Experience(bool Arrived, int Late, bool ManySellers);

    /// <summary>A new customer.</summary>
    public Habit Draw(SeededRandom random) => new(
        Budget * Math.Exp(BudgetSpread * random.NextGaussian()), FirstPlans.Draw(random), CashLimit * Math.Exp(CashSpread * random.NextGaussian()),
        random.NextBoolean(CreditShare) ? Credit * Math.Exp(CashSpread * random.NextGaussian()) : 0, random.NextBoolean(DebitShare),
        1 + (Patience * random.NextExponential()));

    /// <summary>How an order is paid, in the numbers of <see cref="SyntheticStorePayment.Draw"/>.</summary>
    public int Way(SeededRandom random, SyntheticStorePlanRule rule, Habit habit, int cents)
    {
        var value = cents / 100.0;
        if (value <= habit.Credit)
            return SyntheticStorePayment.Voucher;
        if (value <= habit.CashLimit)
            return SyntheticStorePayment.Boleto;
        if (habit.Debit && value <= 2 * habit.CashLimit)
            return SyntheticStorePayment.Debit;
        var longest = Longest(cents);
        return random.NextBoolean(Slip) ? 1 + random.NextInt32(longest) : Plan(rule, habit, cents, longest);
    }

    /// <summary>Probability of each card plan 1 .. <paramref name="longest"/>, from index 1 on, given payment by card.</summary>
    public void PlanShares(Span<double> shares, SyntheticStorePlanRule rule, Habit habit, int cents, int longest)
    {
        shares.Clear();
        for (var k = 1; k <= longest; k++)
            shares[k] = Slip / longest;
        shares[Plan(rule, habit, cents, longest)] += 1 - Slip;
    }

    /// <summary>The stars at a quantile of the product's pleasure.</summary>
    public int Stars(double uniform, Habit habit, Experience experience)
    {
        var pleasure = 1;
        for (var left = uniform - Product[0]; left > 0 && pleasure < Product.Count; pleasure++)
            left -= Product[pleasure];
        return StarsFor(pleasure, habit, experience);
    }

    /// <summary>Mean of <see cref="Stars"/> over the product's pleasure.</summary>
    public double ExpectedStars(Habit habit, Experience experience)
    {
        var mean = 0.0;
        for (var pleasure = 1; pleasure <= Product.Count; pleasure++)
            mean += Product[pleasure - 1] * StarsFor(pleasure, habit, experience);
        return mean;
    }

    private int StarsFor(int pleasure, Habit habit, Experience experience)
    {
        if (!experience.Arrived)
            return 1;
        var most = experience.Late <= 0 ? 5
            : experience.Late <= habit.Patience ? LateAtMost
            : experience.Late <= 2 * habit.Patience ? ImpatientAtMost
            : 1;
        return Math.Max(1, Math.Min(pleasure, most) - (experience.ManySellers ? ManySellers : 0));
    }

    private static int Plan(SyntheticStorePlanRule rule, Habit habit, int cents, int longest) => rule switch
    {
        SyntheticStorePlanRule.Longest => longest,
        SyntheticStorePlanRule.Budget => Nearest(habit.Budget, cents / 100.0, longest),
        SyntheticStorePlanRule.LastPlan => Math.Clamp(habit.LastPlan, 1, longest),
        _ => 1,
    };

    private static int Nearest(double budget, double value, int longest)
    {
        var best = 1;
        for (var k = 2; k <= longest; k++)
            if (Math.Abs((value / k) - budget) < Math.Abs((value / best) - budget))
                best = k;
        return best;
    }

    // The shop's instalment rule is the same in every world.
    private static int Longest(int cents) => Math.Min(Plans, Math.Max(1, cents / 1_000));
}
