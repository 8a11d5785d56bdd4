using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data;

/// <summary>Header and first rows of one file, for guessing what its columns mean.</summary>
internal sealed partial record FileSample(string Name, string Delimiter, string Encoding, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Columns whose meaning was found by other means than <see cref="Names"/>.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a part of a name is enough.</summary>
    public bool Loose { get; init; }

    // Parts of names, tried when whole names tell too little.
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
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
        foreach (var pattern in Loose && Parts.TryGetValue(meaning, out var part) ? [.. Names[meaning], part] : Names[meaning])
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

    /// <summary>Values of several columns row by row, empty ones kept.</summary>
    public IEnumerable<string[]> Table(params string[] columns)
    {
        var indices = columns.Select(column => Columns.ToList().IndexOf(column)).ToArray();
        return Rows.Select(row => indices.Select(index => row[index]).ToArray());
    }

    /// <summary>Values of a column in the first rows, empty ones left out.</summary>
    public IReadOnlyList<string> Values(string? column)
    {
        var index = column is null ? -1 : Columns.ToList().IndexOf(column);
        return index < 0 ? [] : [.. Rows.Select(row => row[index]).Where(value => value.Length > 0)];
    }

    /// <summary>Looks at a file; null when its first row names no columns.</summary>
    public static FileSample? Read(DuckDb database, string path)
    {
        var name = Path.GetFileName(path);
        var parquet = name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        if (!parquet && new FileInfo(path).Length == 0)
            return null;
        string encoding;
        try
        {
            encoding = parquet || IsUtf8(path) ? "utf-8" : "latin-1";
        }
        catch (UnauthorizedAccessException failure)
        {
            throw InputFile.NotReadable(path, failure);
        }
        var source = parquet ? $"read_parquet({DuckDb.Literal(path)})"
            : $"read_csv({DuckDb.Literal(path)}, all_varchar = true, ignore_errors = true, encoding = {DuckDb.Literal(encoding)})";
        var delimiter = ",";
        var header = true;
        try
        {
            if (!parquet)
                database.Query($"SELECT Delimiter, HasHeader FROM sniff_csv({DuckDb.Literal(path)}, ignore_errors = true, encoding = {DuckDb.Literal(encoding)})",
                    row => (delimiter, header) = (row.GetString(0), row.GetBoolean(1)));
            if (!header)
                source = source[..^1] + ", header = true)";   // all columns are text, so DuckDB cannot tell a header from a row
            var columns = new List<string>();
            database.Query($"DESCRIBE SELECT * FROM {source}", row => columns.Add(row.GetString(0)));
            var rows = new List<IReadOnlyList<string>>();
            database.Query($"SELECT {string.Join(", ", columns.Select(column => $"coalesce(CAST({DuckDb.Identifier(column)} AS VARCHAR), '')"))} FROM {source} LIMIT 2000",
                row => rows.Add([.. Enumerable.Range(0, columns.Count).Select(row.GetString)]));
            return columns.Count > 1 && columns.All(column => column.Any(char.IsLetter)) ? new FileSample(name, delimiter, encoding, columns, rows) : null;
        }
        catch (DuckDB.NET.Data.DuckDBException)
        {
            return null;   // not a table: a README among the data, say
        }
    }

    private static bool IsUtf8(string path)
    {
        var head = new byte[1 << 20];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return true;
        // The last character may be cut; up to three bytes are forgiven.
        for (var cut = 0; cut < 4 && cut <= read; cut++)
            if (System.Text.Unicode.Utf8.IsValid(head.AsSpan(0, read - cut)))
                return true;
        return false;
    }
}
