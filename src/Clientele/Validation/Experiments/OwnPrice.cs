using System.Globalization;
using Clientele.Data;

namespace Clientele.Validation.Experiments;

/// <summary>Own price within a product: ln units on ln price with products and periods absorbed. One scalar, described and not scored.</summary>
/// <remarks>A shop cuts prices when it expects to sell more or less, and a period without a sale has no price, so this is neither free of endogeneity nor of selection.</remarks>
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
        int[] rows = [.. Enumerable.Range(0, sales.Product.Length).Where(i => moved.Contains(sales.Product[i]))];
        var product = Array.ConvertAll(rows, i => sales.Product[i]);
        var elasticity = WithinSlope.Of(Array.ConvertAll(rows, i => Math.Log(sales.Units[i])), Array.ConvertAll(rows, i => Math.Log(sales.Price[i])),
            product, product, Array.ConvertAll(rows, i => sales.Period[i]));
        return new OwnPriceTruth(elasticity, moved.Count, $"{EventTruth.NotScored}; periods without a sale have no price, which draws the elasticity towards 0, and why a price moved is not known.");
    }
}

/// <summary>Own price within a product.</summary>
/// <param name="Elasticity">Elasticity of units sold, clustered by product.</param>
/// <param name="Products">Products sold at more than one price.</param>
/// <param name="Note">What it does not show.</param>
internal sealed record OwnPriceTruth(SlopeEstimate Elasticity, int Products, string Note);
