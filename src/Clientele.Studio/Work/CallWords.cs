using System.Globalization;
using Clientele.Simulation.Calls;

namespace Clientele.Studio.Work;

/// <summary>What calls take, in words.</summary>
internal static class CallWords
{
    /// <summary>The cost of what is still to be sent, US dollars.</summary>
    public static string Cost(CallPlan plan) => plan is { Cost: { } cost, WorstCost: { } worst }
        ? $"{Dollars(cost.Low)} to {Dollars(cost.High)}; at most {Dollars(worst)} if every answer were as long as it may be"
        : "unknown: this model has no known price, so no limit can be kept";

    private static string Dollars(double amount) => "$" + amount.ToString(amount >= 100 ? "#,0" : amount >= 1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);
}
