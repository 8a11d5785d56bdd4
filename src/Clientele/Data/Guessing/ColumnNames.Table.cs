namespace Clientele.Data.Guessing;

// What columns are called in the wild, most telling first: shop systems, tills and payment services in a dozen languages.
internal static partial class ColumnNames
{
    private const string Number = "(id|no|nos|num|number|nr|nummer|numero|ref|reference|code|key|hash)?";

    private static IEnumerable<(Meaning Meaning, string[] Patterns)> Table() =>
    [
        (Meaning.OrderId,
        [
            $"^(order|amazonorder|shoporder|salesorder|saleorder|increment)(id|no|number|nr|num|ref|reference|code)$|"
                + $"^id(order|pedido|commande|ordine|bestellung)$|^incrementid$",
            $"^(order|orderid|ordername|sale|sales)$|"
                + $"^(n|no|num|numero|nro|nr|id)?(do|de|del|di|della)?(pedido|orden|commande|facture|factura|ordine|fattura|venta|"
                + $"venda){Number}$"
                + $"|^(bestell|bestellung|auftrags?|rechnungs?|beleg|bon|kassenbon|vorgangs?|order|ordre|bestel|ordrenummer|faktura|"
                    + $"kvitterings?|zamowieni[ae]){Number}$|^(номерзаказа|заказ|订单号|订单编号|注文番号)$",
            $"^(invoice|transaction|receipt|basket|purchase|sale|sales|bill|check|cart|checkout|ticket|trip|salesdoc|salesdocument|"
                + $"document|voucher)(id|no|number|num|nr|ref|reference|code)$"
                + "|^numer(zamowienia|faktury)$|^(ticket|boleta|cupom|scontrino|nota|notafiscal|recu|recibo)(id|no|num|numero|number)?$",
            "order(id|no|number|nr)$|^order.*(id|number|no|nr)$|^(invoice|receipt|transaction|basket)$|^idtransac(tion|cion|cao)$",
            "(invoice|receipt|transaction|transac|basket|pedido|commande|bestell).*(id|no|number|nr|num)|^paymentintentid$|^reference$|"
                + "^(sales)?recordnumber$",
            "^(id|uuid|number|nummer|numero|no|nr)$",
            "doc(ument)?(no|nr|ref|id)?$|^name$",
        ]),
        (Meaning.Customer,
        [
            $"^customeruniqueid$|^(customer|client|user|buyer|member|shopper|household|account|patron|contact|guest){Number}$|"
                + $"^(customeruser|customerreferenceid|buyeruserid|userid)$|^id(customer|user|client|cliente|utente|kunde)$",
            $"^(kunden?|kund|klant|client|cliente|klient|asiakas|mijoz){Number}$|"
                + $"^(n|no|num|numero|nro|id|codigo|cod|code)?(do|de|del|di|du)?(cliente?|client){Number}$|"
                + $"^(клиент|покупатель|客户|会员|顧客)(id)?$",
            "^(customer|client|user|buyer|member)(name|username|login|email|mail)$|^loyalty(card)?(id|no|number)?$|"
                + "^buyer(username|email|name)$|^cardholder(id|name)?$|^soldtoparty$",
            "(customer|kunden?|client|buyer|member|shopper).*(id|no|number|nr|key)$",
            "^(cust|soldto|debitor|debtor).*",
            "cust|client|buyer|member|party|kund|patron",
        ]),
        (Meaning.Email, ["^e?mail(address|adresse)?$", "^(customer|billing|buyer|contact|client|kunden?|bill|user|from|"
            + "guest)e?mail(address|adresse)?$|^correo(electronico)?$|^courriel$|^emailbilling$", "mail|correo|courriel"]),
        (Meaning.PersonName,
        [
            "^(customer|client|buyer|billing|full|bill|contact|billto)(name|fullname)$|"
                + "^(kundenname|kunde|nomcliente?|nombre|nomedocliente|nombrecliente)$",
            "^(customer|billing|buyer)?(last|sur|family)name$|^(nachname|apellidos?|nom|cognome)$|"
                + "^(shipping|ship|recipient|shipto)(name|fullname)$|^phone$|^billingphone$",
        ]),
        (Meaning.OrderedAt,
        [
            "purchase.*(time|date|at)$|^order(ed)?(date|time|datetime|at|on|timestamp|dateandtime|dateutc|datetimeutc)$|"
                + "^date(order(ed)?|purchased|add|commande|delacommande|ordine)$|^ordercreated(at|date|on)?$|^dateof(order|purchase|sale)$",
            "^(sale|sales|transaction|invoice|receipt|placed|created|creation|checkout|booking|trans|basket|bill)(date|time|datetime|at|"
                + "on|timestamp|dateutc|utc|dateandtime)$|^created(at)?(date)?(utc)?$"
                + "|^(bestell|bestellungs|rechnungs|auftrags|kauf|beleg|verkaufs|bon)(datum|zeit|zeitpunkt)$|"
                    + "^(bestellt|erstellt|gekauft)am$|"
                    + "^(fecha|data|date)(de|del|da|do|di|della|dela)?(pedido|compra|venta|venda|commande|achat|ordine|acquisto|creacion|"
                    + "creation|factura|orden)$",
            "^(date|datetime|timestamp|datum|dato|fecha|data|day|dateandtime|time|zeitpunkt|datetimeutc|dateutc|дата|датазаказа|下单时间|日期|"
                + "注文日|pvm|orderdatum|bestel(datum)?|besteldatum|datazamowienia|datum(zeit)?|tidspunkt)$",
            "(order|bestell|pedido|commande|invoice|sale).*(date|time|datum|fecha|data|created|placed)",
            "^(paid|payment|datepaid|paidon)(at|on|date|time)?(date)?$|date$|datum$|created",
            "date|time|datum|fecha|timestamp|placed|epoch|unix",
        ]),
        (Meaning.OrderedTime, ["^(time|timeofday|ordertime|saletime|hour|clock|uhrzeit|zeit|hora|heure|ora|tid|tijd|klokkeslett|godzina|"
            + "время|createdtime|transactiontime|purchasetime)$", "time|uhrzeit|hora|heure"]),
        (Meaning.PromisedAt, ["(estimated|promised|expected).*(date|at|delivery|arrival)|^(delivery|ship)by(date)?$", "liefertermin|"
            + "entregaprevista|estimativa"]),
        (Meaning.DeliveredAt, ["delivered.*customer", "delivered.*(date|at|on|time)$|"
            + "^(date|time)delivered$", "^deliver(y|ed)(date|at|on|time)?$|"
            + "^(lieferdatum|zustelldatum|geliefertam|entregadoem|fechaentrega|fechadeentrega|datalivraison|datelivraison|datedelivraison|"
            + "arrived(at|on)?)$"]),
        (Meaning.CreatedAt, ["^review.*(date|at|time|created|creation)", "creat|asked|reviewdate|answered"]),
        (Meaning.CancelledAt, ["^(date)?cancell?(ed|ation)(at|on|date|time)?$|^storn(iert|ierung)(am|datum)?$"]),
        (Meaning.State,
        [
            "^(customer|client|buyer)(state|region|province)$|"
                + "^(state|region|province|bundesland|provincia|estado|uf|provinz|departement|kanton|prefecture)$",
            "^(billing|bill|shipping|ship|shipto)(state|province|region|provincename)$|^state(billing|shipping)$",
            "^(customer|billing|shipping|ship)?(country|land|pais|pays|paese|countrycode)$|^ship(ping)?country(code)?$",
            "region|province|county|bundesland",
        ]),
        (Meaning.PaymentStatus, ["^(financial|payment|paid|billing|pay)(status|state)$|"
            + "^(zahlungsstatus|zahlstatus|bezahlstatus|estadodepago|statutpaiement|statopagamento)$|^(orderpaymentstatus)$"]),
        (Meaning.Status,
        [
            "^(order|orders|sale|transaction|invoice)?(status|state)$|"
                + "^(orderstatus|statut|estado|situacao|stato|stav|tila|auftragsstatus|bestellstatus|statusdopedido|estadodelpedido|"
                + "currentstate|статус|订单状态|docstate|eventtype)$",
            "status|(doc|order)state$",
        ]),
        (Meaning.FulfilmentStatus, ["(fulfil?lment|shipping|shipment|delivery|dispatch)(status|state)$|^(versandstatus|lieferstatus)$"]),
        (Meaning.Currency, ["^(order|invoice|sale|payment|base|transaction)?currency(code)?$|"
            + "^(waehrung|wahrung|moeda|moneda|devise|valuta|valuuta|waluta|валюта|币种)$", "^(order)?currency"]),
        (Meaning.ZoneName, ["^(time|tz)zone$|^tz$|^zeitzone$|^timezonename$"]),
        (Meaning.UnitPrice,
        [
            "^(item|product|line|lineitem|sales|selling|net|gross)?unit(ary)?(price|cost|amount|value)|price(per)?(unit|each|piece)|"
                + "^(einzel|stuck)preis|^preis(pro|je)(stuck|einheit)$|"
                + "^(precio|prix|preco|prezzo|valor|vlr|cena)(unitario|unitaire|jednostkowa|unidad|unit|un)",
            "^lineitemprice$|^(item|product|list|sale|selling|original|regular|catalog)?priceeach$|"
                + "^(listprice|stykpris|enhetspris|stuksprijs|apris|a-pris)$",
        ]),
        (Meaning.LineTotal,
        [
            "^(line|row|item|lineitem|position|product|entry|extended|ext)(total|sum|subtotal|amount|revenue|value)(amount|price|incltax|"
                + "inctax|taxincl|gross|net|usd|eur|gbp)?$|^extended(price|amount)$|^total(line|row|item)|^totalpricetax(incl|excl)$",
            "^(net|gross|total)?(sales|revenue|turnover|umsatz|ventas|vendas|omzet|omsetning|chiffredaffaires|fatturato)(usd|eur|gbp|"
                + "brl)?$|^(zeilen|positions|posten)(betrag|umsatz|summe|preis|wert)$|^spent$",
            "^(net|gross|netto|brutto)?(total|gesamtpreis|gesamt|summe|betrag|gesamtbetrag|gesamtumsatz|gesamtsumme|gesamtwert|importe|"
                + "montant|importo|bedrag|belop|summa|sum|wartosc|kwota|subtotal|totaal|totale|totalprice|totalamount|pricetotal|"
                + "valortotal|preciototal|prixtotal|prezzototale|montanttotal|importetotal|сумма|金额|金額)(netto|brutto|net|gross)?(usd|eur|gbp|brl|cad|aud|chf|"
                + "inctax|incltax|taxincl)?$",
        ]),
        (Meaning.Price,
        [
            "^(item|product|sale|sold|selling|order|article|artikel|line|net|gross|netto|brutto|unit)?(price|cost|preis|prijs|pris|precio|"
                + "prix|preco|prezzo|cena|hinta)(usd|eur|gbp|brl|cad|aud|chf|sek|dkk|nok|pln|jpy|inr|mxn|clp|cop|idr|vnd)?$|^(цена|单价|価格|"
                + "soldfor)$",
            "^(net|gross|netto|brutto|doc|order|sales|transaction|purchase)?(amount|value|dollars|euros|valor|wert|netvalue)(usd|eur|gbp|"
                + "brl|cad|aud|chf|sek|dkk|nok|pln|jpy|inr|mxn|clp|cop|idr|vnd)?$",
            "(item|product|article|sku|sold|sell).*(price|cost|amount)|^(price|cost|preis|precio|prix|preco)|(price|preis|prix|precio)$",
            "(value|amount|revenue|total|betrag|net|gross|spent|paid)$",
            "price|amount",
        ]),
        (Meaning.Quantity,
        [
            "^(lineitem|item|product|order|sales|sold|line)?(quantity|qty|qnty|quantities|quantityordered|qtyordered|quantitypurchased|"
                + "quantitysold|qtysold)(refund)?$|^(units|pieces|count|unitssold)$",
            "^(menge|anzahl|stuck|stuckzahl|cantidad|cant|quantite|qte|quantidade|qtd|qtde|quantita|qta|aantal|antal|antall|ilosc|"
                + "mnozstvi|kpl|maara|количество|колво|数量)$",
            "quantity|qty|menge|cantidad|quantite|quantidade|quant|units$|^numberofitems$",
        ]),
        (Meaning.Product,
        [
            "^(lineitem|item|product|article|variant)?sku$|"
                + "^(product|item|article|stock|asin|listing|material|plu|variant)(id|no|number|nr|code|key)$|"
                + "^(asin|stockcode|ean|upc|gtin|isbn|matnr|barcode|customlabel)$|^id(product|producto|produto|produit|prodotto|artikel)$",
            "^(artikel|produkt|article|artikkel|tuote|vare|art)(nr|nummer|id|code|num|no)$|"
                + "^(producto|produit|produto|prodotto|produkt|tuote|vare|towar|codigo|cod)(id|code|codigo)?$|"
                + "^(reference|ref|referencia)(produit|producto|article)$",
            "^(lineitem|item|product|article|listing|article|artikel|produkt|productos?)?(name|title|titel|titre|bezeichnung|nombre|nome|"
                + "nom|description)$|^(item|product|products|article|artikel|articulo|articolo|item(s)?|артикул|товар|商品|商品名|商品名称|"
                + "menuitem)$",
            "^(description|beschreibung|descripcion|descricao|designation|what|stockdescription|artikelbezeichnung|produktname|"
                + "artikelname)$",
            "prod|item|artic|artik|sku|mat(nr|erial)",
        ]),
        (Meaning.ProductName,
        [
            "^(lineitem|item|product|article|listing|artikel|produkt)?(name|title|titel|titre|bezeichnung|nombre|description)$|"
                + "^(description|item|product|artikel|produkt|artikelbezeichnung|producto|produit|produto|prodotto|articulo|beschreibung|"
                + "descripcion|descricao|designation)$",
            "(product|item|article|artikel|produkt).*(name|title|desc|bezeichnung)",
        ]),
        (Meaning.Category,
        [
            "^(product|item|article)?category(name)?$|"
                + "^(department|departmentname|productgroup|productline|producttype|kind|genre|collection)$|"
                + "^(waren|artikel|produkt)?(gruppe|kategorie|grp)$|^categor(ia|ie)$|"
                + "^(kategoria|categoria|rubro|familia|famille|famiglia|категория|品类|类目)$",
            "category|kategorie",
            "class|categ|group|dept",
        ]),
        (Meaning.Seller, ["^(seller|vendor|merchant)(id|name|code)?$"]),
        (Meaning.Freight,
        [
            "^ship$|^(order|total|item|base|line)?(shipping|shipment|freight|delivery|postage|shippingandhandling|"
                + "shipping(and)?handling)(cost|costs|fee|fees|price|charge|charges|amount|total|value|paid|rate|taxincl|incltax|inctax)*$",
            "^(versand|versandkosten|porto|portokosten|frachtkosten|lieferkosten|versandgebuhr|frete|envio|gastosdeenvio|costodeenvio|"
                + "costeenvio|fraisdeport|fraisport|port|livraison|fraisdelivraison|spedizione|spesedispedizione|verzendkosten|frakt|"
                + "frakter|fraktkostnad|fragt|dostawa|kosztwysylki|valorfrete|valordofrete|totalshipping.*)$",
            "freight|shipping.*(cost|fee|price|charge|amount|total)|postage|delivery(cost|fee|charge)",
        ]),
        (Meaning.Discount,
        [
            "^(line|item|lineitem|order|cart|total|product|unit|coupon|promo|promotion|voucher|itempromotion|sales)*(discount|discounts|"
                + "rebate|rebates)(s)?(amount|amounts|total|totals|value|usd|eur)*(taxincl|taxexcl|inctax|incltax)?$|^discount(amount|total|value|ed)?(inctax|incltax)?$",
            "^(line|zeilen|positions|artikel|gesamt)?(rabatt|rabatte|nachlass|remise|reduction|descuento|descuentos|desconto|descontos|"
                + "sconto|sconti|korting|rabat|alennus|скидка)(betrag|e|s|belop|total|valor|amount)?$|^(valordodesconto|montantremise|"
                + "importedescuento)$",
            "discount|rabatt|descuento|desconto|remise|sconto|korting",
        ]),
        (Meaning.Refund,
        [
            "^(order|total|item|line|amount)?(refund|refunds|refunded)(ed)?(amount|amounts|total|value)*$|^(amount|total)refunded$|"
                + "^orderrefundamount$|"
                + "^(erstattung|erstattet|erstattungsbetrag|ruckerstattung|reembolso|reembolsado|remboursement|rimborso|terugbetaling|"
                + "valorreembolsado)$",
            "refund.*(amount|total|value)",
        ]),
        (Meaning.Tax,
        [
            "^(order|total|sales|item|line|lineitem|product)*(tax|taxes|vat|gst|mwst|ust|iva|tva|btw|moms|imposto|impuesto|podatek|"
                + "vatpaid)(es)?(amount|amounts|total|totalamount|value|betrag|paid)*$|^(steuer|steuern|steuerbetrag|mwstbetrag|impuestos|"
                + "impostos|taxe|taxes|налог|ндс)$|^totaltax(amount)?$",
        ]),
        (Meaning.Subtotal, ["^(order|cart|invoice)?(sub|items|products?|merchandise|goods|waren)(total|totals|value|wert|amount)(amount|"
            + "inctax|incltax)?$|^(zwischensumme|soustotal|subtotale|warenwert|totalproducts.*|ordervalue)$"]),
        (Meaning.OrderTotal,
        [
            "^(order|grand|invoice|receipt|basket|cart|purchase)(total|amount|value|totalamount|grandtotal)(amount|paid|price|inctax|"
                + "incltax|purchased|base|usd|eur)?$|^(grandtotal|total|totalpaid|totalamount|totalprice|totalorder|amountpaid|"
                + "totalcharged|totalpaidtaxincl)$"
                + "|^(gesamt|rechnungs|bestell)(betrag|summe|wert|preis)?$|"
                    + "^(totaldelpedido|totaldopedido|totalcommande|totalttc|montanttotal|importetotal|valortotal|totale|totaal|"
                    + "total(de)?(la)?(venta|compra|commande|pedido|ordine))$",
            "^payment(value|amount)$|^(amount)?paid(amount)?$",
        ]),
        (Meaning.Method,
        [
            "^payment(type|method|mode|means|gateway|option|instrument)(title|name)?s?$|"
                + "^(zahlungs|zahl|bezahl)(art|weise|methode|mittel)$|"
                + "^(forma|medio|metodo|moyen|mode|modo|tipo|modalita)(de|di)?(pago|pagamento|paiement|reglement)$|"
                + "^(betaalmethode|betaalwijze|betalingsmetode|betalningssatt|betalningsmetod|betalingsmate|metodaplatnosci|maksutapa|"
                + "способоплаты|支付方式)$|^paymentsourcetype$",
            "tender|^paid(by|with|via)$|^(payment|method|how|zahlung|pago|pagamento|paiement|betaling|betalning|platnosc)$|^cardbrand$",
            "pay.*(mean|method|type|kind|gateway)",
        ]),
        (Meaning.Instalments, ["^(number(of)?|payment|nb|num)?instal?lments?(count|number)?$|"
            + "^(cuotas|parcelas|raten|ratenzahl|anzahlraten|numcuotas|plan|quotas)$", "inst?all?ment"]),
        (Meaning.Paid, ["^payment(value|amount)$|^(paid|amountpaid)$", "^(value|amount|total|betrag|montant|valor|importe)$"]),
        (Meaning.Stars, ["^(review|customer|product|order)?(score|stars|rating|reviewscore|starrating)$|"
            + "^(bewertung|sterne|calificacion|avaliacao|estrelas)$"]),
    ];

