namespace Clientele.Data;

internal sealed partial class SyntheticStoreBlock
{
    private static readonly int[] LongPlans = [12, 15, 18, 20, 24];
    private static readonly SyntheticStoreAlias LongPlanShares = new([133, 74, 27, 17, 18]);
    private static readonly SyntheticStoreAlias VoucherRows = new([0, 77, 11, 6, 2, 1, 1, 1, 1]);

    // Draws and writes the payment rows; returns how the order was paid, as SyntheticStorePayment.Draw does.
    private int Pay(long number, SyntheticStoreId orderId, int persona, int category, int purchase, bool listed, bool accepted)
    {
        var p = model.Preferences;
        var nest = model.Payment[persona];
        var cents = BasketTotal();
        if (number == model.OrderWithoutPayment)
            return 1;
        if (!listed && _random.NextBoolean(0.004))
        {
            PaymentRows.Id(orderId).Number(1).Text("not_defined"u8).Number(1).Money(0).EndRow();
            return 1;
        }

        var plan = SyntheticStoreCategory.All[category].Plan;
        var year = 2016 + (purchase / (86_400 * 365.25));
        var way = model.Habits is { } habits
            ? habits.Way(_random, model.Personas[persona].PlanRule, _habit, cents)
            : nest.Draw(_random, cents, plan, year);
        if (way == SyntheticStorePayment.Voucher)
        {
            WriteVouchers(orderId, 1, cents, VoucherRows.Draw(_random));
            return way;
        }
        if (way >= SyntheticStorePayment.Boleto)
        {
            PaymentRows.Id(orderId).Number(1).Text(way == SyntheticStorePayment.Boleto ? "boleto"u8 : "debit_card"u8).Number(1).Money(cents).EndRow();
            return way;
        }

        var voucher = 0;
        if (cents >= 1_000 && _random.NextBoolean(p.VoucherPart))
        {
            voucher = (int)Math.Min(cents * 0.8, 3_200 * Math.Exp(_random.NextGaussian()));
            // The plan is agreed for what is left on the card.
            way = Math.Min(way, nest.Longest(cents - voucher));
        }
        var onCard = cents - voucher;
        if (_random.NextBoolean(p.LongPlan))
        {
            var longer = LongPlans[LongPlanShares.Draw(_random)];
            if (onCard >= 100 * p.MinInstalment * longer)
                (way, onCard) = (longer, (int)(onCard * (1 + (0.0085 * longer))));
        }
        PaymentRows.Id(orderId).Number(1).Text("credit_card"u8).Number(way).Money(onCard).EndRow();
        if (accepted && voucher == 0)
            AddMenuEffects(persona, cents, plan, year);
        _habit = _habit with { LastPlan = way };
        if (voucher > 0)
            WriteVouchers(orderId, 2, voucher, _random.NextBoolean(0.83) ? 1 : VoucherRows.Draw(_random));
        return way;
    }

    private void WriteVouchers(SyntheticStoreId orderId, int sequence, int cents, int rows)
    {
        for (var left = Math.Min(rows, cents); left > 0; left--)
        {
            var part = left == 1 ? cents : Math.Clamp((int)(cents * (0.3 + (0.5 * _random.NextDouble()))), 1, cents - left + 1);
            PaymentRows.Id(orderId).Number(sequence++).Text("voucher"u8).Number(1).Money(part).EndRow();
            cents -= part;
        }
    }
}
