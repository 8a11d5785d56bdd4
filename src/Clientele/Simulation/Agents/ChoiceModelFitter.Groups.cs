using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    private sealed partial class Fitting
    {
        private const int MostSweeps = 8;

        // Log-likelihood an order below which another sweep is not worth it. Not the parameters: bands of the total and the smooth curve in ln V say nearly the
        // same, so those trade places along a ridge for dozens of sweeps while no prediction moves.
        private const double Settled = 1e-3;
        private const double SmoothShare = .01;

        // The smooth curve in k and V is free; what departs from it (usual numbers, large instalments) is drawn to it, so that a plan that no order could
        // take follows the curve instead of sharing a constant that the data cannot split.
        private double[] PlanRidge => [.. Enumerable.Range(0, PlanUtility.Count).Select(j => j < PlanUtility.FirstDeparture ? _ridge * SmoothShare : _ridge)];

        private IReadOnlyList<PlanGrouping> _groupings = [];
        private int[][] _level = [];   // level of each order of data, a grouping
        private Shifts[] _groups = []; // a grouping
        private Shifts?[] _departures = []; // a grouping; null where it has none

        /// <summary>Plans given card: population terms and shrunken levels of every grouping in turn, until the log-likelihood no longer moves.</summary>
        /// <remarks>What all levels of a grouping share goes to the population's terms after each step (Liu, Rubin &amp; Wu 1998, Biometrika 85: parameter
        /// expansion): it changes no prediction, raises the prior and spares the sweeps that would carry it there bit by bit.</remarks>
        private void FitPlans()
        {
            if (!data.HasCard)
                return;
            if (rule.Max < 2)
                notes.Add("The mapping's instalment rule allows no instalments: plans are not fitted.");
            var contexts = Array.ConvertAll(data.Order, order => OrderContext.Of(orders, order));
            var cards = Enumerable.Range(0, data.Count).Where(i => data.Method[i] == 0).ToArray();
            _groupings = rule.Max < 2 ? [] : PlanGrouping.Of(Array.ConvertAll(cards, i => contexts[i]));
            _level = [.. _groupings.Select(grouping => Array.ConvertAll(contexts, grouping.LevelOf))];
            (_groups, _departures) = (new Shifts[_groupings.Count], new Shifts?[_groupings.Count]);

            var before = double.NegativeInfinity;
            for (var sweep = 0; sweep < MostSweeps; sweep++)
            {
                _cards = data.Where(i => data.Method[i] == 0);
                var likelihood = new PlanLikelihood(_cards, _parallel);
                (_plan, _) = Maximiser.Maximise(
                    likelihood.Evaluate, theta => likelihood.Information(theta, AllPlanTerms), _plan, PlanRidge, cancellationToken);
                var now = likelihood.Evaluate(_plan, new double[PlanUtility.Count]) / _cards.Count;
                if (_groupings.Count == 0 || Math.Abs(now - before) < Settled)
                    break;
                before = now;
                for (var g = 0; g < _groupings.Count; g++)
                    FitGrouping(g, cards);
            }
            _logLikelihood += new PlanLikelihood(_cards, _parallel).Evaluate(_plan, new double[PlanUtility.Count]);
        }

        private void FitGrouping(int g, int[] cards)
        {
            var (level, terms) = (_level[g], PlanUtility.ShiftedTerms);
            if (_groups[g] is { } last)
                AddShifts(level, last, -1);
            var byLevel = RowsByLevel(g, cards);
            var parts = byLevel.Select(rows => new PlanLikelihood(data.At([.. rows]), _parallel)).ToArray();
            _groups[g] = EmpiricalBayes(parts.Length, terms, (l, theta, gradient) => parts[l].Evaluate(theta, gradient),
                (l, theta, some) => parts[l].Information(theta, some), _plan, last: _groups[g]);
            if (!level.Contains(-1))
                Centre(_groups[g]);
            AddShifts(level, _groups[g], 1);
            if (_groupings[g].HasDepartures)
                FitDepartures(g, byLevel);
        }

        // Only where every order has a level: otherwise those without one would change.
        private void Centre(Shifts shifts)
        {
            for (var j = 0; j < PlanUtility.ShiftedTerms.Length; j++)
            {
                var mean = shifts.Estimate.Average(estimate => estimate[j]);
                foreach (var estimate in shifts.Estimate)
                    estimate[j] -= mean;
                _plan[PlanUtility.ShiftedTerms[j]] += mean;
            }
        }

        // What single plans are liked by beyond the curve, each drawn to 0 by how much its departures vary over the levels.
        private void FitDepartures(int g, List<int>[] byLevel)
        {
            if (_departures[g] is { } last)
                AddDepartures(_level[g], last, -1);
            var utilities = new PlanLikelihood(data, _parallel).Utilities(_plan);
            var parts = byLevel.Select(rows => new DepartureLikelihood(data, rows, utilities)).ToArray();
            var plans = data.Offset.Length;
            _departures[g] = EmpiricalBayes(parts.Length, [.. Enumerable.Range(0, plans)], (l, theta, gradient) => parts[l].Evaluate(theta, gradient),
                (l, theta, _) => parts[l].Information(theta), new double[plans], beyond: 1.64, last: _departures[g]);
            AddDepartures(_level[g], _departures[g]!, 1);
        }

        private List<int>[] RowsByLevel(int g, int[] cards)
        {
            var byLevel = _groupings[g].Levels.Select(_ => new List<int>()).ToArray();
            foreach (var i in cards)
                if (_level[g][i] >= 0)
                    byLevel[_level[g][i]].Add(i);
            return byLevel;
        }

        private void AddShifts(int[] level, Shifts shifts, double sign)
        {
            for (var k = 2; k < data.Offset.Length + 2; k++)
            {
                var (offset, log) = (data.Offset[k - 2], PlanUtility.Log(k));
                for (var i = 0; i < level.Length; i++)
                    if (level[i] >= 0)
                    {
                        var shift = shifts.Estimate[level[i]];
                        offset[i] += sign * (shift[0] + shift[1] * log + (data.Longest[i] == k ? shift[2] : 0));
                    }
            }
        }

        private void AddDepartures(int[] level, Shifts departures, double sign)
        {
            for (var k = 0; k < data.Offset.Length; k++)
                for (var i = 0; i < level.Length; i++)
                    if (level[i] >= 0)
                        data.Offset[k][i] += sign * departures.Estimate[level[i]][k];
        }

        /// <summary>For each grouping and level, how its scores give way when the population's terms move; (levels, shifted terms, plan terms).</summary>
        private double[][][,] GroupRows() =>
        [
            .. _groupings.Select((grouping, g) => Enumerable.Range(0, grouping.Levels.Count).Select(l =>
                new PlanLikelihood(data.Where(i => data.Method[i] == 0 && _level[g][i] == l), _parallel)
                    .Information(_plan, AllPlanTerms)).ToArray()),
        ];

        /// <summary>A draw of every level: normal with the posterior's covariance around the estimate, moved by what the population's draw changes.</summary>
        private void DrawGroups(double[][][,] rows, double[] planMove, int draw, double[] theta)
        {
            var terms = PlanUtility.ShiftedTerms;
            for (var g = 0; g < _groupings.Count; g++)
                for (var l = 0; l < rows[g].Length; l++)
                {
                    var covariance = _groups[g].Covariance[l];
                    var chance = LinearVector.Build.Dense(terms.Length, j => Chance(20 + g, draw, l * terms.Length + j));
                    var push = LinearVector.Build.Dense(terms.Length, j => planMove.Select((move, a) => -rows[g][l][terms[j], a] * move).Sum());
                    var change = covariance.Cholesky().Factor * chance + covariance * push;
                    var at = _layout.GroupStart(g, l);
                    for (var j = 0; j < terms.Length; j++)
                        theta[at + j] = _groups[g].Spread[j] == 0 ? 0 : _groups[g].Estimate[l][j] + change[j];
                    if (_departures[g] is { } departures)
                        DrawDepartures(departures, g, l, draw, theta.AsSpan(at + terms.Length));
                }
        }

        private void DrawDepartures(Shifts departures, int g, int level, int draw, Span<double> theta)
        {
            var plans = departures.Spread.Length;
            var change = departures.Covariance[level].Cholesky().Factor * LinearVector.Build.Dense(plans, k => Chance(40 + g, draw, level * plans + k));
            for (var k = 0; k < plans; k++)
                theta[k] = departures.Spread[k] == 0 ? 0 : departures.Estimate[level][k] + change[k];
        }
    }
}