    // Names that hold a telling word and mean something else.
    private static IEnumerable<(Meaning Meaning, string Pattern)> Never() =>
    [
        (Meaning.OrderId, "item(id|no|number)?$|line(id|no|number|item)?|status|date|type|channel|source|value|total|amount|tax|customer|"
            + "quantity|name$(?<!^name$|^ordername$)|note|method|paymentid"),
        (Meaning.Customer, "note|group|type|segment|service|ip(address)?$|agent|comment|state|region|country|city|zip|postal|street|"
            + "address(?<!mailaddress)|phone|since|age$|gender|birth|status|manager|date|time|lang|source|"
            + "order(?!.*(customer|client|buyer))|discount|product|price|value|total|amount|(?<!ac)count|company|shipping|group|payment|"
            + "marketing|language"),
        (Meaning.Email, "status|marketing|consent|sent|accept|type|time|date"),
        (Meaning.OrderedAt, "birth|ship(?!ping(date)?$)|deliver|updat|modif|estimat|promis|expect|cancel|refund|return|due|expir|review|"
            + "timezone|last|complet|approv|carrier|limit|valid|fulfil|closed|lieferung|liefer|geburt|lead|processingtime|candidate|candy|"
            + "runtime|lifetime|times$"),
        (Meaning.OrderedTime, "zone|ship|deliver|stamp|lifetime"),
        (Meaning.DeliveredAt, "carrier|estimat|status|type|method|cost|fee|address|note|instruction|price|name|option|service|country|"
            + "city|state|zip"),
        (Meaning.PromisedAt, "status"),
        (Meaning.State, "status|name$(?<!provincename|statename)|tax"),
        (Meaning.Status, "ship|fulfil|deliver|return|stock|risk|marital|email|paymentstatus|financial|tracking"),
        (Meaning.UnitPrice, "costprice|^unitcost|einkauf|compare|(?<!incl?|excl?)tax(?!incl|excl)|shipping|freight|discount|refund|"
            + "costofgoods|cogs|wholesale|purchase|currency|measure"),
        (Meaning.LineTotal, "compare|shipping|freight|discount|refund|paid$|quantity|count|(?<!incl?|excl?)tax(?!incl|excl)|rank|channel|"
            + "items$|profit|margin"),
        (Meaning.Price, "costprice|costper|einkauf|^ek(preis)?$|buy(ing)?price|purchaseprice|compare|taxes|^tax|(?<!incl?|excl?)tax$|"
            + "taxrate|vat|shipping|freight|discount|refund|cogs|costofgoods|point|category|pricelist|pricelevel|fee|tip|currency|"
            + "converted|outstanding|balance|margin|profit|fulfil|wholesale|deposit|giftcard|duties|payout|commission|rule|group"),
        (Meaning.Quantity, "return|refunded|cancel|ship|stock|available|fulfil|min|max|remaining|backorder|country|discount|account|"
            + "totalorder|weight"),
        (Meaning.Product, "tax|price|cost|amount|value|total|quantity|qty|status|weight|date|discount|category|type|url|image|variation|"
            + "group|line(no|number)|subtotal|refund|property|properties|meta|count|class|brand|vendor|order(id|no|number)|itemsale"),
        (Meaning.ProductName, "price|total|quantity|status|category|tax|discount|url|weight"),
        (Meaning.Category, "tax|customer|price|subclass|user|account|currency"),
        (Meaning.Freight, "(?<!incl?|excl?)tax(?!incl)|method|name|address|city|zip|state|country|phone|discount|company|street|province|"
            + "status|date|time|type|carrier|service|refund|notes?$|title|address|provider|weight|code|number|label|supported|savings|"
            + "promotion|option|deliverydays"),
        (Meaning.Discount, "code|type|name|percent|pct|prozent|rate|reason|note|tax(?!incl|excl)|shipping|ship|title|status|(?<!dis)count|id$|allowed|"
            + "coupon(?!amount|discount|value)|method|tier|applied"),
        (Meaning.Refund, "date|reason|status|qty|quantity|id$|at$|on$|note|type|tax|shipping|method|(?<!dis)count|items?$"),
        (Meaning.Tax, "rate|percent|pct|class|name|type|id$|number|code|shipping|freight|discount|able|exempt|incl|excl|status|group|fee|"
            + "refund|location|region|country|satz|key"),
        (Meaning.Subtotal, "(?<!incl?|excl?)tax$|refund|discount|item(?!s)|line"),
        (Meaning.OrderTotal, "(?<!incl?|excl?)tax$|totaltax|refund|discount|items?$|count|quantity|shipping|qty|weight|due|number"),
        (Meaning.Method, "id$|date|ship|deliver|status|value|amount|total|fee|term|reference|code(?!s)|account|time|capture|due|intent|"
            + "details?$|instalment|installment"),
        (Meaning.Instalments, "value|amount|min|interest"),
        (Meaning.Paid, "date|by|via|with|at$|on$|tax"),
        (Meaning.Stars, "count|date|text|id$|title|comment"),
        (Meaning.Currency, "rate|symbol|convert"),
    ];
}
