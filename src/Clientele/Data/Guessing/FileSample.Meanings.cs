using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

internal sealed partial record FileSample
{
    // NameParts of names, tried when whole names tell too little.
    private static readonly Dictionary<string, string> NameParts = new(StringComparer.Ordinal)
    {
        ["customer"] = "cust|client|buyer|member|party|kund|patron|account",
        ["ordered_at"] = "date|time|datum",
        ["customer_state"] = "region|province|county",
        ["status"] = "state$",
        ["amount"] = "(value|amount|revenue|total|betrag|net|gross|spent|paid)$",
        ["quantity"] = "qty|quant|menge|units",
        ["product"] = "prod|item|artic|artik|sku|mat(nr|erial)",
        ["category"] = "class|categ|group|dept",
        ["method"] = "pay.*(mean|method|type|kind)|tender",
        ["instalments"] = "inst?all?ment",
    };

    // What columns are called in the wild, most telling first; matched against the name's letters and digits.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["order_id"] = ["^order(id|no|number|nr)$", "^(invoice|transaction|receipt|basket|purchase)(id|no|number|nr)?$", "^order$", "orderid$",
            "^(bestell|auftrags?|rechnungs?|beleg)(nr|nummer|id)$", "^(pedido|orden|commande|facture?|factura)(id|no|num|numero)?$"],
        ["customer"] = ["^customeruniqueid$", "^(customer|client|user|buyer|member|shopper|household)(id|no|number|key|nr)?$", "^(customer|client|user)(email|name)?$",
            "^kunden?(nr|nummer|id)?$", "^(id)?cliente(id)?$", "^(billing|customer)?email(address)?$"],
        ["ordered_at"] = ["purchase.*(time|date)", "^order(ed)?.*(date|time|at)$", "^(invoice|transaction|purchase)date$", "^(placed|created|timestamp|datetime|date|time|day)(at|on)?$",
            "^(bestell|rechnungs|auftrags|kauf)?datum$", "^(bestellt|erstellt)am$", "^(fecha|data)(pedido|compra)?$"],
        ["promised_at"] = ["(estimated|promised).*(date|at|delivery)"],
        ["delivered_at"] = ["delivered.*customer", "delivered.*(date|at|on)", "^deliverydate$", "^lieferdatum$"],
        ["customer_state"] = ["^customer(state|region|country)$", "^(state|region|country)$", "^(shipping|billing)(province|state|region)$", "^(bundes)?land$"],
        ["status"] = ["status"],
        ["currency"] = ["^(order|invoice)?currency(code)?$", "^(waehrung|währung|moeda|moneda|devise)$"],
        ["cancelled_at"] = ["^cancell?ed(at|on|date)$"],
        ["amount"] = ["^(line|lineitem)?(amount|total|revenue|sales|value|netamount|grossamount|dollars|euros)$", "^(line|item|order|sales|total)(amount|total|value|price)$",
            "^(zeilen|positions|gesamt)?(betrag|umsatz|summe)$", "^(importe|montant|valor)$"],
        ["unit_price"] = ["^unitprice$", "^(line)?(item)?price$", "^(einzel|stueck|stück|artikel)?preis$", "^(precio|prix|preco)(unitario|unitaire)?$", "price"],
        ["quantity"] = ["^(quantity|qty|units|pieces|count)$", "quantity", "qty", "^(menge|anzahl|stueck|stück)$", "^(cantidad|quantite|quantité|quantidade)$"],
        ["product"] = ["^lineitemname$", "^(product|item|article|stock|sku)(id|no|number|code|key)?$", "sku", "^(artikel|produkt)(nr|nummer|id|code)?$", "^(producto|produit|produto)(id)?$",
            "^(product|item|article)name$"],
        ["category"] = ["^(product)?category(name)?$", "^(department|productgroup|productline|kind|genre)$", "category", "^(waren|artikel|produkt)?(gruppe|kategorie)$", "^categor(ia|ía|ie)$"],
        ["freight"] = ["freight|shipping(cost|fee|price)|delivery(cost|fee)|postage"],
        ["seller"] = ["^(seller|vendor|merchant)(id)?$"],
        ["method"] = ["^payment(type|method|mode)(title|name)?$", "^(method|how)$", "tender", "^paid(by|with|via)$", "^payment$", "^(zahlungs|zahl)(art|weise)$", "^forma(de)?pag(o|amento)$"],
        ["instalments"] = ["instal", "^plan$", "^(anzahl)?raten(zahl)?$", "^(cuotas|parcelas)$"],
        ["paid"] = ["^payment(value|amount)$", "^(paid|value|amount)$"],
        ["total"] = ["^payment(value|amount)$", "^(order|grand|invoice)?total(amount|price|value)?$", "^(amount)?paid(amount)?$", "^order(amount|value)$", "^(gesamt|rechnungs)(betrag|summe)$"],
        ["stars"] = ["^(review|customer|product|order)?(score|stars|rating)$", "^(bewertung|sterne)$"],
        ["created_at"] = ["^review.*(date|at|time)$", "creat|asked|reviewdate"],
    };

    /// <summary>The column whose name fits a meaning; null when none does.</summary>
    public string? Find(string meaning)
    {
        if (Known.TryGetValue(meaning, out var known))
            return known;
        foreach (var pattern in Loose && NameParts.TryGetValue(meaning, out var part) ? [.. Names[meaning], part] : Names[meaning])
            foreach (var column in Columns)
                if (Regex.IsMatch(NoSigns().Replace(column, ""), pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
                    && !(meaning == "ordered_at" && !Mostly(Values(column), value => value.Any(char.IsAsciiDigit))))
                    return column;
        // Some shop systems call the order's number its name: #1001.
        return meaning == "order_id" ? Columns.FirstOrDefault(column => column.Equals("name", StringComparison.OrdinalIgnoreCase) && Values(column) is { Count: > 0 } names && names.All(name => OrderName().IsMatch(name))) : null;
    }

    /// <summary>Whether at least nine in ten values are of a kind: a word among dates (unknown, n/a) is a row to be rejected and not another column.</summary>
    public static bool Mostly(IReadOnlyList<string> values, Func<string, bool> isOfKind) => 10 * values.Count(isOfKind) >= 9 * values.Count;

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NoSigns();

    [GeneratedRegex("^#?[A-Za-z]{0,5}-?[0-9]+$")]
    private static partial Regex OrderName();
}
