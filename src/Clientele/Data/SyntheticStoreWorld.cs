namespace Clientele.Data;

/// <summary>Which known truth a synthetic store is drawn from. What was planted is written to <c>truth.json</c>.</summary>
public enum SyntheticStoreWorld
{
    /// <summary>W0: every customer has the same preferences, so that a claim of personas would be false.</summary>
    NoHeterogeneity,

    /// <summary>W1, the default: seven latent personas; payments, baskets, reviews and times are drawn from the choice model that the
    /// engine itself estimates.</summary>
    ChoiceModel,

    /// <summary>W2: another family. Payments and reviews follow rules and habits (always in full, always the longest plan, the instalment nearest to a
    /// budget, the plan of last time), not utilities.</summary>
    Habits,

    /// <summary>W5: <see cref="ChoiceModel"/> in a shop of 1,000 customers, where little can be known.</summary>
    FewCustomers,
}
