using Clientele.Data;

namespace Clientele.Tests.Data;

public sealed class PaymentWordsTests
{
    // English, German, French, Spanish, Portuguese, Dutch and Polish, and how shop systems write it; words stand between bars.
    private static readonly (PaymentMethod Kind, string Words)[] Known =
    [
        (PaymentMethod.CreditCard, """
            Credit Card | credit_card | CREDITCARD | Card | Cards | Visa | MasterCard | Amex | American Express | Diners Club
            Stripe | Shopify Payments | shopify_payments | Square | Credit / Debit Card | Debit or credit card | Debit/Credit Card
            Credit card (PayPal) | Bank card | Kreditkarte | Karte | Kartenzahlung | Carte bancaire | Carte Bleue | Carte de crédit
            CB | Tarjeta de crédito | Tarjeta | Cartão de crédito | CARTÃO DE CRÉDITO | Cartão na entrega | Creditcard | Kaart
            Karta kredytowa | Karta płatnicza | Karta przy odbiorze | Tarjeta de crédito o débito | Cartão de débito ou crédito
            Visa ending in 4242 | WooPayments | Authorize.Net
            """),
        (PaymentMethod.Debit, """
            Debit card | debit_card | DebitCard | Visa Debit | Maestro | Direct debit | SEPA Direct Debit | GoCardless | EFTPOS
            Interac | Lastschrift | SEPA-Lastschrift | Bankeinzug | girocard | EC-Karte | EC-Cash | ec | Carte de débit
            Prélèvement SEPA | Tarjeta de débito | Domiciliación bancaria | Cartão de débito | Débito | Automatische incasso
            Pinnen | Karta debetowa | Polecenie zapłaty
            """),
        (PaymentMethod.Voucher, """
            Gift Card | gift_card | giftcard | Voucher | Gift certificate | Store credit | Coupon | Cash voucher | Paysafecard
            Gutschein | Geschenkkarte | Carte cadeau | Bon d'achat | Chèque-cadeau | Tarjeta regalo | Vale | Vale-presente
            Cartão presente | Cadeaubon | Cadeaukaart | Karta podarunkowa | Bon podarunkowy
            """),
        (PaymentMethod.Wallet, """
            PayPal | paypal_express | PayPal Express Checkout | Apple Pay | apple_pay | Google Pay | GPay | Shop Pay | shop_pay
            Amazon Pay | Amazon Payments | Venmo | Cash App | Cash App Pay | CashApp | Alipay | Alipay+ | WeChat Pay | wechatpay
            GCash | MB WAY | TWINT | MobilePay | Mercado Pago | Portfel elektroniczny
            """),
        (PaymentMethod.PayLater, """
            Klarna | Klarna Pay Later | Klarna Rechnung | Afterpay | AfterPay | Clearpay | Affirm | Sezzle | Zip | Zip Pay | BNPL
            Pay later | pay_later | PayPal Pay Later | PayPal Pay in 3 | Pay in 4 | Pay in three | Shop Pay Installments
            Amazon Pay Later | Buy now, pay later | BuyNowPayLater | Ratenkauf | Ratenkauf by easyCredit | Ratenzahlung
            Kauf auf Rechnung (Ratepay) | Kauf auf Rechnung | Rechnungskauf mit PayPal | Später bezahlen | PayPal Ratenzahlung
            Paiement en 3x sans frais | Oney | Alma | Payer plus tard | Paiement en 4 fois | SeQura | Paga después | Pago a plazos
            Pague depois | Crediário | Achteraf betalen | in3 | Billink | PayPo | Płatność odroczona | Kup teraz, zapłać później
            Raty
            """),
        (PaymentMethod.Transfer, """
            Bank transfer | bank_transfer | Wire | Wire transfer | ACH | BACS | SEPA | SEPA credit transfer | Invoice | Prepayment
            Payment in advance | Bank Deposit | UPI | Überweisung | UEBERWEISUNG | Banküberweisung | Vorkasse | Rechnung
            Auf Rechnung | Sofort | Sofortüberweisung | Klarna Sofort | giropay | eps-Überweisung | Virement bancaire | Facture
            Transferencia bancaria | Bizum | Transferência | PIX | Pix | iDEAL | iDEAL Wero | Bankoverschrijving | Overboeking
            Op rekening | Bancontact | Bancontact/Mister Cash | Przelewy24 | P24 | Przelew tradycyjny | BLIK | Przedpłata
            Interac e-Transfer | Pagamento antecipado
            """),
        (PaymentMethod.Boleto, """
            Boleto | boleto_bancario | Boleto Bancário | Bank slip | OXXO | Pago en OXXO | Konbini | Multibanco
            Referência Multibanco | Erlagschein
            """),
        (PaymentMethod.Cash, """
            Cash | cash_on_delivery | Cash on Delivery (COD) | COD | CashOnDelivery | Payment on delivery | Nachnahme | Barzahlung
            Bar | Barzahlung bei Abholung | Espèces | Contre remboursement | Paiement à la livraison | Contra reembolso | Efectivo
            Pago contra entrega | Dinheiro | Pagamento na entrega | Contant | Onder rembours | Gotówka | Za pobraniem
            Płatność przy odbiorze
            """),
        (PaymentMethod.Unknown, """
            manual | other | Sonstige | Otro | Autre | Outro | Anders | Inne | not_defined | free | Discount code | Mollie
            Klarna Pay Now | Bitcoin | Shopify Payments + Gift Card | Visa, Gift card | PayPal + Cash | shopify_payments,gift_card
            Scheck | ? | Pay in store
            """),
    ];

    public static TheoryData<string, string> Words => [.. Known.SelectMany(known => known.Words
        .Split(['|', '\n'], StringSplitOptions.TrimEntries).Select(word => (word, known.Kind.ToString())))];

    [Theory]
    [MemberData(nameof(Words))]
    [InlineData("", "Unknown")]
    [InlineData(" ", "Unknown")]
    public void A_shops_word_for_payment_is_taken_for_what_it_most_likely_means(string word, string kind) =>
        Assert.Equal(kind, PaymentWords.Kind(word).ToString());

    [Fact]
    public void The_word_of_every_way_of_paying_means_that_way()
    {
        Assert.All(PaymentWords.Ways, way => Assert.Equal(way, PaymentWords.Kind(PaymentWords.Word(way))));
        var whole = Enum.GetValues<PaymentMethod>().Except([PaymentMethod.Unknown, PaymentMethod.Mixed]);
        Assert.Equal(whole.Order(), PaymentWords.Ways.Order());
        Assert.Equal(PaymentWords.Ways.Count, PaymentWords.Ways.Select(PaymentWords.Word).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("unknown", PaymentWords.Word(PaymentMethod.Unknown));
    }

    [Fact]
    public void Numbers_of_the_kinds_stay_as_they_are_in_saved_files() => Assert.Equal(
        ["Unknown", "CreditCard", "Boleto", "Debit", "Voucher", "Mixed", "Wallet", "PayLater", "Transfer", "Cash"],
        Enum.GetValues<PaymentMethod>().Order().Select(kind => kind.ToString()));
}
