namespace Clientele.Data;

/// <summary>How an order was paid. A mapping says which of the shop's words mean which.</summary>
public enum PaymentMethod : byte
{
    /// <summary>Not recorded.</summary>
    Unknown,

    /// <summary>Credit card; the only method with instalments.</summary>
    CreditCard,

    /// <summary>Bank slip or bank transfer, paid up front (boleto in Brazil).</summary>
    Boleto,

    /// <summary>Debit card.</summary>
    Debit,

    /// <summary>Voucher or gift card.</summary>
    Voucher,

    /// <summary>More than one method for one order.</summary>
    Mixed,
}
