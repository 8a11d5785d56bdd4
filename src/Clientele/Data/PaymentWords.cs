using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data;

/// <summary>Kinds of payment and their words: those of files and mappings, and which kind a shop's own word most likely means.</summary>
internal static class PaymentWords
{
    /// <summary>Every way in which a whole order can be paid, in the order in which ways are listed and numbered.</summary>
    public static IReadOnlyList<PaymentMethod> Ways { get; } =
    [
        PaymentMethod.CreditCard, PaymentMethod.Boleto, PaymentMethod.Debit, PaymentMethod.Voucher,
        PaymentMethod.Wallet, PaymentMethod.PayLater, PaymentMethod.Transfer, PaymentMethod.Cash,
    ];

    /// <summary>The word of a kind in mappings, scenarios and model files; <c>unknown</c> for one that is no way of paying.</summary>
    public static string Word(PaymentMethod kind) => kind switch
    {
        PaymentMethod.CreditCard => "credit_card",
        PaymentMethod.Boleto => "boleto",
        PaymentMethod.Debit => "debit",
        PaymentMethod.Voucher => "voucher",
        PaymentMethod.Wallet => "wallet",
        PaymentMethod.PayLater => "pay_later",
        PaymentMethod.Transfer => "transfer",
        PaymentMethod.Cash => "cash",
        _ => "unknown",
    };

    /// <summary>The kind that a shop's word for payment most likely means.</summary>
    /// <param name="word">As in the shop's file: <c>PayPal Express Checkout</c>, <c>Überweisung</c>.</param>
    /// <returns>The kind of the first pattern that fits. Unknown where none does, and where several ways are named at once.</returns>
    public static PaymentMethod Kind(string word)
    {
        var plain = Plain(word);
        if (word.Split([',', '+']).Count(part => part.Any(char.IsLetterOrDigit)) > 1 && !OnePhrase.IsMatch(plain))
            return PaymentMethod.Unknown;
        foreach (var (kind, pattern) in Patterns)
            if (pattern.IsMatch(plain))
                return kind;
        return PaymentMethod.Unknown;
    }

    // Lower case, without accents, one space between words. The engine runs without culture data, so String.Normalize takes no accent off.
    private static string Plain(string word)
    {
        var plain = new StringBuilder();
        foreach (var letter in word.ToLowerInvariant())
            if (Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at)
                plain.Append(Plainer[at]);
            else if (letter == 'ß')
                plain.Append("ss");
            else if (char.IsLetterOrDigit(letter))
                plain.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        return plain.ToString().TrimEnd();
    }

    private const string Accented = "àáâãäåąçćčèéêëęěìíîïñńňòóôõöøőùúûüůűýśšşźżžłđďřťğ";
    private const string Plainer = "aaaaaaaccceeeeeeiiiinnnooooooouuuuuuyssszzzlddrtg";

    // Its comma parts no two ways of paying.
    private static readonly Regex OnePhrase = Any("^(buy now pay|kup teraz zaplac) [a-z]+$");

