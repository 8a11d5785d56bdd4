using System.Text;

namespace Clientele.Data;

internal sealed partial class SyntheticStoreBlock
{
    private enum Status
    {
        Delivered,
        Shipped,
        Canceled,
        Unavailable,
        Invoiced,
        Processing,
        Created,
        Approved,
    }

    private static readonly byte[][] StatusNames =
        [.. Enum.GetNames<Status>().Select(name => Encoding.ASCII.GetBytes(name.ToLowerInvariant()))];

    private static readonly SyntheticStoreAlias Statuses = new([96_478, 1_107, 625, 609, 314, 301, 5, 2]);

    // Draws and writes one order; returns its category.
    private int Order(long number, SyntheticStoreId customerId, int persona, int place, int categoryBefore, int day, int second)
    {
        var orderId = SyntheticStoreId.Of(model.Seed, 'o', (ulong)number);
        var status = (Status)Statuses.Draw(_random);
        var purchase = (day * 86_400) + second;
        var listed = status switch
        {
            Status.Unavailable => _random.NextBoolean(0.01),
            Status.Canceled => _random.NextBoolean(0.74),
            Status.Created => false,
            _ => true,
        };

        var category = FillBasket(persona, place, categoryBefore, day);
        var paidBy = Pay(number, orderId, persona, category, purchase, listed, status == Status.Delivered);
        var times = Deliver(status, place, purchase, day, paidBy);
        OrderRows.Id(orderId).Id(customerId).Text(StatusNames[(int)status])
            .Time(purchase).Time(times.Approved).Time(times.Carrier).Time(times.Delivered).Time(times.Promised).EndRow();
        if (listed)
            WriteBasket(orderId, times.Approved < 0 ? purchase : times.Approved);
        Review(number, orderId, persona, status, purchase, times);
        return category;
    }

    private readonly record struct Times(int Approved, int Carrier, int Delivered, int Promised);

    private Times Deliver(Status status, int place, int purchase, int day, int paidBy)
    {
        var from = model.Catalog.SellerPlace[model.Catalog.Seller[_basket[0].Product]];
        var promisedDays = Math.Max(3, (int)(model.Routes.Promise(_random, from, place) * SyntheticStoreCalendar.Promise(day)));
        var approved = purchase + ApprovalSeconds(paidBy);
        var carrier = approved + (int)(86_400 * Math.Min(100, 1.85 * Math.Exp(0.85 * _random.NextGaussian())));
        var arrivalDay = (int)((carrier / 86_400.0) + (model.Routes.Transit(_random, from, place) * SyntheticStoreCalendar.Transit(day)));
        var delivered = (arrivalDay * 86_400) + (model.Calendar.DeliveryHours.Draw(_random) * 3_600) + _random.NextInt32(3_600);
        if (delivered <= carrier)
            delivered = carrier + 7_200;
        var reached = status switch
        {
            Status.Delivered => 3,
            Status.Shipped => 2,
            Status.Created => 0,
            Status.Canceled => _random.NextDouble() switch { < 0.01 => 3, < 0.115 => 2, < 0.78 => 1, _ => 0 },
            _ => 1,
        };
        return new(
            reached >= 1 ? approved : -1, reached >= 2 ? carrier : -1,
            // Eight of Olist's delivered orders have no date of delivery.
            reached == 3 && !_random.NextBoolean(0.00008) ? delivered : -1,
            (day + promisedDays) * 86_400);
    }

    private int ApprovalSeconds(int paidBy)
    {
        var slow = paidBy switch
        {
            SyntheticStorePayment.Boleto => 1.0,
            SyntheticStorePayment.Debit => 0.45,
            _ => 0.22,
        };
        var hours = _random.NextBoolean(slow)
            ? (paidBy == SyntheticStorePayment.Boleto ? 27 : 16) * Math.Exp(0.65 * _random.NextGaussian())
            : 0.25 * Math.Exp(0.35 * _random.NextGaussian());
        return (int)(hours * 3_600);
    }
}
