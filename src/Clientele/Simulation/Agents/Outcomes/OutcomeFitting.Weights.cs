using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Clientele.Simulation.Agents.Outcomes;

internal sealed partial class OutcomeFitting
{
    /// <summary>Fits the weights, drops the views that add nothing to the others, and draws.</summary>
    private OutcomeModel Pool(double own)
    {
        var layout = new OutcomeLayout(_views.Length, _slopes.Length, Options);
        var sample = _rows.Sample(Math.Min(MostPoolRows, PoolCells / Options), _seed + 1);
        var pool = new OutcomePool(Options, layout.Count, _parallel);
        pool.AddRange(Features(sample, own));

        int[] kept = [.. Enumerable.Range(0, layout.Count).Where(j => j != layout.Own || !double.IsNaN(own))];
        double[] start = Array.ConvertAll(kept, j => j >= OutcomeLayout.FirstView && j < layout.FirstSlope ? .1 : 0.0), theta, precision;
        MathNet.Numerics.LinearAlgebra.Matrix<double> covariance;
        OutcomePool now;
        while (true)
        {
            now = pool.Keep(Columns(kept, layout.Count));
            precision = Array.ConvertAll(kept, j => Precision(j, layout));
            double[,] information;
            (theta, information) = Maximiser.Maximise(
                (at, gradient) => now.Evaluate(Whole(at), gradient), at => now.Information(Whole(at)), start, precision, _parallel.CancellationToken);
            covariance = Maximiser.Curvature(information, precision).Inverse();
            bool Stays(int at) => kept[at] < OutcomeLayout.FirstView || kept[at] >= layout.FirstSlope || theta[at] >= LeastEvidence * Math.Sqrt(covariance[at, at]);
            int[] staying = [.. Enumerable.Range(0, kept.Length).Where(Stays)];
            if (staying.Length == kept.Length)
                break;
            start = Array.ConvertAll(staying, at => theta[at]);
            kept = Array.ConvertAll(staying, at => kept[at]);
        }

        var moves = Draw(now, sample, theta, precision, covariance);
        return Assemble(layout, kept, Whole(theta), moves, own, sample, now);
    }

    // The weight of the shares counts from 1: without other evidence the shares are the prediction.
    private static double[] Whole(double[] theta)
    {
        double[] whole = [.. theta];
        whole[OutcomeLayout.Shares] += 1;
        return whole;
    }

    private static int[] Columns(int[] kept, int count)
    {
        var column = new int[count];
        Array.Fill(column, -1);
        for (var at = 0; at < kept.Length; at++)
            column[kept[at]] = at;
        return column;
    }

    private static double Precision(int parameter, OutcomeLayout layout) =>
        parameter < layout.FirstSlope ? WeightPrecision : parameter < layout.FirstConstant ? SlopePrecision : ConstantPrecision;

    /// <summary>One-step Newton of the Bayesian bootstrap: each draw weights every customer by an exponential variate and moves the parameters by
    /// H⁻¹ Σ (w − 1) score, the priors perturbed in proportion.</summary>
    private double[][] Draw(OutcomePool pool, int[] sample, double[] theta, double[] precision, MathNet.Numerics.LinearAlgebra.Matrix<double> covariance)
    {
        var d = theta.Length;
        var scores = new double[sample.Length * d];
        if (_draws > 0)
            pool.Information(Whole(theta), scores);
        var draws = new double[_draws][];
        Parallel.For(0, _draws, _parallel, b =>
        {
            var push = new double[d];
            for (var s = 0; s < sample.Length;)
            {
                var customer = _rows.Customer[sample[s]];
                var weight = -Math.Log(1 - CounterRandom.Uniform(_seed, 0xD12A, (ulong)customer, (ulong)b)) - 1;
                for (; s < sample.Length && _rows.Customer[sample[s]] == customer; s++)
                    Add(push, weight, scores.AsSpan(s * d, d));
            }
            for (var j = 0; j < d; j++)
                push[j] += Math.Sqrt(precision[j]) * CounterRandom.Normal(_seed, 0xF107, (ulong)b, (ulong)j);
            var move = covariance * LinearVector.Build.DenseOfArray(push);
            draws[b] = [.. theta.Select((value, j) => value + move[j])];
        });
        return draws;
    }