    // The first that fits, so what is special stands above what it looks like: a gift card is no card, Cash App no cash.
    // Patterns are of plain words: no accents (ü is u), no capitals, no punctuation.
    private static readonly (PaymentMethod Kind, Regex Pattern)[] Patterns =
    [
        (PaymentMethod.Voucher, Any(
            "voucher", "gift", "coupon", "kupon", "store ?credit", "account credit", "credit note", "paysafe", "gutsch(ein|rift)",
            "geschenk", "cadeau", "kado", "waardebon", "tegoed", @"\bbon d achat", "podarunk", "upominkow", @"^bon[os]?$",
            @"\bavoir\b", @"\bregalo\b", @"\bvale\b", "cartao (presente|oferta)", "titres? restaurant", "ticket restaurant")),

        // Either sort of card is a card; of a card by way of PayPal the card is what is named.
        (PaymentMethod.CreditCard, Any(
            @"\b[ck]redit[a-z]* (card )?((or|and|oder|und|ou|et|o|y|e|of) )?(de )?deb[ie]t",
            @"\bdeb[ie]t[a-z]* (card )?((or|and|oder|und|ou|et|o|y|e|of) )?(de )?[ck]redit", "paypal.*(credit ?card|kreditkarte)",
            "(credit ?card|kreditkarte).*paypal")),

        (PaymentMethod.Transfer, Any(@"\bsofort(?! bezahlen)")),

        (PaymentMethod.Unknown, Any("klarna.*(pay now|sofort bezahlen)")),

        (PaymentMethod.PayLater, Any(
            "klarna", "after ?pay", "clear ?pay", @"\baffirm\b", "sezzle", @"\bzip( ?pay)?\b", "quadpay", "lay ?b[au]y", "bnpl",
            "buy now", "pay ?later", @"\bpay (in|over) ([0-9]|three|four)", "shop pay instal", "^instal+ments?$", "paypal credit",
            @"\bfinancing\b", "paypal.*(rechnung|raten|spater|spaeter)", "rechnung.*paypal", "ratenkauf", "ratenzahlung",
            @"\braten\b", "ratepay", "easycredit", "riverty", "kauf auf rechnung", "rechnungskauf", "(spater|spaeter) (be)?zahlen",
            "zahle? (spater|spaeter)", @"\boney\b", @"\balma\b", @"\bfloa\b", "cofidis", "scalapay", "pay(er|ez) plus tard",
            "paiement differe", "plusieurs fois", "[0-9] fois", "[0-9] ?x sans frais", "paiement en [0-9]", "sequra", "aplaza(me|do)",
            @"\ba plazos\b", "financiacion", "pag(a|ar|o|ue) (despues|mas tarde|depois)", "crediario", "achteraf", "gespreid betalen",
            @"\bin3\b", "billink", "spraypay", "paypo", "twisto", @"\braty\b", "allegro pay", "odroczon", "zaplac za", "pozniej",
            @"\btabby\b", @"\btamara\b", "paidy")),

        (PaymentMethod.Debit, Any(
            @"\bdebit", "debet", "gocardless", "lastschrift", "bankeinzug", "giro ?(card|karte)", @"\bec( ?(karte|card|cash))?\b",
            "maestro", "bankomat", "visa electron", @"\bv pay\b", "prelevement", "domicilia", "adeudo", "incasso", "machtiging",
            "polecenie zaplaty", @"\bpin(pas|nen)?\b", "eftpos", @"\binterac\b(?!.*transfer)")),

        (PaymentMethod.Wallet, Any(
            "pay ?pal", @"\bpp(cp|ec)\b", "apple ?pay", "google ?pay", @"\bg ?pay\b", "android ?pay", "samsung ?pay",
            @"\bshop ?pay\b", "amazon.*pay", "pay.*amazon", "meta ?pay", "revolut ?pay", "venmo", "cash ?app", "ali ?pay", "we ?chat",
            "weixin", @"\btwint\b", "mobile ?pay", @"\bvipps\b", "paytm", "phonepe", "mercado ?pago", "picpay", @"\bmb ?way\b",
            "skrill", "neteller", "gcash", "grab ?pay", "kakao ?pay", "naver ?pay", @"\bline ?pay", "rakuten ?pay", "paypay",
            @"\bm ?pesa\b", @"\blydia\b", "paylib", "masterpass", "visa checkout", "wallet", "portfel", "carteira digital",
            "billetera", "^link$")),

        (PaymentMethod.Boleto, Any(
            "boleto", @"\bslip\b", @"\boxxo\b", "konbini", "multibanco", "payshop", "efecty", "baloto", "pago ?facil", "rapipago",
            "acceptgiro", "(zahl|erlag|einzahlungs)schein")),

        (PaymentMethod.Transfer, Any(
            "transfer", "(u|ue)berweisung", "virement", "bonifico", "overboek", "overschrijving", "przelew", @"\bsepa\b",
            @"\bideal\b", @"\bpix\b", @"\bbacs\b", @"\bach\b", @"\bwire\b", "giropay", "bancontact", @"\bp24\b", @"\bblik\b",
            @"\bupi\b", @"\beps\b", "trustly", "open banking", @"\bspei\b", "net ?banking", "pay by bank", "bizum", @"\bswish\b",
            @"\bwero\b", "payid", "zelle", "invoice", "(?<!ver)rechnung", "faktura", "facture", "fac?tura", "factuur", "op rekening",
            @"\bnet ?[1-9]0\b", "purchase ?order", "vorkasse", "voraus(kasse|zahlung)", "prepay", "pre payment", "in advance",
            "vooruitbetaling", "przedplata", "anticipad", "antecipad", "anticipe", "bank (deposit|payment)", "deposito", "^bank$")),

        (PaymentMethod.Cash, Any(
            @"\bcash\b", "cash ?on ?delivery", @"\bcod\b", @"\bpay(ment)? on delivery", "nachnahme", @"\bbar(zahlung|zahlen|geld)?\b",
            "efectivo", @"\bal contado\b", "contra ?reembolso", "contra ?entrega", "dinheiro", "numerario", "pagamento na entrega",
            "especes", "contre remboursement", "paiement a la livraison", @"\bcontant[ei]?\b", @"\brembours\b", "contrassegno",
            "gotowk", "pobrani", "(?<!karta )przy odbiorze")),

        (PaymentMethod.CreditCard, Any(
            @"\bcredit", "kredit", "kredyt", @"cards?\b", @"karten?\b", "kartenzahlung", @"\bkarta\b", @"kaart\b", @"\bcartes?\b",
            @"\bcarta\b", @"\bc[bc]\b", "tarjeta", "cartao", @"\bvisa\b", @"\bmaster\b", @"\bamex\b", "american express",
            @"\bdiners\b", "union ?pay", @"\bjcb\b", "stripe", @"\bsquare\b", "shopify ?payments", "woo(commerce )?payments",
            "braintree", "authorize ?net")),
    ];

    private static Regex Any(params string[] patterns) => new(string.Join('|', patterns), RegexOptions.CultureInvariant);
}
