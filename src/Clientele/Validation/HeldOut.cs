using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>A shop's customers in three parts that never mix: fit, calibrate, test. Each part has its own orders and features, computed from its own rows.</summary>
internal sealed class HeldOut
{
    private readonly FeatureMatrix[] _features;
    private readonly SegmentationOptions _segmentation;
    private readonly Dictionary<string, TaskPersonas> _personas = [];

    private HeldOut(Mapping mapping, OrderTable[] parts, FeatureMatrix[] features, OrderTable learning, OrderTable truth, SegmentationOptions segmentation) =>
        (Mapping, Parts, _features, Learning, Truth, _segmentation) = (mapping, parts, features, learning, truth, segmentation);

    /// <summary>What the fit customers do in an order and nothing else (spend, items, plan): another way to cut them.</summary>
    public required FeatureMatrix Behaviour { get; init; }

    /// <summary>Units and prices of the products in <see cref="Truth"/>.</summary>
    public required ProductSales Sales { get; init; }

    /// <summary>Whether the dearest product of a test order is one that a fit customer bought; null when the shop records no products.</summary>
    public required bool[]? KnownProduct { get; init; }

    /// <summary>The shop's mapping.</summary>
    public Mapping Mapping { get; }

    /// <summary>Orders of the customers that are fitted on, that choices between models are made on, and that are scored; in this order.</summary>
    public OrderTable[] Parts { get; }

    public OrderTable Fit => Parts[0];

    public OrderTable Test => Parts[2];

    /// <summary>Orders that experiments held out by something else than the customer may learn from.</summary>
    public OrderTable Learning { get; }

    /// <summary>Orders in which natural experiments are read.</summary>
    public OrderTable Truth { get; }

    /// <summary>Features of the customers that are fitted on.</summary>
    public FeatureMatrix FitFeatures => _features[0];

    /// <summary>Splits one data set 60/20/20 by customer; or fits and calibrates on one and scores all customers of another.</summary>
    public static async Task<HeldOut> OfAsync(
        Transactions data, Transactions? testData, FeatureSet features, SegmentationOptions segmentation, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var orders = new OrderTable[3];
        var matrices = new FeatureMatrix[3];
        var products = new ulong[3][];
        FeatureMatrix? behaviour = null;
        for (var part = 0; part < orders.Length; part++)
        {
            using var group = GroupOf(data, testData, part);
            if (group.Customers == 0)
                throw new ClienteleException("there are too few customers to hold some out", data.Mapping.Name, "Validation needs hundreds of customers; thousands for most of its measures.");
            orders[part] = await group.ReadOrdersAsync(cancellationToken);
            products[part] = await group.ReadProductsAsync(cancellationToken);
            matrices[part] = await FeatureBuilder.BuildAsync(group, features, progress, cancellationToken);
            behaviour ??= await FeatureBuilder.BuildAsync(group, FeatureSet.Load("behaviour"), progress, cancellationToken);
        }
        using var all = data.For(CustomerGroup.All);
        var learning = await all.ReadOrdersAsync(cancellationToken);
        var sales = await (testData?.For(CustomerGroup.All) ?? all).ReadProductSalesAsync(ExperimentProtocol.Shipped.OwnPrice.PeriodDays, cancellationToken);
        var known = products[0].Where(product => product != 0).ToHashSet();
        return new HeldOut(data.Mapping, orders, matrices, learning, testData is null ? learning : orders[2], segmentation)
        {
            Behaviour = behaviour!,
            Sales = sales,
            KnownProduct = known.Count == 0 ? null : Array.ConvertAll(products[2], known.Contains),
        };
    }

    /// <summary>The same customers split a second time, by date: what is fitted and chosen on came before, what is scored came after. Features are of the orders
    /// before it in every part, so that no persona knows anything later.</summary>
    /// <param name="data">What this was split from.</param>
    /// <param name="testData">As in <see cref="OfAsync"/>.</param>
    /// <param name="features">As in <see cref="OfAsync"/>.</param>
    /// <param name="share">Share of all orders that came before.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The split; null when no order has a date.</returns>
    public async Task<HeldOut?> LaterAsync(Transactions data, Transactions? testData, FeatureSet features, double share, CancellationToken cancellationToken)
    {
        var times = Learning.OrderedAt.Where(at => at > DateTime.MinValue).Order().ToArray();
        if (times.Length == 0)
            return null;
        var from = times[(int)Math.Min(times.Length - 1, share * times.Length)];
        var matrices = new FeatureMatrix[Parts.Length];
        for (var part = 0; part < Parts.Length; part++)
        {
            using var group = GroupOf(data, testData, part, before: from);
            matrices[part] = await FeatureBuilder.BuildIfAnyAsync(group, features, null, cancellationToken);
        }
        var rows = Parts.Select((part, p) => Enumerable.Range(0, part.Count).Where(i => part.OrderedAt[i] > DateTime.MinValue && part.OrderedAt[i] >= from == (p == 2)).ToHashSet()).ToArray();
        return new HeldOut(Mapping, [.. Parts.Select((part, p) => part.Where(rows[p].Contains))], matrices, Learning, Truth, _segmentation)
        {
            Behaviour = Behaviour,
            Sales = Sales,
            KnownProduct = null,
            From = from,
            _tested = (Parts[2], [.. rows[2].Order()]),
        };
    }

