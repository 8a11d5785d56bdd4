namespace Clientele.Features;

/// <summary>What one row of a feature expression's input is.</summary>
public enum FeatureGrain
{
    /// <summary>One accepted order: <c>order_facts</c>.</summary>
    Order,

    /// <summary>One accepted item row: <c>item_facts</c>.</summary>
    Item,
}
