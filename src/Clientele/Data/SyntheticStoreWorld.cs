namespace Clientele.Data;

/// <summary>Which known truth a synthetic store is drawn from. What was planted is written to <c>truth.json</c>.</summary>
public enum SyntheticStoreWorld
{
    /// <summary>W0: every customer has the same preferences, so that a claim of personas would be false. Not yet available.</summary>
    NoHeterogeneity,

    /// <summary>W1, the default: seven latent personas; payments, baskets, reviews and times are drawn from the choice model that the
    /// engine itself estimates.</summary>
    ChoiceModel,

    /// <summary>W2: another family (rules, habits, customers who always take the longest plan). Not yet available.</summary>
    Habits,

    /// <summary>W5: <see cref="ChoiceModel"/> in a shop of 1,000 customers, where little can be known. Not yet available.</summary>
    FewCustomers,
}