    private static readonly CustomerGroup[] Groups = [CustomerGroup.Fit, CustomerGroup.Calibrate, CustomerGroup.Test];

    private static Transactions GroupOf(Transactions data, Transactions? testData, int part, DateTime? before = null) =>
        part == 2 && testData is not null ? testData.For(CustomerGroup.All, before) : data.For(Groups[part], before);

    // In a split by time: all orders of the test customers, and which of them are scored.
    private (OrderTable Orders, int[] Rows)? _tested;

    /// <summary>The simulated customer behind an order. In a split by time it knows its own earlier orders, those before the split among them, and no later one.</summary>
    public AgentProfile Profile(TaskPersonas personas, int part, int order, IReadOnlyList<MaskedOrder> kinds) => part == 2 && _tested is var (all, rows)
        ? personas.Profile([Parts[0], Parts[1], all], part, rows[order], kinds, earlierOnly: true)
        : personas.Profile(Parts, part, order, kinds);

    /// <summary>When the scored orders begin, in a split by time; null in the split by customer alone.</summary>
    public DateTime? From { get; private init; }

    /// <summary>Personas found on the fit customers without some features, and the persona of every customer of each part.</summary>
    /// <param name="without">Names of features to leave out; those that the shop does not have are passed over.</param>
    /// <param name="cancellationToken">Stops.</param>
    public TaskPersonas Personas(IEnumerable<string> without, CancellationToken cancellationToken)
    {
        var left = without.ToHashSet(StringComparer.Ordinal);
        // What a feature stands for gives an answer away under every name; of the user's own features nobody knows what they stand for.
        var traits = FeatureSet.Load("reference").Features.Select(one => one.Definition).Where(one => left.Contains(one.Name)).Select(one => one.Trait).ToHashSet();
        bool Tells(FeatureDefinition one) => left.Contains(one.Name) || traits.Contains(one.Trait) || (left.Count > 0 && one.Trait == FeatureTrait.Other);
        // Of two shops one may lack a feature that the other has.
        string[] kept = [.. FitFeatures.Features.Where(one => !Tells(one) && Array.TrueForAll(_features, matrix => matrix.Features.Any(other => other.Name == one.Name))).Select(one => one.Name)];
        var key = string.Join(',', kept);
        if (_personas.TryGetValue(key, out var known))
            return known;
        var parts = Array.ConvertAll(_features, matrix =>
        {
            int[] at = [.. kept.Select(name => matrix.Features.Select(one => one.Name).ToList().IndexOf(name))];
            return new FeatureMatrix(
                matrix.FeatureSet, matrix.CustomerIds, [.. at.Select(f => matrix.Features[f])], [.. at.Select(f => matrix.Columns[f])])
            {
                PaymentShares = matrix.PaymentShares,
                Period = matrix.Period,
            };
        });
        // Of whom nothing is known, or who are all alike, there are no kinds.
        var customers = kept.Length == 0 || parts[0].Count == 0 ? null : StandardisedCustomers.Of(parts[0], _segmentation.Threads, cancellationToken);
        if (customers is not { Points.Count: >= 2 })
            return _personas[key] = TaskPersonas.Nobody(Parts);
        var segmentation = Segmenter.Fit(customers, _segmentation with { K = Math.Min(_segmentation.K, customers.Points.Count) }, null, cancellationToken);
        var personas = PersonaProfiler.Describe(parts[0], segmentation, Mapping.Currency);
        var assignments = new PersonaAssignment[Parts.Length];
        for (var part = 0; part < Parts.Length; part++)
            assignments[part] = PersonaAssignment.From(
                Parts[part], parts[part], part == 0 ? segmentation : segmentation with { Labels = segmentation.Assign(parts[part]) }, personas);
        return _personas[key] = new TaskPersonas(personas, assignments, [.. Enumerable.Range(0, parts.Length).Select(part => Rows(Parts[part], parts[part]))], parts) { Segmentation = segmentation };
    }

    /// <summary>The personas that an agent is made with: where nothing tells customers apart, none.</summary>
    public PersonaSet SetOf(TaskPersonas personas) =>
        personas.Set ?? new PersonaSet { Features = [], Population = [], Personas = [], Customers = Fit.CustomerIds.Count, Currency = Mapping.Currency };

    // Row of the feature matrix of each customer of the orders; −1 = without features.
    private static int[] Rows(OrderTable orders, FeatureMatrix features)
    {
        var row = new Dictionary<string, int>(features.Count, StringComparer.Ordinal);
        for (var i = 0; i < features.Count; i++)
            row[features.CustomerIds[i]] = i;
        return [.. orders.CustomerIds.Select(id => row.GetValueOrDefault(id, -1))];
    }
}
