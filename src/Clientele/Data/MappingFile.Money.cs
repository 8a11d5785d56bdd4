using System.Globalization;

namespace Clientele.Data;

// Money beside the price, and the dates and marks that files differ in.
public static partial class MappingFile
{
    private static readonly string[] DecimalMarks = [".", ","];

    private static readonly string[] MissingCells = ["torn", "empty"];

    // column, or { column: …, per: order }
    private static MoneyColumn? Money(YamlMap map, string key, params MoneyPer[] allowed)
    {
        if (!map.IsMap(key))
            return map.Text(key) is { } column ? new MoneyColumn(column) : null;
        var money = map.Map(key)!;
        var read = Money(money, allowed);
        money.RefuseUnknown();
        return read;
    }

    private static MoneyColumn Money(YamlMap map, IReadOnlyList<MoneyPer> allowed)
    {
        var words = allowed.Select(per => per.ToString().ToLowerInvariant()).ToList();
        var per = map.Word("per", words) is { } word && words.IndexOf(word) is >= 0 and var index ? allowed[index] : MoneyPer.Line;
        return new MoneyColumn(map.Text("column", required: true) ?? "", per);
    }

    // included, excluded, a column, or { column: …, per: order, included: true }
    private static MoneyColumn? Tax(YamlMap map, out bool? included)
    {
        included = null;
        if (map.IsMap("tax"))
        {
            var tax = map.Map("tax")!;
            var column = Money(tax, [MoneyPer.Line, MoneyPer.Order]);
            included = tax.Flag("included");
            tax.RefuseUnknown();
            return column;
        }
        switch (map.Text("tax"))
        {
            case null:
                return null;
            case "included":
                included = true;
                return null;
            case "excluded":
                included = false;
                return null;
            case var column:
                return new MoneyColumn(column);
        }
    }

    // In a file of order lines both keys would name one value of the order.
    private static void RefuseTwice(YamlMap map, OrdersMapping orders, ItemsMapping items)
    {
        if (orders.File != items.File)
            return;
        foreach (var (name, own, of) in new[] { ("discount", orders.Discount, items.Discount), ("freight", orders.Freight, items.Freight), ("refund", orders.Refund, items.Refund), ("tax", orders.Tax, items.Tax) })
            if (own is not null && of is { Per: MoneyPer.Order })
                map.Problem("items", $"`orders.{name}` and `items.{name}` with `per: order` both state the {name} of the whole order", "Leave one of them out.");
    }

    private static DateRange OrderDates(YamlMap map)
    {
        var range = DateRange.Believed;
        if (map.Map("order_dates") is not { } dates)
            return range;
        var read = new DateRange(Day(dates, "from") ?? range.From, Day(dates, "to"));
        if (read.To < read.From)
            dates.Problem("to", "`order_dates` end before they begin", "Write the first day as `from` and the last as `to`.");
        dates.RefuseUnknown();
        return read;
    }

    private static DateOnly? Day(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        map.Problem(key, $"`{key}` is \"{Words.Cut(text, 40)}\", which is not a day", "Write it as 1990-01-31.");
        return null;
    }
}
