namespace Clientele.Data;

/// <summary>How an order was paid. A mapping says which of the shop's words mean which.</summary>
/// <remarks>Saved rosters and SQL hold the numbers: a new kind is added at the end.</remarks>
public enum PaymentMethod : byte
{
    /// <summary>Not recorded.</summary>
    Unknown,

    /// <summary>Credit card; the only method with instalments.</summary>
    CreditCard,

    /// <summary>Bank slip, paid up front at a bank, a shop or a machine (boleto, OXXO, konbini, Multibanco).</summary>
    /// <remarks>Mappings made before <see cref="Transfer"/> was a kind of its own have transfers here too.</remarks>
    Boleto,

    /// <summary>Debit card or direct debit.</summary>
    Debit,

    /// <summary>Voucher or gift card.</summary>
    Voucher,

    /// <summary>More than one method for one order.</summary>
    Mixed,

    /// <summary>Wallet (PayPal, Apple Pay): what stands behind it, a card or an account, is not said.</summary>
    Wallet,

    /// <summary>Paid later or in parts to a provider (Klarna, Afterpay). Its parts are not the shop's instalments.</summary>
    PayLater,

    /// <summary>From the customer's bank account to the shop's: transfer, invoice, prepayment, iDEAL, Pix.</summary>
    Transfer,

    /// <summary>Cash, on delivery or in the shop.</summary>
    Cash,
}
