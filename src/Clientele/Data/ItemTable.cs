namespace Clientele.Data;

/// <summary>Accepted items by column, one entry a row of the items file, in no promised order: what prices, freight and categories are counted from.</summary>
public sealed record ItemTable
{
    /// <summary>Number of item rows.</summary>
    public int Count => Price.Length;

    /// <summary>Price of a unit without freight, the mapping's currency.</summary>
    public required double[] Price { get; init; }

    /// <summary>Freight of the row, the mapping's currency; NaN if the shop records none.</summary>
    public required double[] Freight { get; init; }

    /// <summary>Category names in ordinal order; <see cref="Category"/> points into it.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Category of the item; −1 if not recorded.</summary>
    public required int[] Category { get; init; }

    /// <summary>Index of the item's customer, the same for all items of one customer; tells how many customers stand behind a number.</summary>
    public required int[] Customer { get; init; }
}
