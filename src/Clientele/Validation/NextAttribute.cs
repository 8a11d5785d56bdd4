using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>Something of a next order that is asked for, in classes coarse enough for a few hundred pairs: a masked attribute, whose options an agent distributes over, with the
/// class of each.</summary>
/// <param name="Id">Name in metric ids.</param>
/// <param name="Masked">What the agent is asked for.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Class">Class of an order; −1 = not on record.</param>
/// <param name="Share">(options, classes): how an option's probability falls to the classes; rows sum to 1.</param>
internal sealed record NextAttribute(string Id, MaskedOrder Masked, IReadOnlyList<string> Classes, Func<OrderTable, int, int> Class, double[][] Share)
{
    /// <summary>Payment method, category, instalments and price.</summary>
    /// <param name="fit">Orders to learn categories and prices from.</param>
    /// <param name="rule">Which instalment plans the shop offers.</param>
    /// <param name="design">Classes.</param>
    public static IReadOnlyList<NextAttribute> All(OrderTable fit, InstalmentRule rule, NextOrderDesign design) =>
    [
        Whole("payment", MaskedOrder.Of(MaskedOrder.Method, fit, rule)),
        Whole("category", MaskedOrder.Of(MaskedOrder.Category, fit, rule)),
        Instalments(MaskedOrder.Of(MaskedOrder.Plan, fit, rule), design.InstalmentCuts),
        Price(MaskedOrder.Of(MaskedOrder.Ticket, fit, rule), fit, design.PriceClasses),
    ];

    /// <summary>An agent's distribution over the feasible options, from the first on, as one over classes.</summary>
    public double[] Classed(double[] options)
    {
        var classes = new double[Classes.Count];
        for (var o = 0; o < options.Length; o++)
            for (var c = 0; c < classes.Length; c++)
                classes[c] += options[o] * Share[o][c];
        return classes;
    }

    private static NextAttribute Whole(string id, MaskedOrder masked) => new(id, masked, masked.Options, masked.Outcome, One(masked.Options.Count, masked.Options.Count, option => option));

    private static NextAttribute Instalments(MaskedOrder masked, IReadOnlyList<int> cuts)
    {
        int Of(int option) => cuts.Count(cut => option + 1 >= cut);
        string Name(int c)
        {
            var (from, to) = (c == 0 ? 1 : cuts[c - 1], c < cuts.Count ? cuts[c] - 1 : (int?)null);
            return to is null ? string.Create(CultureInfo.InvariantCulture, $"{from}+") : from == to ? from.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{from}–{to}");
        }
        return new("installments", masked, [.. Enumerable.Range(0, cuts.Count + 1).Select(Name)], (orders, i) => masked.Outcome(orders, i) is >= 0 and var plan ? Of(plan) : -1,
            One(masked.Options.Count, cuts.Count + 1, Of));
    }

    // Tenths do not add up to thirds: a tenth that a cut divides falls to both sides as the fit's orders in it do.
    private static NextAttribute Price(MaskedOrder masked, OrderTable fit, int classes)
    {
        var totals = Enumerable.Range(0, fit.Count).Select(i => MaskedOrder.Total(fit, i)).Where(total => total > 0).Order().ToArray();
        double[] cuts = totals.Length == 0 ? [] : [.. Enumerable.Range(1, classes - 1).Select(c => totals[Math.Max(0, (int)((long)totals.Length * c / classes) - 1)])];
        int Of(double total) => cuts.Count(cut => total > cut);
        var share = Enumerable.Range(0, masked.Options.Count).Select(_ => new double[classes]).ToArray();
        foreach (var total in totals)
            share[masked.TicketCuts.Count(cut => total > cut)][Of(total)]++;
        for (var d = 0; d < share.Length; d++)
        {
            var (row, count) = (share[d], share[d].Sum());
            for (var c = 0; c < classes; c++)
                row[c] = count > 0 ? row[c] / count : 1.0 / classes;
        }
        return new("price", masked, [.. Enumerable.Range(1, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))],
            (orders, i) => MaskedOrder.Total(orders, i) is > 0 and var total ? Of(total) : -1, share);
    }

    private static double[][] One(int options, int classes, Func<int, int> of) => [.. Enumerable.Range(0, options).Select(option =>
    {
        var row = new double[classes];
        row[of(option)] = 1;
        return row;
    })];
}
