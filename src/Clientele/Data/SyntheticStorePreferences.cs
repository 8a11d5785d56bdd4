namespace Clientele.Data;

/// <summary>Planted preferences of the whole population: the choice model that the embedded agent estimates, with its coefficients. ln V is
/// centred at ln R$ 100. Personas add their own deviations (<see cref="SyntheticStorePersona"/>), categories theirs.</summary>
/// <remarks>U(card, k) = (PlanAny + PlanAnyByValue ln V) 1[k > 1] + (PlanLog + PlanLogByValue ln V) ln k + (PlanLogSquared + PlanLogSquaredByValue ln V) (ln k)²
/// + (Maximiser + MaximiserByValue ln V + MaximiserByYear (year − 2017.5)) 1[k = longest, k > 1] + Popular 1[k in {2, 3, 4, 5, 6, 8, 10}] + Round 1[k in {5, 10}]
/// + (Threshold + ThresholdByLog ln k) 1[k > 1, V/k >= 20]; U(boleto) = Boleto + BoletoByValue ln V, debit and voucher alike. A way of paying is drawn with
/// probability proportional to exp U over what is feasible: no instalment below R$ 10, at most 10 instalments.</remarks>
internal sealed record SyntheticStorePreferences
{
    public double PlanAny { get; init; } = -2.75;
    public double PlanLog { get; init; } = 0.60;
    public double PlanLogSquared { get; init; } = -0.48;
    public double PlanAnyByValue { get; init; } = 0.83;
    public double PlanLogByValue { get; init; } = -0.56;
    public double PlanLogSquaredByValue { get; init; } = 0.40;
    public double Maximiser { get; init; } = 1.50;
    public double MaximiserByValue { get; init; } = -0.15;
    public double MaximiserByYear { get; init; } = -0.40;
    public double Popular { get; init; } = 1.00;
    public double Round { get; init; } = -0.20;
    public double Threshold { get; init; } = 1.05;
    public double ThresholdByLog { get; init; } = -0.27;
    public double Boleto { get; init; } = -0.53;
    public double BoletoByValue { get; init; } = 0.60;
    public double Debit { get; init; } = -2.75;
    public double DebitByValue { get; init; } = 0.35;
    public double Voucher { get; init; } = -2.55;
    public double VoucherByValue { get; init; } = 0.20;

    /// <summary>Smallest instalment, R$.</summary>
    public double MinInstalment { get; init; } = 10;

    /// <summary>Longest plan of the model.</summary>
    public int LongestPlan { get; init; } = 10;

    /// <summary>Outside the model: share of card orders of which a voucher pays a part.</summary>
    public double VoucherPart { get; init; } = 0.033;

    /// <summary>Outside the model: share of card orders with a plan of 12 to 24 instalments, with interest, where none falls below the smallest instalment.</summary>
    public double LongPlan { get; init; } = 0.010;

    /// <summary>Stars are an ordered logit: P(stars &lt;= j) = logistic(StarCuts[j − 1] − shift), shift = the sum of the terms below and the persona's.</summary>
    public IReadOnlyList<double> StarCuts { get; init; } = [-3.35, -2.93, -2.12, -0.84];

    /// <summary>Shift of the stars when the parcel arrives at least a day after the promise.</summary>
    public double StarsLate { get; init; } = -1.00;

    /// <summary>Times ln(days late), when late.</summary>
    public double StarsLateByLog { get; init; } = -0.60;

    /// <summary>When the survey goes out before a late parcel has arrived.</summary>
    public double StarsNotArrived { get; init; } = -1.15;

    /// <summary>Times days from purchase to delivery.</summary>
    public double StarsByWait { get; init; } = -0.020;

    /// <summary>With two items or more from one seller.</summary>
    public double StarsManyItems { get; init; } = -0.80;

    /// <summary>With items of several sellers.</summary>
    public double StarsManySellers { get; init; } = -1.50;

    /// <summary>When the order was never delivered.</summary>
    public double StarsUndelivered { get; init; } = -4.30;

    /// <summary>Log-odds of a second item; from the second on an item follows with <see cref="ThirdItem"/>, from the third on with <see cref="FurtherItem"/>.</summary>
    public double SecondItem { get; init; } = -2.84;

    public double ThirdItem { get; init; } = 0.24;
    public double FurtherItem { get; init; } = 0.45;

    /// <summary>What everyone wants in <see cref="SyntheticStoreWorld.NoHeterogeneity"/>: near the mean of the personas of the other worlds, so that
    /// the store looks the same from afar.</summary>
    public static SyntheticStorePreferences OfEveryone { get; } = new()
    {
        PlanAny = -2.68,
        PlanLog = 0.65,
        Boleto = -0.25,
        Debit = -2.6,
        SecondItem = -2.45,
        StarCuts = [-3.15, -2.73, -1.92, -0.75],
    };
}
