using Clientele.Data;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>How a persona's orders were paid, by kind: what the share of card payments alone does not say.</summary>
/// <remarks>Means over customers of each one's share of orders, like the share of card payments.</remarks>
internal sealed class PaymentMix
{
    private readonly IReadOnlyDictionary<PaymentMethod, (double Own, double All)> _shares;

    private PaymentMix(IReadOnlyDictionary<PaymentMethod, (double Own, double All)> shares) => _shares = shares;

    /// <summary>One a segment; nothing is known of any where the matrix does not say how customers paid.</summary>
    public static IReadOnlyList<PaymentMix> Of(FeatureMatrix features, int[][] members)
    {
        var all = features.PaymentShares.ToDictionary(kind => kind.Key, kind => kind.Value.Average());
        return [.. members.Select(segment => new PaymentMix(
            features.PaymentShares.ToDictionary(kind => kind.Key, kind => (segment.Average(i => kind.Value[i]), all[kind.Key]))))];
    }

    /// <summary>A word for a persona that seldom pays by credit card: how it paid most other orders, where that sets it apart.</summary>
    /// <param name="card">Its share of card payments: low.</param>
    public string WordWithoutCard(TraitReading card)
    {
        // Slips are paid in cash or up front like it. Transfers count as long as they are the smaller part: some are invoices, paid later.
        var (slips, transfers) = (Share(PaymentMethod.Boleto, PaymentMethod.Cash).Own, Share(PaymentMethod.Transfer).Own);
        if (IsMost(card, PaymentMethod.Boleto, PaymentMethod.Cash, PaymentMethod.Transfer))
            return transfers > slips ? "transfer" : "cash";
        foreach (var (kind, word) in Words)
            if (IsMost(card, kind))
                return word;
        return "card-light";
    }

    /// <summary>Whether most orders that were not paid by credit card were paid on the spot, with money that the customer had.</summary>
    public bool IsAtOnce(TraitReading card) =>
        Share(PaymentMethod.Boleto, PaymentMethod.Cash, PaymentMethod.Debit, PaymentMethod.Voucher).Own > WithoutCard(card) / 2;

    private static readonly (PaymentMethod Kind, string Word)[] Words =
    [
        (PaymentMethod.Debit, "debit"), (PaymentMethod.Voucher, "voucher"), (PaymentMethod.Wallet, "wallet"),
        (PaymentMethod.PayLater, "pay-later"),
    ];

    private bool IsMost(TraitReading card, params ReadOnlySpan<PaymentMethod> kinds)
    {
        var (own, all) = Share(kinds);
        return own > WithoutCard(card) / 2 && own > all && TraitThresholds.Material(own, all, isShare: true);
    }

    private (double Own, double All) Share(params ReadOnlySpan<PaymentMethod> kinds)
    {
        var (own, all) = (0.0, 0.0);
        foreach (var kind in kinds)
        {
            var share = _shares.GetValueOrDefault(kind);
            (own, all) = (own + share.Own, all + share.All);
        }
        return (own, all);
    }

    private static double WithoutCard(TraitReading card) => 1 - card.Mean;
}
