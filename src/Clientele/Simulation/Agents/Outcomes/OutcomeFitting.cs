using Clientele.Data;

namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>The fit of one attribute's model.</summary>
internal sealed partial class OutcomeFitting
{
    private const int ShrinkageRows = 10_000;
    private const int PoolCells = 500_000; // orders × options that the weights are fitted on
    private const int MostPoolRows = 20_000;
    private const double LeastEvidence = 2; // standard errors that a view's weight must reach to stay

    // Precision of the Gaussian priors: a view's weight has one of its own size, slopes of size 1 and constants of half a logit.
    private const double WeightPrecision = 10, SlopePrecision = 1, ConstantPrecision = 4;

    private readonly MaskedOrder _masked;
    private readonly ulong _seed;
    private readonly int _draws;
    private readonly ParallelOptions _parallel;
    private readonly OutcomeVocabulary _words;
    private readonly OutcomeRows _rows;
    private readonly OutcomeSlope[] _slopes;
    private readonly double[][] _slopeValues;
    private readonly double[] _shares;

    // Views that are tried, and where their rows count.
    private readonly List<(int[] Fields, int Parent)> _tried = [];
    private OutcomeView[] _views = [];
    private OutcomeCounts[] _counts = [];

    public OutcomeFitting(OrderTable orders, PersonaAssignment personas, MaskedOrder masked, ulong seed, int draws, ParallelOptions parallel)
    {
        (_masked, _seed, _draws, _parallel) = (masked, seed, draws, parallel);
        _words = new OutcomeVocabulary(orders.States.Concat(orders.Categories));
        var views = OutcomeViews.Of(masked.Kind);
        var slopes = OutcomeSlope.Of(masked.Kind);
        _rows = OutcomeRows.From(orders, personas, masked, _words, [.. views.SelectMany(view => view.Fields).Distinct().Order()], slopes, parallel);
        int[] moving = [.. Enumerable.Range(0, slopes.Count).Where(j => _rows.Slopes[j].Any(value => value != _rows.Slopes[j][0]))];
        _slopes = [.. moving.Select(j => slopes[j])];
        _slopeValues = [.. moving.Select(j => _rows.Slopes[j])];
        _shares = new double[masked.Options.Count];
        foreach (var outcome in _rows.Outcome)
            _shares[outcome]++;
        for (var y = 0; y < _shares.Length; y++)
            _shares[y] = (_shares[y] + .5) / (_rows.Count + .5 * _shares.Length);
        Choose(views);
    }

    private int Options => _shares.Length;

    /// <summary>Tables, shrinkage, weights, draws.</summary>
    public OutcomeModel Run()
    {
        Count();
        var own = OutcomeShrinkage.Own(_rows, _shares);
        return Pool(own);
    }

    // A field that is the same in all orders tells nothing: its views would repeat their coarser ones.
    private void Choose(IReadOnlyList<(int[] Fields, int Parent)> views)
    {
        var moved = new int[views.Count];
        for (var v = 0; v < views.Count; v++)
        {
            var parent = views[v].Parent < 0 ? -1 : moved[views[v].Parent];
            moved[v] = parent;
            if (views[v].Fields.All(field => _rows.Codes[field]! is var column && column.Any(code => code != column[0])))
            {
                moved[v] = _tried.Count;
                _tried.Add((views[v].Fields, parent));
            }
        }
    }

    private void Count()
    {
        _counts = new OutcomeCounts[_tried.Count];
        Parallel.For(0, _tried.Count, _parallel, v => _counts[v] = OutcomeCounts.Of(_rows, _tried[v].Fields, Options));
        var sample = _rows.Sample(ShrinkageRows, _seed);
        var marginal = Array.ConvertAll(sample, r => _shares[_rows.Outcome[r]]);
        _views = new OutcomeView[_tried.Count];
        var shares = new double[_tried.Count][];
        // A view needs its coarser one's shares; views of one depth need nothing of each other.
        var depth = new int[_tried.Count];
        for (var v = 0; v < depth.Length; v++)
            depth[v] = _tried[v].Parent < 0 ? 0 : depth[_tried[v].Parent] + 1;
        for (var level = 0; level <= depth.DefaultIfEmpty().Max(); level++)
        {
            int[] here = [.. Enumerable.Range(0, depth.Length).Where(v => depth[v] == level)];
            Parallel.For(0, here.Length, _parallel, h =>
            {
                var v = here[h];
                var coarser = _tried[v].Parent < 0 ? marginal : shares[_tried[v].Parent];
                var (concentration, discount, own) = OutcomeShrinkage.Estimate(_rows, sample, _counts[v], coarser);
                shares[v] = own;
                _views[v] = new OutcomeView(_tried[v].Fields, _tried[v].Parent, concentration, discount, _counts[v].Table);
            });
        }
    }

    /// <summary>Features of the sampled rows, each from tables without the row's customer.</summary>
    private OutcomePool.Order[] Features(int[] sample, double own)
    {
        var layout = new OutcomeLayout(_views.Length, _slopes.Length, Options);
        var left = new OutcomeOwnOrders(_rows.Outcome, [.. _counts.Select(c => c.Slots)], [.. _counts.Select(c => c.Customers)]);
        var orders = new OutcomePool.Order[sample.Length];
        const int Block = 256;
        Parallel.For(0, (sample.Length + Block - 1) / Block, _parallel, block =>
        {
            var evidence = new OutcomeEvidence(Options, _views.Length);
            var slots = new int[_views.Length];
            var entries = new List<(ushort Feature, float Value)>[Options];
            for (var y = 0; y < Options; y++)
                entries[y] = [];
            for (var s = block * Block; s < Math.Min(sample.Length, (block + 1) * Block); s++)
            {
                var r = sample[s];
                for (var v = 0; v < slots.Length; v++)
                    slots[v] = left.Slots[v][r];
                evidence.Read(_views, _shares, slots, null, left, _rows.First[r], _rows.End[r]);
                var others = double.IsNaN(own) ? [] : _rows.Others(r);
                for (var y = 0; y < Options; y++)
                {
                    entries[y].Clear();
                    entries[y].Add((OutcomeLayout.Shares, (float)Math.Log(_shares[y])));
                }
                for (var e = 0; e < evidence.Count; e++)
                    entries[evidence.Option[e]].Add(((ushort)(OutcomeLayout.FirstView + evidence.View[e]), (float)evidence.Value[e]));
                for (var y = 0; y < Options; y++)
                {
                    if (others.Count(other => other == y) is > 0 and var same)
                        entries[y].Add(((ushort)layout.Own, (float)Math.Log(1 + same / (own * _shares[y]))));
                    var place = OutcomeSlope.Place(y, Options);
                    for (var j = 0; j < _slopes.Length; j++)
                        if (_slopeValues[j][r] is not 0 and var x)
                        {
                            entries[y].Add(((ushort)(layout.FirstSlope + 2 * j), (float)(x * place)));
                            entries[y].Add(((ushort)(layout.FirstSlope + 2 * j + 1), (float)(x * (place * place - 1))));
                        }
                    entries[y].Add(((ushort)(layout.FirstConstant + y), 1));
                }
                var start = new int[Options + 1];
                for (var y = 0; y < Options; y++)
                    start[y + 1] = start[y] + entries[y].Count;
                orders[s] = new OutcomePool.Order(
                    _rows.Outcome[r], start, [.. entries.SelectMany(list => list.Select(entry => entry.Feature))],
                    [.. entries.SelectMany(list => list.Select(entry => entry.Value))]);
            }
        });
        return orders;
    }
}
