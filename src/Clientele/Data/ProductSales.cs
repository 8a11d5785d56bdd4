namespace Clientele.Data;

/// <summary>Sales of each product by period, by column: one entry a product and period with at least one unit sold.</summary>
/// <param name="Product">Number of the product, from 0.</param>
/// <param name="Period">Number of the period, from 0 = the one of the first order.</param>
/// <param name="Units">Units sold, &gt; 0.</param>
/// <param name="Price">Mean price of a unit, currency, &gt; 0.</param>
internal sealed record ProductSales(int[] Product, int[] Period, double[] Units, double[] Price);
