namespace Clientele.Simulation.Agents;

/// <summary>The situation that a stated attribute is compared with, and the assumed purchase level there.</summary>
/// <param name="PurchaseProbability">p0: probability that the average customer buys at the reference situation. Without an anchor it is an
/// assumption, one half: as likely as not, so that only differences carry information.</param>
/// <param name="Rating">Stars; the shop's mean where it has reviews.</param>
/// <param name="ReviewCount">Reviews of the product; assumed.</param>
/// <param name="DeliveryDays">Days until arrival; the shop's median where it records deliveries.</param>
/// <param name="ReturnDays">Days for returns; assumed (the statutory week of distance sales).</param>
public sealed record ReferenceLevels(double PurchaseProbability, double Rating, double ReviewCount, double DeliveryDays, double ReturnDays)
{
    /// <summary>Levels where a shop's data say nothing.</summary>
    public static ReferenceLevels Assumed { get; } = new(.5, 4.1, 100, 10, 7);
}
