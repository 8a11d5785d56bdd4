using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Words of shops for the state of an order, in a dozen languages.</summary>
internal static partial class StatusWords
{
    /// <summary>Whether a word is known at all.</summary>
    public static bool IsKnown(string word) => IsPurchase(word, refundsAreKnown: false) || IsOpen(word) || IsRefunded(word)
        || IsOffLimits(word);

    /// <summary>Whether an order in this state is a purchase.</summary>
    /// <param name="word">The shop's word.</param>
    /// <param name="refundsAreKnown">Whether the mapping names what was paid back: then a refunded order is a purchase too.</param>
    public static bool IsPurchase(string word, bool refundsAreKnown) =>
        Partly().IsMatch(word) ? refundsAreKnown || Purchase().IsMatch(word) : IsRefunded(word) ? refundsAreKnown : !IsOffLimits(word)
            && Purchase().IsMatch(word);

    /// <summary>Whether the order was paid back, in full or in part.</summary>
    public static bool IsRefunded(string word) => Refunded().IsMatch(word);

    /// <summary>Whether the order never became a purchase: cancelled, failed, a draft, not paid yet.</summary>
    public static bool IsOffLimits(string word) => OffLimits().IsMatch(word) && !Partly().IsMatch(word);

    private static bool IsOpen(string word) => Open().IsMatch(word);

    [GeneratedRegex(@"partial|partly|teil|parcial|partiel|parzial", RegexOptions.IgnoreCase)]
    private static partial Regex Partly();

    [GeneratedRegex(@"refund|erstatte|reembols|rembours|rimbors|terugbetaald|återbetal|refunderet|zwr(o|ó)c", RegexOptions.IgnoreCase)]
    private static partial Regex Refunded();

    [GeneratedRegex(@"cancel|cancl|annul|storn|anul|void|fail|declin|reject|expired|abandon|draft|trash|pending|on.?hold|await|unpaid|"
        + @"not.?paid|unverified|fraud|denied|error|test|chargeback|requires_"
        + @"|fehlgeschlagen|offen|wartend|ausstehend|mislukt|pendiente|pendente|en.attente|in.attesa|échou|fallid"
        + @"|unbezahlt|nicht.bezahlt|wartet|authorized$|uncaptured|incomplete|checkout", RegexOptions.IgnoreCase)]
    private static partial Regex OffLimits();

    [GeneratedRegex(@"(?<!un|in|not |not_)(deliver|complete|done|paid|fulfil|shipped|closed|success|succeeded|processing|captured|settled|"
        + @"dispatch|invoiced|received|ready|finished|approved|accepted|sale\b|payment\b|order\b)"
        + @"|^(versandt|versendet|bezahlt|abgeschlossen|geliefert|zugestellt|erledigt|fertig|in "
            + @"bearbeitung|teilbezahlt|pagado|pago|pagada|enviado|entregado|entregue|completado|completada"
        + @"|concluido|conclu(í|i)do|finalizado|aprovado"
        + @"|pay(é|e)e?|exp(é|e)di(é|e)e?|livr(é|e)e?|termin(é|e)e?|compl(è|e)te"
        + @"|pagato|spedito|consegnato|completato|betaald|verzonden|afgerond|betald|skickad|levererad|betalt|sendt"
        + @"|leveret|zaplacone|wys(ł|l)ane|zrealizowane|dostarczone|оплачен|доставлен|выполнен|ok|active|posted|x)$", RegexOptions.IgnoreCase)]
    private static partial Regex Purchase();

    [GeneratedRegex(@"open|new|neu|return|retur|unfulfilled|unshipped|created|placed|confirm", RegexOptions.IgnoreCase)]
    private static partial Regex Open();
}
