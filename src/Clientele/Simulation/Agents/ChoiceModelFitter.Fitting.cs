using Clientele.Data;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    /// <summary>One fit on its way: data and results of the steps.</summary>
    private sealed partial class Fitting(
        OrderTable orders, PersonaAssignment personas, InstalmentRule rule, ChoiceModelOptions options, PaymentOrders data, List<string> notes,
        IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        private static readonly int[] AllPlanTerms = [.. Enumerable.Range(0, PlanUtility.Count)];
        private readonly ulong _seed = Seed(options);
        private ChoiceLayout _layout = default!; // set by Run as soon as the groupings are known
        private readonly double _ridge = RidgePerOrder * Math.Min(data.Count, RidgeOrders);
        private readonly int _methods = data.Methods.Length - 1;
        private readonly ParallelOptions _parallel = new()
        {
            MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1,
            CancellationToken = cancellationToken,
        };

        private PaymentOrders _cards = default!; // set by Run before any step
        private double[] _plan = new double[PlanUtility.Count];
        private double[] _method = [];
        private int[] _free = [];
        private double _logLikelihood;

        public ChoiceModel Run()
        {
            _cards = data.Where(i => data.HasCard && data.Method[i] == 0);
            FitPlans();
            _layout = new ChoiceLayout(data.Methods, rule.Max, personas.Personas, _groupings);
            Done(1);
            FitMethods();
            Done(2);
            var shifts = FitPersonas();
            Done(3);
            var draws = Draw(shifts);
            Done(4);
            var histories = HistoryWeights();
            Done(5);
            var parameters = Parameters(shifts, draws);
            var nest = new PaymentNest(
                data.Methods, data.Centre, data.LogValue[0] + data.Centre, data.LogValue[^1] + data.Centre,
                histories.MethodShares, histories.PlanShares, histories.MethodWeight, histories.PlanWeight, _groupings);
            var fit = new ChoiceFit
            {
                Orders = data.Count,
                CardOrders = _cards.Count,
                Customers = data.Customer.Distinct().Count(),
                LeftOut = data.LeftOut,
                LogLikelihood = shifts.LogLikelihood / data.Count,
                LogLikelihoodWithoutPersonas = _logLikelihood / data.Count,
                LogLikelihoodUniform = -Enumerable.Range(0, data.Count)
                    .Average(i => Math.Log(_methods + (data.HasCard ? data.Longest[i] : 1))),
                RepeatCustomers = histories.RepeatCustomers,
                PersonaSpread = shifts.Spread,
                Notes = notes,
            };
            return new ChoiceModel(options.Currency, rule, personas.Personas, nest, Levels(orders), parameters, draws, fit);
        }

        private void Done(int step) => progress?.Report(new StageProgress("Fitting the choice model", step, 5, "steps"));

        private static double[] Same(double value, int count)
        {
            var result = new double[count];
            Array.Fill(result, value);
            return result;
        }

        private double[] Inclusive(PaymentOrders part, double[] plan) =>
            data.HasCard ? new PlanLikelihood(part, _parallel).InclusiveValues(plan) : new double[part.Count];

        private void FitMethods()
        {
            var likelihood = new MethodLikelihood(data, Inclusive(data, _plan), _parallel);
            var start = new double[likelihood.Count];
            var counts = new double[_methods + 1];
            foreach (var method in data.Method)
                counts[method]++;
            for (var x = 1; x <= _methods; x++)
                start[2 * x - 1] = Math.Log(counts[x] / counts[0]);
            start[0] = data.HasCard ? _methods == 0 ? 1 : .3 : 0;
            _free = [.. Enumerable.Range(data.HasCard ? 0 : 1, Math.Max(0, 2 * _methods + (data.HasCard ? 1 : 0)))];
            if (_methods == 0)
            {
                _free = [];
                notes.Add($"Every order fitted was paid by {ChoiceLayout.Word(data.Methods[0])}: the choice of method is not fitted.");
            }
            _method = MaximiseMethods(likelihood, start);
            if (_free.Contains(0) && _method[0] is < 0 or > 1)
            {
                // A dissimilarity outside [0, 1] contradicts utility maximisation: hold it at the nearer end and fit the rest again.
                notes.Add(FormattableString.Invariant(
                    $"The inclusive value of the card's plans came out at {_method[0]:0.00}, outside 0..1, and is held at the nearer end: ")
                    + (_method[0] < 0 ? "longer plans do not draw buyers from other methods." : "plans draw from other methods one for one."));
                _free = [.. _free.Where(j => j != 0)];
                start[0] = Math.Clamp(_method[0], 0, 1);
                _method = MaximiseMethods(likelihood, start);
            }
            _logLikelihood += likelihood.Evaluate(_method, new double[likelihood.Count]);
        }

        private double[] MaximiseMethods(MethodLikelihood likelihood, double[] start)
        {
            double[] full = [.. start], gradient = new double[start.Length];
            double Evaluate(double[] theta, Span<double> free)
            {
                for (var j = 0; j < _free.Length; j++)
                    full[_free[j]] = theta[j];
                var value = likelihood.Evaluate(full, gradient);
                for (var j = 0; j < _free.Length; j++)
                    free[j] = gradient[_free[j]];
                return value;
            }
            double[,] Information(double[] theta)
            {
                for (var j = 0; j < _free.Length; j++)
                    full[_free[j]] = theta[j];
                return likelihood.Information(full, _free);
            }
            var (found, _) = Maximiser.Maximise(
                Evaluate, Information, [.. _free.Select(j => start[j])], Same(_ridge, _free.Length), cancellationToken);
            for (var j = 0; j < _free.Length; j++)
                full[_free[j]] = found[j];
            return full;
        }
    }
}
