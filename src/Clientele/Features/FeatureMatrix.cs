using Clientele.Data;

namespace Clientele.Features;

/// <summary>One row a customer, one column a feature, raw values (before <see cref="FeatureTransform"/>): shape (n, d), no NaN.</summary>
public sealed record FeatureMatrix
{
    /// <summary>Creates the matrix and checks its shape.</summary>
    /// <exception cref="ArgumentException">A column's length differs from the number of customers, or the columns from the features.</exception>
    public FeatureMatrix(
        string featureSet, IReadOnlyList<string> customerIds, IReadOnlyList<FeatureDefinition> features, IReadOnlyList<double[]> columns)
    {
        if (columns.Count != features.Count)
            throw new ArgumentException($"{columns.Count} columns for {features.Count} features.", nameof(columns));
        for (var j = 0; j < columns.Count; j++)
            if (columns[j].Length != customerIds.Count)
                throw new ArgumentException($"Column {features[j].Name} has {columns[j].Length} values for {customerIds.Count} customers.", nameof(columns));
        FeatureSet = featureSet;
        CustomerIds = customerIds;
        Features = features;
        Columns = columns;
    }

    /// <summary>Name of the feature set: <c>reference</c>, <c>behaviour</c>, with <c>+name</c> for each of the user's own.</summary>
    public string FeatureSet { get; init; }

    /// <summary>Customer ids in ordinal order, n.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>The features, d, in the order of the columns.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>Values by column: <c>Columns[j][i]</c> is feature j of customer i.</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>Share of each customer's orders with payments that were paid in one way alone, by that way: n each. No feature, but what
    /// tells a persona that pays in cash from one that pays by wallet. Empty when no feature tells card payments from others.</summary>
    /// <exception cref="ArgumentException">A way has another number of shares than there are customers.</exception>
    public IReadOnlyDictionary<PaymentMethod, double[]> PaymentShares
    {
        get;
        init => field = value.FirstOrDefault(way => way.Value.Length != Count) is { Value: { } wrong } way
            ? throw new ArgumentException($"{wrong.Length} shares of {way.Key} for {Count} customers.", nameof(value))
            : value;
    } = new SortedDictionary<PaymentMethod, double[]>();

    /// <summary>When the orders were placed that the values are computed from; null where it is not known.</summary>
    public OrderPeriod? Period { get; init; }

    /// <summary>Customers left out because a feature was missing, by feature.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Features of the set that this shop's data cannot give, with the missing table or column in words.</summary>
    public IReadOnlyDictionary<string, string> SwitchedOff { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Customers, n.</summary>
    public int Count => CustomerIds.Count;
}
