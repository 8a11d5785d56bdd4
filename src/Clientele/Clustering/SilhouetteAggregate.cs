namespace Clientele.Clustering;

/// <summary>Turns sums of distances into a, b and s.</summary>
internal static class SilhouetteAggregate
{
    /// <summary>Score of labelling <paramref name="labelling"/> over all customers.</summary>
    public static SilhouetteScore Exact(SilhouetteLayout layout, SilhouetteMembers members, double[][] sums, int labelling)
    {
        var values = Values(layout, sums, labelling);
        var k = layout.Segments[labelling];
        var total = new double[k];
        var weight = new double[k];
        var perMember = new (double A, double B, double S)[members.Count];
        for (var i = 0; i < layout.Count; i++)
        {
            if (layout.Member[i] < 0)
                continue;
            perMember[layout.Member[i]] = values[i];
            var segment = layout.Label(labelling, i);
            total[segment] += layout.Weights[i] * values[i].S;
            weight[segment] += layout.Weights[i];
        }
        var perCustomer = new (double A, double B, double S)[members.OfRow.Length];
        for (var i = 0; i < perCustomer.Length; i++)
            perCustomer[i] = perMember[members.OfRow[i]];
        return new SilhouetteScore(total.Sum() / weight.Sum(), [.. total.Zip(weight, (t, w) => t / w)], perCustomer.Length, null)
        {
            PerCustomer = perCustomer,
        };
    }

    /// <summary>Score estimated from a sample, with the standard error of the delete-a-group jackknife (Kott 2001) and the finite-population correction.
    /// It holds the chance in every customer's own a and b as well, which all share the same sampled neighbours.</summary>
    public static SilhouetteScore Sampled(SilhouetteLayout layout, int customers, double[][] sums, int labelling)
    {
        const int Parts = SilhouetteMembers.Parts;
        var (mean, bySegment) = WithoutPart(layout, sums, labelling, -1);
        var replicates = new double[Parts];
        Workers.All.For(Parts, part => replicates[part] = WithoutPart(layout, sums, labelling, part).Mean);
        var center = replicates.Average();
        var sample = layout.Member.Count(m => m >= 0);
        var variance = (Parts - 1.0) / Parts * replicates.Sum(r => (r - center) * (r - center)) * (1 - (double)sample / customers);
        return new SilhouetteScore(mean, bySegment, sample, Math.Sqrt(Math.Max(0, variance)));
    }

    /// <summary>The score as if a part had not been drawn, neither as customers nor as their neighbours; −1 leaves out none.</summary>
    private static (double Mean, double[] BySegment) WithoutPart(SilhouetteLayout layout, double[][] sums, int labelling, int without)
    {
        const int Parts = SilhouetteMembers.Parts;
        var divided = layout.Segments[labelling];
        var k = divided / Parts;
        var first = layout.FirstSlot(labelling);
        var weights = new double[k];
        for (var i = 0; i < layout.Count; i++)
            if (layout.Member[i] >= 0 && layout.Label(labelling, i) % Parts != without)
                weights[layout.Label(labelling, i) / Parts] += layout.Weights[i];
        var total = new double[k];
        var distances = new double[k];
        for (var i = 0; i < layout.Count; i++)
        {
            if (layout.Member[i] < 0 || layout.Label(labelling, i) % Parts == without)
                continue;
            Array.Clear(distances);
            for (var slot = 0; slot < divided; slot++)
                if (slot % Parts != without)
                    distances[slot / Parts] += sums[first + slot][i];
            var own = layout.Label(labelling, i) / Parts;
            total[own] += layout.Weights[i] * Value(distances, weights, own, layout.Self[i]).S;
        }
        // A segment that a part held alone leaves the mean with it.
        return (total.Sum() / weights.Sum(), [.. total.Zip(weights, (t, w) => w > 0 ? t / w : 0)]);
    }

    private static (double A, double B, double S) Value(ReadOnlySpan<double> distances, double[] weights, int own, double self)
    {
        var others = weights[own] - self;
        var alone = others < 1e-9 * weights[own];
        var a = alone ? 0 : distances[own] / others;
        var b = double.PositiveInfinity;
        for (var segment = 0; segment < weights.Length; segment++)
            if (segment != own && weights[segment] > 0)
                b = Math.Min(b, distances[segment] / weights[segment]);
        var larger = Math.Max(a, b);
        return (a, b, alone || larger == 0 || double.IsInfinity(b) ? 0 : (b - a) / larger);
    }

    private static (double A, double B, double S)[] Values(SilhouetteLayout layout, double[][] sums, int labelling)
    {
        var k = layout.Segments[labelling];
        var first = layout.FirstSlot(labelling);
        var weights = new double[k];
        for (var i = 0; i < layout.Count; i++)
            if (layout.Member[i] >= 0)
                weights[layout.Label(labelling, i)] += layout.Weights[i];
        var values = new (double A, double B, double S)[layout.Count];
        Workers.All.For(Threading.Blocks(layout.Count), block =>
        {
            var (start, end) = Threading.Range(block, layout.Count);
            var distances = new double[k];
            for (var i = start; i < end; i++)
            {
                if (layout.Member[i] < 0)
                    continue;
                for (var segment = 0; segment < k; segment++)
                    distances[segment] = sums[first + segment][i];
                values[i] = Value(distances, weights, layout.Label(labelling, i), layout.Self[i]);
            }
        });
        return values;
    }
}
