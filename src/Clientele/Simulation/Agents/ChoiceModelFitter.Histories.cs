using MathNet.Numerics;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    private const int FewestRepeatCustomers = 50;
    private const double PersonaShareWeight = 50;

    private sealed record Histories(
        IReadOnlyList<double[]> MethodShares, IReadOnlyList<double[]> PlanShares, double? MethodWeight, double? PlanWeight, int RepeatCustomers);

    private sealed partial class Fitting
    {
        /// <summary>How much a customer's own orders weigh against the persona: the concentration τ of a Dirichlet-multinomial over repeat
        /// customers (Minka 2000), methods and plans apart; counted as <see cref="PaymentHistory"/> says.</summary>
        private Histories HistoryWeights()
        {
            var methodShares = Shares(data.Methods.Length, i => data.Method[i]);
            var planShares = Shares(rule.Max, i => data.HasCard && data.Method[i] == 0 ? data.Plan[i] - 1 : -1);
            var byCustomer = Enumerable.Range(0, data.Count).GroupBy(i => (Customer: data.Customer[i], Day: PaymentHistory.Day(orders, data.Order[i])))
                .GroupBy(day => day.Key.Customer, day => day.MinBy(i => data.Order[i])).Where(group => group.Count() > 1)
                .OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
            if (byCustomer.Length < FewestRepeatCustomers)
            {
                notes.Add($"{byCustomer.Length} customers have at least two orders with a usable payment, fewer than {FewestRepeatCustomers}: "
                    + "a customer's own payments are not weighed against the persona.");
                return new Histories(methodShares, planShares, null, null, byCustomer.Length);
            }
            double? methodWeight = data.Methods.Length > 1
                ? Concentration(byCustomer, methodShares, data.Methods.Length, i => data.Method[i]) : null;
            double? planWeight = data.HasCard && rule.Max > 1
                ? Concentration(byCustomer, planShares, rule.Max, i => data.Method[i] == 0 ? data.Plan[i] - 1 : -1) : null;
            return new Histories(methodShares, planShares, methodWeight, planWeight, byCustomer.Length);
        }

        // Shares a persona, drawn towards everybody's; the last row is everybody. One half is added to each count, so that none is 0.
        private double[][] Shares(int count, Func<int, int> choice)
        {
            var everybody = personas.Personas.Count;
            var shares = Enumerable.Range(0, everybody + 1).Select(_ => new double[count]).ToArray();
            for (var i = 0; i < data.Count; i++)
                if (choice(i) is var chosen and >= 0)
                {
                    shares[everybody][chosen]++;
                    if (data.Persona[i] >= 0)
                        shares[data.Persona[i]][chosen]++;
                }
            var all = shares[everybody];
            var total = all.Sum() + count * .5;
            for (var a = 0; a < count; a++)
                all[a] = (all[a] + .5) / total;
            for (var p = 0; p < everybody; p++)
            {
                var own = shares[p].Sum();
                for (var a = 0; a < count; a++)
                    shares[p][a] = (shares[p][a] + PersonaShareWeight * all[a]) / (own + PersonaShareWeight);
            }
            return shares;
        }

        private double? Concentration(int[][] byCustomer, double[][] shares, int count, Func<int, int> choice)
        {
            var cases = new List<(double[] Share, int[] Counts, int Total)>();
            foreach (var rows in byCustomer)
            {
                var counts = new int[count];
                foreach (var i in rows)
                    if (choice(i) is var chosen and >= 0)
                        counts[chosen]++;
                if (counts.Sum() > 1)
                    cases.Add((shares[data.Persona[rows[0]] is var p and >= 0 ? p : shares.Length - 1], counts, counts.Sum()));
            }
            if (cases.Count < FewestRepeatCustomers)
                return null;
            double Loss(double lnWeight)
            {
                var weight = Math.Exp(lnWeight);
                var sum = 0.0;
                foreach (var (share, counts, total) in cases)
                {
                    sum += SpecialFunctions.GammaLn(weight) - SpecialFunctions.GammaLn(weight + total);
                    for (var a = 0; a < count; a++)
                        if (counts[a] > 0)
                            sum += SpecialFunctions.GammaLn(weight * share[a] + counts[a]) - SpecialFunctions.GammaLn(weight * share[a]);
                }
                return -sum;
            }
            // One concave hill in ln τ in practice: golden section between 1/20 and 1,000 orders.
            var (low, high, golden) = (Math.Log(.05), Math.Log(1000), (Math.Sqrt(5) - 1) / 2);
            double a1 = high - golden * (high - low), a2 = low + golden * (high - low), f1 = Loss(a1), f2 = Loss(a2);
            for (var step = 0; step < 40; step++)
                if (f1 < f2)
                {
                    (high, a2, f2) = (a2, a1, f1);
                    f1 = Loss(a1 = high - golden * (high - low));
                }
                else
                {
                    (low, a1, f1) = (a1, a2, f2);
                    f2 = Loss(a2 = low + golden * (high - low));
                }
            return Math.Exp((low + high) / 2);
        }

        private List<ChoiceParameter> Parameters(PersonaFit shifts, double[][] draws)
        {
            var result = new List<ChoiceParameter>(_layout.Count);
            var orders = FormattableString.Invariant($"{data.Count:N0} orders");
            void Estimated(double value, string meaning, string source)
            {
                var error = Deviation(draws, result.Count);
                result.Add(new ChoiceParameter(_layout.Names[result.Count], value, error, GradeOf(value, error), meaning, source));
            }
            if (data.HasCard)
            {
                for (var j = 0; j < PlanUtility.Count; j++)
                    Estimated(_plan[j], PlanUtility.Meanings[j], FormattableString.Invariant($"maximum likelihood on {_cards.Count:N0} card orders"));
                var held = !_free.Contains(0);
                result.Add(new ChoiceParameter(
                    _layout.Names[result.Count], _method[0], Deviation(draws, result.Count), held ? EvidenceGrade.B : GradeOf(_method[0], Deviation(draws, result.Count)),
                    "what the card's menu of plans adds to the card, 0..1", held ? $"held, see the notes; {orders}" : $"maximum likelihood on {orders}"));
            }
            for (var x = 1; x <= _methods; x++)
            {
                var method = ChoiceLayout.Word(data.Methods[x]);
                var than = ChoiceLayout.Word(data.Methods[0]);
                Estimated(_method[2 * x - 1], $"{method} rather than {than}, at the mean ln total", $"maximum likelihood on {orders}");
                Estimated(_method[2 * x], $"{method} × ln total", $"maximum likelihood on {orders}");
            }
            var planTerms = data.HasCard ? PlanUtility.ShiftedTerms : [];
            for (var p = 0; p < personas.Personas.Count; p++)
            {
                for (var j = 0; j < planTerms.Length; j++)
                    Shift(shifts.Plan, p, j, $"shift of the persona: {PlanUtility.Meanings[planTerms[j]]}");
                for (var x = 1; x <= _methods; x++)
                    Shift(shifts.Method, p, x - 1, $"shift of the persona: {ChoiceLayout.Word(data.Methods[x])}");
            }
            for (var g = 0; g < _groupings.Count; g++)
                for (var l = 0; l < _groupings[g].Levels.Count; l++)
                {
                    for (var j = 0; j < planTerms.Length; j++)
                        Shift(_groups[g], l, j, $"shift of {_groupings[g].Name} {_groupings[g].Levels[l]}: {PlanUtility.Meanings[planTerms[j]]}");
                    if (_departures[g] is { } departures)
                        for (var k = 0; k < departures.Spread.Length; k++)
                            Shift(departures, l, k, $"{_groupings[g].Name} {_groupings[g].Levels[l]}: exactly {k + 2} instalments, beyond the curve");
                }
            result.AddRange(PriorParameters(_layout, draws));
            return result;

            void Shift(Shifts level, int p, int j, string meaning)
            {
                var spread = level.Spread[j];
                var kept = spread == 0 ? 0 : level.Covariance[p][j, j] / (spread * spread);
                var grade = kept < .1 ? EvidenceGrade.A : kept < .5 ? EvidenceGrade.B : EvidenceGrade.C;
                result.Add(new ChoiceParameter(
                    _layout.Names[result.Count], level.Estimate[p][j], Deviation(draws, result.Count), grade, meaning,
                    spread == 0 ? "empirical Bayes: spread 0, they do not differ measurably"
                        : FormattableString.Invariant($"empirical Bayes: spread {spread:0.00}")));
            }
        }

        // A: known to a tenth of a logit or four standard errors from 0; C: no better than the priors are.
        private static EvidenceGrade GradeOf(double value, double error) =>
            error <= .1 || Math.Abs(value) >= 4 * error ? EvidenceGrade.A : error <= .35 || Math.Abs(value) >= 2 * error ? EvidenceGrade.B : EvidenceGrade.C;
    }
}
