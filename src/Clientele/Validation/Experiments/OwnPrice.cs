using System.Globalization;
using Clientele.Data;

namespace Clientele.Validation.Experiments;

/// <summary>Own price within a product: a Poisson regression of units on ln price with products and periods absorbed. One scalar, described and not scored.</summary>
/// <remarks>Periods without a sale between a product's first and last count as 0 units at the price that was last paid: left out, they would hide just the periods in which a
/// price was too high. Shops move prices for reasons that move sales too, so endogeneity stays open.</remarks>
internal static class OwnPrice
{
    /// <summary>Measures it.</summary>
    public static OwnPriceTruth Measure(ProductSales sales, OwnPriceDesign design)
    {
        var moved = sales.Product.Zip(sales.Price).GroupBy(pair => pair.First, pair => pair.Second)
            .Where(prices => prices.Max() > 1.001 * prices.Min()).Select(prices => prices.Key).ToHashSet();
        if (moved.Count < design.MinProducts)
            return new OwnPriceTruth(new SlopeEstimate(double.NaN, double.NaN, 0, moved.Count), moved.Count, string.Create(CultureInfo.InvariantCulture,
                $"Not measured: {moved.Count} products sold at more than one price; {design.MinProducts} are needed."));
        var (product, period, units, price) = (new List<int>(), new List<int>(), new List<double>(), new List<double>());
        // Rows come by product and then period.
        for (var i = 0; i < sales.Product.Length; i++)
        {
            if (!moved.Contains(sales.Product[i]))
                continue;
            var goesOn = i + 1 < sales.Product.Length && sales.Product[i + 1] == sales.Product[i];
            for (var t = sales.Period[i]; t < (goesOn ? sales.Period[i + 1] : sales.Period[i] + 1); t++)
            {
                product.Add(sales.Product[i]);
                period.Add(t);
                units.Add(t == sales.Period[i] ? sales.Units[i] : 0);
                price.Add(Math.Log(sales.Price[i]));
            }
        }
        // A period in which nothing at all was sold says nothing of prices.
        var sold = Enumerable.Range(0, units.Count).Where(i => units[i] > 0).Select(i => period[i]).ToHashSet();
        int[] rows = [.. Enumerable.Range(0, units.Count).Where(i => sold.Contains(period[i]))];
        var elasticity = CountPanel.Slope(Array.ConvertAll(rows, i => units[i]), Array.ConvertAll(rows, i => price[i]),
            WithinSlope.Dense(Array.ConvertAll(rows, i => product[i])), WithinSlope.Dense(Array.ConvertAll(rows, i => period[i])));
        return new OwnPriceTruth(elasticity, moved.Count, $"{EventTruth.NotScored}; why a price moved is not known, and a price between two sales is taken to be the last one paid.");
    }
}

/// <summary>Own price within a product.</summary>
/// <param name="Elasticity">Elasticity of units sold, clustered by product.</param>
/// <param name="Products">Products sold at more than one price.</param>
/// <param name="Note">What it does not show.</param>
internal sealed record OwnPriceTruth(SlopeEstimate Elasticity, int Products, string Note);