    private static void Add(double[] sums, double weight, ReadOnlySpan<double> values)
    {
        var at = 0;
        var factor = new System.Numerics.Vector<double>(weight);
        for (var lanes = System.Numerics.Vector<double>.Count; at <= values.Length - lanes; at += lanes)
            (new System.Numerics.Vector<double>(sums, at) + factor * new System.Numerics.Vector<double>(values[at..])).CopyTo(sums, at);
        for (; at < values.Length; at++)
            sums[at] += weight * values[at];
    }

    private OutcomeModel Assemble(OutcomeLayout layout, int[] kept, double[] theta, double[][] draws, double own, int[] sample, OutcomePool pool)
    {
        // A view without weight stays while a finer one backs off to it.
        var column = Columns(kept, layout.Count);
        var needed = new bool[_views.Length];
        for (var v = _views.Length - 1; v >= 0; v--)
        {
            needed[v] |= column[OutcomeLayout.FirstView + v] >= 0;
            if (needed[v] && _views[v].Parent >= 0)
                needed[_views[v].Parent] = true;
        }
        int[] stay = [.. Enumerable.Range(0, _views.Length).Where(v => needed[v])];
        var small = new OutcomeLayout(stay.Length, _slopes.Length, Options);
        int[] from = [OutcomeLayout.Shares, .. stay.Select(v => OutcomeLayout.FirstView + v), .. Enumerable.Range(layout.Own, layout.Count - layout.Own)];
        double[] Spread(double[] values) => Array.ConvertAll(from, j => column[j] < 0 ? 0 : values[column[j]]);
        OutcomeView[] views = [.. stay.Select(v => _views[v] with { Parent = Array.IndexOf(stay, _views[v].Parent) })];
        var whole = Spread(theta);
        double[][] wholeDraws = Array.ConvertAll(draws, draw => Spread(Whole(draw)));
        var value = pool.Evaluate(theta, new double[theta.Length]);
        return new OutcomeModel(new OutcomeParts
        {
            Kind = _masked.Kind,
            Options = _masked.Options,
            TicketCuts = _masked.TicketCuts,
            Shares = _shares,
            Vocabulary = _words,
            Views = views,
            OwnConcentration = own,
            Slopes = _slopes,
            Theta = whole,
            Draws = wholeDraws,
            Seed = _seed,
            Terms = OutcomeTerms.Of(small, views, _slopes, whole, wholeDraws),
            Notes = Notes(column, layout, own),
            Orders = _rows.Count,
            Customers = _rows.Customers,
            LogLoss = -value / sample.Length,
            SharesLogLoss = -sample.Average(r => Math.Log(_shares[_rows.Outcome[r]])),
        });
    }

    private List<string> Notes(int[] column, OutcomeLayout layout, double own)
    {
        var notes = new List<string>();
        var dropped = Enumerable.Range(0, _views.Length).Where(v => column[OutcomeLayout.FirstView + v] < 0).Select(v => _views[v].Name).ToArray();
        if (dropped.Length > 0)
            notes.Add($"Adds nothing to what the other views say: {string.Join(", ", dropped)}.");
        var absent = OutcomeViews.Of(_masked.Kind).SelectMany(view => view.Fields).Distinct().Order()
            .Where(field => _rows.Codes[field]! is var codes && codes.All(code => code == codes[0])).Select(field => OutcomeField.All[field].Name).ToArray();
        if (absent.Length > 0)
            notes.Add($"Not on record or the same in every order: {string.Join(", ", absent)}.");
        if (double.IsNaN(own))
            notes.Add("Too few customers ordered twice to learn from their other orders.");
        else if (column[layout.Own] < 0)
            notes.Add("A customer's other orders add nothing to what the order itself says.");
        return notes;
    }
}
