namespace Clientele.Tests.Data.Exports;

/// <summary>Stripe, Payments: a row a payment, times in UTC as only the header says, an <c>Invoice ID</c> that is never filled, guests who
/// have an address and
/// no customer's id. An amount is all that was paid: goods, freight and tax.</summary>
internal sealed class StripePayments : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "id|Description|Seller Message|Created (UTC)|Amount|Amount Refunded|Currency|Converted Amount|Converted Amount Refunded|Fee|"
        + "Tax|Converted Currency|Mode|Status|Statement Descriptor|Customer ID|Customer Description|Customer Email|Captured|Card ID|"
        + "Card Last4|Card Brand|Card Funding|Card Exp Month|Card Exp Year|Card Name|Card Address Line1|Card Address Line2|"
        + "Card Address City|Card Address State|Card Address Country|Card Address Zip|Card Issue Country|Card Fingerprint|"
        + "Card CVC Status|Card AVS Zip Status|Card AVS Line1 Status|Card Tokenization Method|Disputed Amount|Dispute Status|"
        + "Dispute Reason|Dispute Date (UTC)|Dispute Evidence Due (UTC)|Invoice ID|Payment Source Type|Destination|Transfer|"
        + "Transfer Group|PaymentIntent ID");

    public override string Name => "stripe_payments";

    public override ShopProfile Profile => ShopProfile.California;

    public override TimeSpan Precision => TimeSpan.FromMinutes(1);

    protected override bool SaysFreight => false;

    public override DressColumns Columns => new("id", "Customer Email", "Created (UTC)", "Amount", "Description")
    {
        Currency = "Currency",
        LineId = "id",
        Numbers = ["Amount", "Amount Refunded", "Converted Amount", "Converted Amount Refunded", "Fee", "Tax"],
        DateFormat = "yyyy-MM-dd HH:mm",
    };

    public override bool Counts(ShopOrder order) => order.IsSale;

    protected override decimal AmountOf(ShopOrder order) => order.Total;

    protected override decimal UnitsOf(ShopOrder order) => 1;

    protected override int LinesOf(ShopOrder order) => 1;

    protected override int FreeLinesOf(ShopOrder order) => 0;

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Reverse())
            sheet.Add(order.Number, 0, [.. Cells(order)]);
        return [sheet.File("payments.csv")];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order)
    {
        var failed = order.Status is ShopStatus.Pending or ShopStatus.Cancelled;
        return
        [
            ("id", $"ch_3{order.Number * 2654435761L % 999999937:x8}Lm{order.Number:0000}"),
            ("Description", $"Order {1000 + order.Number}"),
            ("Seller Message", failed ? "The bank did not return any further details with this decline." : "Payment complete."),
            ("Created (UTC)", Text(order.At.UtcDateTime, "yyyy-MM-dd HH:mm")), ("Amount", Text(order.Total)),
            ("Amount Refunded", Text(order.Refund)), ("Currency", "usd"),
            ("Converted Amount", Text(order.Total)), ("Converted Amount Refunded", Text(order.Refund)),
            ("Fee", failed ? "0.00" : Text(Math.Round(order.Total * 0.029m + 0.3m, 2))),
            ("Tax", "0.00"), ("Converted Currency", "usd"), ("Mode", "Live"),
            ("Status", failed ? "Failed" : order.Status == ShopStatus.Refunded ? "Refunded" : "Paid"),
            ("Statement Descriptor", "MADE UP SHOP"),
            ("Customer ID", order.AsGuest ? "" : $"cus_N{order.Person.Number * 40503 % 999979:x6}"),
            ("Customer Email", order.Person.Email), ("Captured", failed ? "false" : "true"), ("Card ID", $"card_1{order.Number * 7919:x6}"),
            ("Card Last4", $"{1000 + 7 * order.Person.Number % 9000}"),
            ("Card Brand", Pick(order.Number, "Visa", "MasterCard", "American Express")),
            ("Card Funding", Pick(order.Number + 1, "credit", "debit")), ("Card Exp Month", "11"),
            ("Card Exp Year", "2028"), ("Card Address City", order.Person.City), ("Card Address State", order.Person.State),
            ("Card Address Zip", order.Person.Zip),
            ("Card Issue Country", "US"), ("Card CVC Status", "pass"), ("Disputed Amount", "0.00"), ("Payment Source Type", "card"),
            ("PaymentIntent ID", $"pi_3{order.Number * 104729:x8}"),
        ];
    }
}
