namespace Clientele.Validation;

/// <summary>Shrunk copy-last, the baseline of a next order: with probability w what the last order was, else a draw from the shares of all orders,
/// P(k) = (1 − w) q_k + w 1[k = last].</summary>
/// <remarks>Copying outright (w = 1) reaches the accuracy of a retest by definition and is infinitely surprised by every change; w by maximum likelihood over the pairs of the fit
/// customers (empirical Bayes). The form is that of loyal customers and switchers (Colombo and Morrison 1989, "A brand switching model with implications for marketing strategies").</remarks>
/// <param name="Shares">q, one a class: &gt; 0, sum 1.</param>
/// <param name="Weight">w, 0 to below 1.</param>
internal sealed record ShrunkCopy(double[] Shares, double Weight)
{
    /// <summary>Learns it.</summary>
    /// <param name="classes">Classes.</param>
    /// <param name="outcomes">Class of every order to take the shares from.</param>
    /// <param name="pairs">Last and next class of customers who came back.</param>
    public static ShrunkCopy Fit(int classes, IEnumerable<int> outcomes, IReadOnlyList<(int Last, int Next)> pairs)
    {
        var shares = new double[classes];
        Array.Fill(shares, .5); // half an order each: a class that nobody chose is rare, not impossible
        foreach (var outcome in outcomes)
            shares[outcome]++;
        var total = shares.Sum();
        shares = Array.ConvertAll(shares, count => count / total);
        // The log-likelihood is concave in w: its slope has one zero. One more pair that changed keeps w below 1 where everybody repeated.
        double Slope(double w) => pairs.Sum(pair => pair.Last == pair.Next ? (1 - shares[pair.Next]) / (shares[pair.Next] + w * (1 - shares[pair.Next])) : -1 / (1 - w)) - 1 / (1 - w);
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60 && Slope(0) > 0; step++)
            if (Slope((low + high) / 2) > 0)
                low = (low + high) / 2;
            else
                high = (low + high) / 2;
        return new ShrunkCopy(shares, low);
    }

    /// <summary>Probability of a class after another.</summary>
    public double Probability(int last, int next) => (1 - Weight) * Shares[next] + (last == next ? Weight : 0);
}
