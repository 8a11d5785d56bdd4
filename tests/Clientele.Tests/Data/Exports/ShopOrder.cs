namespace Clientele.Tests.Data.Exports;

/// <summary>Somebody who buys; the e-mail address is the one thing that is the same in all of the person's orders.</summary>
internal sealed record ShopPerson(int Number, string First, string Last, string Email, string City, string Zip, string State);

/// <summary>Something that is sold.</summary>
internal sealed record ShopProduct(int Number, string Sku, string Name, string Category, decimal Price);

/// <summary>What became of an order.</summary>
internal enum ShopStatus
{
    Paid,
    PartlyRefunded,
    Refunded,
    Pending,
    Cancelled,
}

/// <summary>How an order was paid.</summary>
internal enum ShopPayment
{
    Card,
    PayPal,
    Transfer,
    Cash,
    Voucher,
}

/// <summary>A line of an order.</summary>
/// <param name="Product">What.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one, before any discount.</param>
/// <param name="Discount">Taken off this line.</param>
/// <param name="Share">The line's share of the order's discount.</param>
/// <param name="Tax">Tax on or in what is left.</param>
internal sealed record ShopLine(ShopProduct Product, int Quantity, decimal UnitPrice, decimal Discount, decimal Share, decimal Tax)
{
    /// <summary>Before any discount.</summary>
    public decimal Gross => Quantity * UnitPrice;

    /// <summary>After the line's own discount.</summary>
    public decimal Net => Gross - Discount;

    /// <summary>After the line's own and its share of the order's discount.</summary>
    public decimal Paid => Net - Share;
}

/// <summary>An order, as it was.</summary>
internal sealed record ShopOrder
{
    /// <summary>1, 2, 3 … by time.</summary>
    public required int Number { get; init; }

    public required ShopPerson Person { get; init; }

    /// <summary>Whether nobody gave a name: a sale over the counter.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>Whether the person ordered without an account: the e-mail address is known, a customer's number is not.</summary>
    public required bool AsGuest { get; init; }

    /// <summary>When, with the offset of the shop's zone at that time; whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    public required ShopStatus Status { get; init; }

    public required ShopPayment Payment { get; init; }

    public required IReadOnlyList<ShopLine> Lines { get; init; }

    /// <summary>Discount of the whole order; the lines' shares add up to it.</summary>
    public required decimal Discount { get; init; }

    /// <summary>All discounts, as many systems state them for the order as a whole: it stays when a line is lost.</summary>
    public required decimal AllDiscounts { get; init; }

    public required decimal Freight { get; init; }

    public required decimal FreightTax { get; init; }

    /// <summary>What was paid back.</summary>
    public required decimal Refund { get; init; }

    /// <summary>Stars of the review; 0 = none.</summary>
    public required int Stars { get; init; }

    /// <summary>Whether the prices hold the tax.</summary>
    public required bool TaxIncluded { get; init; }

    /// <summary>The shop's clock.</summary>
    public DateTime Local => At.DateTime;

    public decimal Subtotal => Lines.Sum(line => line.Gross);

    /// <summary>Goods after all discounts.</summary>
    public decimal Goods => Lines.Sum(line => line.Net) - Discount;

    public decimal GoodsTax => Lines.Sum(line => line.Tax);

    public decimal Tax => GoodsTax + FreightTax;

    /// <summary>What the customer pays.</summary>
    public decimal Total => Goods + Freight + (TaxIncluded ? 0 : Tax);

    /// <summary>Goods, where the discount is known for the order as a whole.</summary>
    public decimal GoodsLessDiscounts => Math.Max(0, Subtotal - AllDiscounts);

    public int Units => Lines.Sum(line => line.Quantity);

    /// <summary>Whether goods and money changed hands and were not all given back.</summary>
    public bool IsSale => Status is ShopStatus.Paid or ShopStatus.PartlyRefunded;

    public override string ToString() => $"order {Number} ({Status}, {Lines.Count} lines)";
}
