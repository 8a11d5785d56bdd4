using System.Globalization;

namespace Clientele.Data.Guessing;

// The section of the items.
internal sealed partial class TemplateWriter
{
    private void Items()
    {
        var items = shop.Items;
        var isOneFile = items.Name == shop.Orders.Name;
        Section("items");
        File(items, isOneFile ? "   # the same file: order lines" : "");
        ColumnFormats(items, "items");
        if (!isOneFile || items[Meaning.OrderId] is not null)
            Field(items, Meaning.OrderId, "order_id", required: !isOneFile);
        Price(items);
        Field(items, Meaning.Quantity, "quantity");
        Field(items, Meaning.Product, "product");
        Field(items, Meaning.Category, "category", isPath: true);
        Discounts(items);
        if (!shop.Money.Roles.Any(role => role.Term.Meaning == Meaning.Freight))
            Line("  # freight: …               # not found");
        foreach (var role in shop.Money.Roles.Where(role => !role.Term.InOrders))
            MoneyField(role, "items");
        if (shop.Money.Roles.FirstOrDefault(role => role.Term.InOrders && role.IsIncluded == false) is { } tax)
            Guess("  tax", tax.IsIncluded == true ? "included" : "excluded", tax.Why);
        foreach (var left in shop.Money.Left)
        {
            Line($"  # {YamlText.Comment(left)}");
            _guesses.Add($"{items.Name}: {left}");
        }
        Field(items, Meaning.Seller, "seller");
        var rules = new List<string>();
        LeftOut(items, rules);
        Rules(rules);
        Line("");
    }

    private void Price(FileMeanings items)
    {
        if (shop.Price is not { } price)
        {
            Line("  # unit_price: …            # not found, needed");
            if (isComplete)
                _missing.Add($"{items.Name}: a column for amount or unit_price"
                    + (items.Prices.Count == 0 ? ""
                        : $" ({items.Prices[0].Column.Name} is the same on all lines of an order, so it is no price of a line)"));
            return;
        }
        var column = YamlText.Quote(price.Column.Name);
        if (!price.IsAmbiguous)
        {
            Guess(price.IsUnit ? "  unit_price" : "  amount", column, price.Why);
            return;
        }
        var (prices, units) = (shop.Numbers[items.Name].Of(price.Column), shop.Numbers[items.Name].Of(items[Meaning.Quantity]!));
        var rows = Enumerable.Range(0, prices.Length).Where(row => double.IsFinite(prices[row] * units[row])).ToList();
        Ask("  amount", "items.amount", items.Name, price.Column.Name,
        [
            ($"amount: {column}", string.Create(CultureInfo.InvariantCulture, $"what the line costs: the first rows add up to "
                + $"{rows.Sum(row => prices[row]):#,##0.00}")),
            ($"unit_price: {column}", string.Create(CultureInfo.InvariantCulture, $"what one unit costs: times {items[Meaning.Quantity]!.Name} they add "
                + $"up to {rows.Sum(row => prices[row] * units[row]):#,##0.00}")),
        ]);
    }

    private void Discounts(FileMeanings items)
    {
        if (shop.Kinds.DiscountColumn is not { } column)
            return;
        var words = string.Join(", ", shop.Kinds.Discounts.Select(YamlText.Quote));
        Line("  discount_lines:");
        Line($"    - {{ column: {YamlText.Quote(column.Name)}, in: [{words}] }}   # guessed: negative rows that reduce their order");
        _guesses.Add($"{items.Name}: negative rows whose {column.Name} is {Words.List(shop.Kinds.Discounts, 5)} are discounts of their "
            + $"order");
    }

    private void LeftOut(FileMeanings items, List<string> rules)
    {
        if (shop.Kinds.SumColumn is { } sum)
        {
            rules.Add($"    - {{ rule: order_total, column: {YamlText.Quote(sum.Name)}, is_empty: true }}   # guessed: the sum of the order's other rows");
            _guesses.Add($"{items.Name}: rows without {sum.Name} hold the sum of their order's other rows, and are left out");
        }
        if (shop.Kinds.PostageColumn is { } column)
        {
            rules.Add(Rule("postage", column, "in", shop.Kinds.Postage.Select(YamlText.Quote)) + "   # guessed: lines that are no article");
            _guesses.Add($"{items.Name}: lines whose {column.Name} is {Words.List(shop.Kinds.Postage, 5)} are no articles");
        }
        if (shop.Kinds.Returns == 0 || shop.Price is not { } price)
            return;
        var signed = items[Meaning.Quantity] is { } quantity && shop.Numbers[items.Name].Of(quantity).Any(units => units < 0) ? quantity
            : price.Column;
        rules.Add($"    - {{ rule: returned, column: {YamlText.Quote(signed.Name)}, is_negative: true }}   # guessed: negative rows are "
            + $"returns");
        _guesses.Add($"{items.Name}: rows with a negative {signed.Name} are returns");
    }
}
