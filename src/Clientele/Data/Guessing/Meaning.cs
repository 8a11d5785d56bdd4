namespace Clientele.Data.Guessing;

/// <summary>What a column of a shop's file can mean.</summary>
internal enum Meaning
{
    OrderId,
    Customer,
    Email,
    PersonName,
    OrderedAt,
    OrderedTime,
    PromisedAt,
    DeliveredAt,
    CreatedAt,
    CancelledAt,
    State,
    PaymentStatus,
    Status,
    FulfilmentStatus,
    Currency,
    ZoneName,
    UnitPrice,
    LineTotal,

    /// <summary>Price of one unit or of the line: the name does not say which.</summary>
    Price,
    Quantity,
    Product,
    ProductName,
    Category,
    Seller,
    Freight,
    Discount,
    Refund,
    Tax,
    Subtotal,
    OrderTotal,
    Method,
    Instalments,
    Paid,
    Stars,
}
