using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    private sealed partial class Fitting
    {
        private const int MostSweeps = 8;
        private const double Settled = 1e-3;
        private const double SmoothShare = .01;

        // The smooth curve in k and V is free; what departs from it (usual numbers, large instalments) is drawn to it, so that a plan that no order could
        // take follows the curve instead of sharing a constant that the data cannot split.
        private double[] PlanRidge => [.. Enumerable.Range(0, PlanUtility.Count).Select(j => j < PlanUtility.FirstDeparture ? _ridge * SmoothShare : _ridge)];

        private IReadOnlyList<PlanGrouping> _groupings = [];
        private int[][] _level = [];   // level of each order of data, a grouping
        private Shifts[] _groups = []; // a grouping

        /// <summary>Plans given card: population terms and shrunken levels of every grouping in turn, until neither moves. Each step is concave and raises
        /// one penalised likelihood, so the order of the steps decides the way and not the end.</summary>
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
            _groups = new Shifts[_groupings.Count];

            for (var sweep = 0; sweep < MostSweeps; sweep++)
            {
                var before = _plan;
                _cards = data.Where(i => data.Method[i] == 0);
                var likelihood = new PlanLikelihood(_cards, _parallel);
                (_plan, _) = Maximiser.Maximise(
                    likelihood.Evaluate, theta => likelihood.Information(theta, AllPlanTerms), _plan, PlanRidge, cancellationToken);
                var moved = _plan.Zip(before, (now, then) => Math.Abs(now - then)).Max();
                if (_groupings.Count == 0 || moved < Settled)
                    break;
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
            var byLevel = new List<int>[_groupings[g].Levels.Count];
            for (var l = 0; l < byLevel.Length; l++)
                byLevel[l] = [];
            foreach (var i in cards)
                if (level[i] >= 0)
                    byLevel[level[i]].Add(i);
            var parts = byLevel.Select(rows => new PlanLikelihood(data.At([.. rows]), _parallel)).ToArray();
            _groups[g] = EmpiricalBayes(parts.Length, terms, (l, theta, gradient) => parts[l].Evaluate(theta, gradient),
                (l, theta, some) => parts[l].Information(theta, some), _plan);
            AddShifts(level, _groups[g], 1);
        }

        private void AddShifts(int[] level, Shifts shifts, double sign)
        {
            for (var i = 0; i < level.Length; i++)
                if (level[i] >= 0)
                {
                    var shift = shifts.Estimate[level[i]];
                    data.Several[i] += sign * shift[0];
                    data.LogPlan[i] += sign * shift[1];
                    data.LongestPlan[i] += sign * shift[2];
                }
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
                }
        }
    }
}
