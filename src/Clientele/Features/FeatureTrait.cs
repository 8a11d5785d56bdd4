namespace Clientele.Features;

/// <summary>Which side of a customer a feature describes, so that personas of any feature set can be named and described in words.</summary>
public enum FeatureTrait
{
    /// <summary>None of the known sides: described by name, value and population value only.</summary>
    Other,

    /// <summary>Orders a customer.</summary>
    Frequency,

    /// <summary>Money spent in all.</summary>
    Spend,

    /// <summary>Money spent an item.</summary>
    ItemPrice,

    /// <summary>Items an order.</summary>
    Basket,

    /// <summary>Instalments an order.</summary>
    Instalments,

    /// <summary>Share of orders paid by card, in [0, 1].</summary>
    CardShare,

    /// <summary>Distinct categories.</summary>
    Variety,

    /// <summary>Share of customers whose reviews are positive, in [0, 1].</summary>
    Satisfaction,

    /// <summary>Share of customers who bought at a weekend, in [0, 1].</summary>
    Weekend,
}
