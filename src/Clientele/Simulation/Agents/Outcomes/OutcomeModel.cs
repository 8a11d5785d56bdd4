namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>P(attribute | the rest of the order, persona, the customer's other orders) as a weighted log-linear pool of tables.</summary>
/// <remarks>ln P(y | x) = w₀ ln π(y) + Σ_v w_v e_v(y, x) + w_own ln(1 + h(y)/(τ π(y))) + Σ_j x_j (β_j s_y + γ_j (s_y² − 1)) + a_y − ln Z: π the shares of all
/// orders, e_v the evidence of a table of counts against its coarser table, h the customer's other orders, s_y an ordered option's place. With all weights 1
/// it is naive Bayes; the weights correct for views that repeat each other (a logarithmic opinion pool: Genest &amp; Zidek 1986). Safe to use from several threads.</remarks>
public sealed class OutcomeModel
{
    /// <summary>Part of every answer that comes from the shares of all orders, so that nothing is impossible.</summary>
    private const double Floor = 1e-4;

    [ThreadStatic]
    private static OutcomeEvidence? _scratch;

    private readonly int[] _fields;
    private readonly double[] _shares;
    private readonly OutcomeLayout _layout;

    internal OutcomeModel(OutcomeParts parts)
    {
        Parts = parts;
        _shares = [.. parts.Shares];
        _fields = [.. parts.Views.SelectMany(view => view.Fields).Distinct().Order()];
        _layout = new OutcomeLayout(parts.Views.Count, parts.Slopes.Count, parts.Options.Count);
        if (_shares.Length != parts.Options.Count || parts.Theta.Length != _layout.Count || parts.Draws.Any(draw => draw.Length != _layout.Count))
            throw new ArgumentException($"Shares, parameters and draws do not fit {parts.Options.Count} options and {parts.Views.Count} views.", nameof(parts));
    }

    /// <summary>The attribute: <c>stars</c>, <c>ticket_decile</c>, <c>category</c> or <c>items</c>.</summary>
    public string Kind => Parts.Kind;

    /// <summary>Its values in their natural order.</summary>
    public IReadOnlyList<string> Options => Parts.Options;

    /// <summary>Upper ends of the first nine ticket deciles, currency; empty for another attribute.</summary>
    public IReadOnlyList<double> TicketCuts => Parts.TicketCuts;

    /// <summary>Shares of the options among all orders of the fit, smoothed; sum 1.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>The terms with their weights and evidence.</summary>
    public IReadOnlyList<OutcomeTerm> Terms => Parts.Terms;

    /// <summary>What was tried and left out, in words.</summary>
    public IReadOnlyList<string> Notes => Parts.Notes;

    /// <summary>Orders that show the attribute.</summary>
    public int Orders => Parts.Orders;

    /// <summary>Customers that they are of.</summary>
    public int Customers => Parts.Customers;

    /// <summary>Mean −ln P of the orders that the weights were fitted on, each predicted from tables without its customer; nats. A little optimistic: the
    /// weights have seen them.</summary>
    public double LogLoss => Parts.LogLoss;

    /// <summary>The same for the shares alone.</summary>
    public double SharesLogLoss => Parts.SharesLogLoss;

    /// <summary>Draws for intervals: <see cref="Answer(OrderContext, int, ReadOnlySpan{int}, Span{double}, int)"/> takes 0..Draws − 1.</summary>
    public int Draws => Parts.Draws.Count;

    internal OutcomeParts Parts { get; }

    /// <summary>The distribution of the attribute.</summary>
    /// <param name="order">What is seen of the order (<see cref="MaskedOrder.Context"/>); what is not known is left out of account.</param>
    /// <param name="persona">Number of the customer's persona in the fit's assignment; −1 = unknown.</param>
    /// <param name="others">What the customer's other orders were (<see cref="OutcomeHistory.Others"/>), as positions in <see cref="Options"/>.</param>
    /// <param name="probabilities">One an option: &gt; 0, sum 1 to 1e-12.</param>
    /// <param name="draw">Draw of the bootstrap; −1 = the point estimate.</param>
    /// <exception cref="ArgumentException">Another number of probabilities than options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw.</exception>
    public void Answer(OrderContext order, int persona, ReadOnlySpan<int> others, Span<double> probabilities, int draw = -1)
    {
        if (probabilities.Length != _shares.Length)
            throw new ArgumentException($"{probabilities.Length} probabilities for {_shares.Length} options.", nameof(probabilities));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, Draws);
        var theta = draw < 0 ? Parts.Theta : Parts.Draws[draw];
        OutcomeResampling? resample = draw < 0 ? null : new OutcomeResampling(Parts.Seed, draw);

        Span<double> drawn = stackalloc double[draw < 0 ? 0 : _shares.Length];
        if (draw >= 0)
            Resample(resample!.Value, drawn);
        ReadOnlySpan<double> shares = draw < 0 ? _shares : drawn;

        Span<int> codes = stackalloc int[OutcomeField.All.Count], slots = stackalloc int[Parts.Views.Count];
        foreach (var field in _fields)
            codes[field] = OutcomeField.All[field].Code(order, Parts.Vocabulary, persona);
        Find(Parts.Views, codes, slots);
        var evidence = _scratch is { } scratch && scratch.Options == _shares.Length && scratch.Views == slots.Length
            ? scratch
            : _scratch = new OutcomeEvidence(_shares.Length, slots.Length);
        evidence.Read(Parts.Views, shares, slots, resample);

        Start(theta, shares, probabilities);
        for (var e = 0; e < evidence.Count; e++)
            probabilities[evidence.Option[e]] += theta[OutcomeLayout.FirstView + evidence.View[e]] * evidence.Value[e];
        AddOwn(theta, shares, others, probabilities);
        AddSlopes(theta, order, probabilities);
        Normalise(probabilities);
    }

    /// <summary>The distribution over named options: those that the fit did not see share a half order's weight.</summary>
    /// <param name="order">What is seen of the order.</param>
    /// <param name="persona">Number of the customer's persona; −1 = unknown.</param>
    /// <param name="others">What the customer's other orders were.</param>
    /// <param name="options">Names of options.</param>
    /// <param name="draw">Draw of the bootstrap; −1 = the point estimate.</param>
    /// <returns>One an option: &gt; 0, sum 1.</returns>
    public double[] Answer(OrderContext order, int persona, ReadOnlySpan<int> others, IReadOnlyList<string> options, int draw = -1)
    {
        Span<double> all = stackalloc double[_shares.Length];
        Answer(order, persona, others, all, draw);
        var answer = new double[options.Count];
        var total = 0.0;
        for (var o = 0; o < answer.Length; o++)
            total += answer[o] = IndexOf(options[o]) is >= 0 and var at ? all[at] : .5 / (Orders + .5 * options.Count);
        for (var o = 0; o < answer.Length; o++)
            answer[o] /= total;
        return answer;
    }

    /// <summary>Position of an option; −1 when the fit did not see it.</summary>
    public int IndexOf(string option)
    {
        for (var o = 0; o < Options.Count; o++)
            if (Options[o] == option)
                return o;
        return -1;
    }

    /// <summary>Where an order stands in each view's table.</summary>
    internal static void Find(IReadOnlyList<OutcomeView> views, ReadOnlySpan<int> codes, Span<int> slots)
    {
        Span<int> key = stackalloc int[8];
        for (var v = 0; v < slots.Length; v++)
        {
            var fields = views[v].Fields;
            for (var f = 0; f < fields.Length; f++)
                key[f] = codes[fields[f]];
            slots[v] = views[v].Table.Find(key[..fields.Length]);
        }
    }

    private void Resample(OutcomeResampling resample, Span<double> shares)
    {
        var total = 0.0;
        for (var y = 0; y < shares.Length; y++)
            total += shares[y] = resample.Mass(-1, y, _shares[y] * (Orders + .5 * shares.Length));
        foreach (ref var share in shares)
            share /= total;
    }

    private void Start(double[] theta, ReadOnlySpan<double> shares, Span<double> score)
    {
        for (var y = 0; y < score.Length; y++)
            score[y] = theta[OutcomeLayout.Shares] * Math.Log(shares[y]) + theta[_layout.FirstConstant + y];
    }

    private void AddOwn(double[] theta, ReadOnlySpan<double> shares, ReadOnlySpan<int> others, Span<double> score)
    {
        if (theta[_layout.Own] == 0 || others.IsEmpty)
            return;
        Span<double> counts = stackalloc double[score.Length];
        foreach (var other in others)
            if (other >= 0 && other < counts.Length)
                counts[other]++;
        for (var y = 0; y < score.Length; y++)
            if (counts[y] > 0)
                score[y] += theta[_layout.Own] * Math.Log(1 + counts[y] / (Parts.OwnConcentration * shares[y]));
    }

    private void AddSlopes(double[] theta, OrderContext order, Span<double> score)
    {
        double shift = 0, spread = 0;
        for (var j = 0; j < Parts.Slopes.Count; j++)
        {
            var x = Parts.Slopes[j].Value(order);
            shift += theta[_layout.FirstSlope + 2 * j] * x;
            spread += theta[_layout.FirstSlope + 2 * j + 1] * x;
        }
        if (Parts.Slopes.Count == 0)
            return;
        for (var y = 0; y < score.Length; y++)
        {
            var place = OutcomeSlope.Place(y, score.Length);
            score[y] += shift * place + spread * (place * place - 1);
        }
    }

    private void Normalise(Span<double> score)
    {
        var (highest, total) = (double.NegativeInfinity, 0.0);
        foreach (var value in score)
            highest = Math.Max(highest, value);
        foreach (ref var value in score)
            total += value = Math.Exp(value - highest);
        for (var y = 0; y < score.Length; y++)
            score[y] = (1 - Floor) * (score[y] / total) + Floor * _shares[y];
    }
}
