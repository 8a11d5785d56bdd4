namespace Clientele.Data;

/// <summary>How a customer of <see cref="SyntheticStoreWorld.Habits"/> chooses a card plan.</summary>
internal enum SyntheticStorePlanRule
{
    /// <summary>No rule: preferences decide.</summary>
    None,

    /// <summary>Always one payment.</summary>
    InFull,

    /// <summary>Always the longest feasible plan.</summary>
    Longest,

    /// <summary>The feasible plan whose instalment is nearest to a personal budget; the shorter of two equally near.</summary>
    Budget,

    /// <summary>The plan of the order before, as far as it is feasible; at first a personal one.</summary>
    LastPlan,
}
