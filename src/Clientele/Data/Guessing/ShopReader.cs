namespace Clientele.Data.Guessing;

/// <summary>From samples of a shop's files to what they mean, step by step: files, currency, marks, prices, money, times,
/// customers.</summary>
internal static class ShopReader
{
    /// <summary>Decides everything; <see cref="FileRoles.IsComplete"/> says whether it was enough.</summary>
    public static (ShopGuess Shop, FileRoles Roles) Read(IReadOnlyList<FileSample> samples, DateOnly? today)
    {
        var files = samples.Select(ColumnMeanings.Of).ToList();
        var roles = FileRoles.Of(files);
        var (orders, items) = (roles.Orders, roles.Items);
        FileMeanings[] read = [.. new[] { orders, items, roles.Payments, roles.Reviews }.OfType<FileMeanings>()
            .DistinctBy(file => file.Name)];
        var currency = CurrencyGuess.Of([.. read], [.. items.Prices.Select(price => price.Column).Concat(read.SelectMany(MoneyColumns))]);
        var numbers = read.ToDictionary(file => file.Name, file => new FileNumbers(NumberColumns.Of(
            [.. file.Prices.Select(price => price.Column).Concat(MoneyColumns(file)).DistinctBy(column => column.Name)],
                file[Meaning.Quantity], currency.Code)), StringComparer.Ordinal);
        var shop = new ShopGuess
        {
            Files = files,
            Orders = orders,
            Items = items,
            Payments = roles.Payments,
            Reviews = roles.Reviews,
            Currency = currency,
            Numbers = numbers
        };
        if (roles.IsComplete)
            shop = WithPrice(WithQuantity(Money(shop)));
        shop = shop with { Times = TimeColumns.Of(read, today) };
        return (shop with
        {
            Zone = ZoneGuess.Of(Written(shop), currency.Code, orders[Meaning.ZoneName] is { } zone ? [.. zone.Counts.Keys] : []),
            Nobody = orders[Meaning.Customer] is { } customer
                ? NobodyWords.Of(customer, orders[Meaning.OrderId],
                    [.. new[] { orders[Meaning.Email], orders[Meaning.PersonName] }.OfType<ColumnProfile>()]) : new NobodyWords([], ""),
            EmptyValues = EmptyGuess.Of(shop),
            UtcTimes = TimeColumns.InUtc(shop),
        }, roles);
    }

    private static IEnumerable<ColumnProfile> MoneyColumns(FileMeanings file) =>
        new[] { Meaning.Discount, Meaning.Freight, Meaning.Refund, Meaning.Tax, Meaning.Subtotal, Meaning.OrderTotal }.SelectMany(meaning =>
            MoneyTerm.Columns(file, meaning))
            .Concat(file[Meaning.Paid] is { } paid ? [paid] : []).Where(column => column != file[Meaning.Quantity]);

    // No name says which column counts the units: the one with which the totals of the orders come out.
    private static ShopGuess WithQuantity(ShopGuess shop)
    {
        if (shop.Items[Meaning.Quantity] is not null || shop.Price is null || !shop.Money.IsContradicted)
            return shop;
        foreach (var column in shop.Items.Columns.Where(column => column.Whole >= 0.9 && !column.IsConstant && column.Counts.Count > 1
            && shop.Items.Found.Values.All(other => other != column)
            && shop.Items.Prices.All(price => price.Column != column) && column.Counts.Keys.All(value => value.Length <= 4)))
            if (Money(shop with
            {
                Items = shop.Items.With(Meaning.Quantity, column,
                "guessed: so that orders add up to their totals")
            }) is { Money.IsChecked: true } better)
                return better.Orders.Name == better.Items.Name ? better with { Orders = better.Items } : better;
        return shop;
    }

    // With tax or without, list price or what was paid: the price with which the totals of the orders come out.
    private static ShopGuess WithPrice(ShopGuess shop)
    {
        if (shop.Price is not { } price || !shop.Money.IsContradicted)
            return shop;
        foreach (var other in shop.Items.Prices.Where(other => other.Column != price.Column))
            if (Money(shop with { Items = shop.Items with { Prices = [other] } }) is { Money.IsChecked: true, Price: { } better } found)
                return found with
                {
                    Items = shop.Items,
                    Price = better with
                    {
                        Why = better.Why
                    + "; with it orders add up to their totals"
                    }
                };
        return shop;
    }

    private static ShopGuess Money(ShopGuess shop)
    {
        var (orders, items) = (shop.Orders, shop.Items);
        var lines = new OrderLines(items[Meaning.OrderId], items.File.Rows.Count);
        var headers = new OrderLines(orders[Meaning.OrderId], orders.File.Rows.Count);
        var (numbers, headerNumbers) = (shop.Numbers[items.Name], shop.Numbers[orders.Name]);
        List<MoneyTerm> Terms(ColumnProfile? price) =>
        [
            .. orders.Name == items.Name ? [] : MoneyTerm.Of(orders, headerNumbers, headers, inOrders: true, null, null),
            .. MoneyTerm.Of(items, numbers, lines, inOrders: false, price, items[Meaning.Quantity]),
        ];
        var totals = (orders.Name == items.Name ? [] : Totals(orders, headerNumbers, headers, lines))
            .Concat(Totals(items, numbers, lines, lines)).ToList();
        var price = PriceRole.Of(items, numbers, lines, WithCandidates(totals, Terms(null)));
        if (price is null)
            return shop;
        var (prices, units) = (numbers.Of(price.Column), price.IsUnit && items[Meaning.Quantity] is { } quantity ? numbers.Of(quantity)
            : null);
        var kinds = LineKinds.Of(items, [.. prices.Select((value, row) => units is null ? value : value * units[row])], lines, prices);
        // An order with a return adds up to something else; it proves nothing.
        var sums = lines.Orders.Where(order => order.Value.All(row => double.IsFinite(kinds.Amounts[row])))
            .ToDictionary(order => order.Key, order => order.Value.Sum(row => kinds.Amounts[row]), StringComparer.Ordinal);
        var others = totals.Where(total => total.Name != price.Column.Name).ToList();
        // Rows that are orders, priced by a total: what that holds cannot be told, so nothing is taken off or put on top.
        var isTotal = lines.Several.Count == 0 && !price.IsUnit && items[Meaning.Product] is null
            && ColumnNames.Score(Meaning.OrderTotal, price.Column.Bare) > 0;
        return shop with
        {
            Price = price,
            Kinds = kinds,
            Money = MoneyRoles.Of(Terms(price.Column), others, sums, price, isTotal),
            PaidTotal = others.FirstOrDefault(total => !total.IsSubtotal) is { } paid ? items.Columns.Concat(orders.Columns)
                .FirstOrDefault(column => column.Name == paid.Name) : null,
        };
    }

    // Columns that say once an order, or the same on all of its lines, what it costs.
    private static IEnumerable<OrderTotals> Totals(FileMeanings file, FileNumbers numbers, OrderLines own, OrderLines lines)
    {
        foreach (var meaning in new[] { Meaning.OrderTotal, Meaning.Subtotal })
            foreach (var column in MoneyTerm.Columns(file, meaning))
            {
                var values = numbers.Of(column);
                if (own.Several.Count > 0 && own.PerOf(column, numbers) == MoneyPer.Line)
                    continue;
                var isNet = meaning == Meaning.Subtotal || column.Bare.Contains("net", StringComparison.Ordinal)
                    || column.Bare.Contains("excl", StringComparison.Ordinal);
                yield return new OrderTotals(column.Name, isNet, own.Orders.Where(order => lines.Orders.ContainsKey(order.Key))
                    .Select(order => (order.Key, Value: order.Value.Select(row => values[row]).Where(double.IsFinite)
                        .DefaultIfEmpty(double.NaN).First())).Where(pair => double.IsFinite(pair.Value))
                    .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
            }
    }

    private static List<OrderTotals> WithCandidates(List<OrderTotals> totals, List<MoneyTerm> terms) =>
        [.. totals.Select(total => total with
    {
        Candidates = total.Values.ToDictionary(order => order.Key, order => (IReadOnlyList<double>)[.. terms.GroupBy(term => term.Meaning)
            .Select(group => group.First())
            .Aggregate((IEnumerable<double>)[order.Value], (sums, term) =>
                sums.SelectMany(sum => new[] { sum, sum + (term.Meaning is Meaning.Discount or Meaning.Refund ? 1
                : -1) * term.ByOrder.GetValueOrDefault(order.Key) })).Distinct()],
            StringComparer.Ordinal),
    })];

    private static IEnumerable<Moment> Written(ShopGuess shop) => shop.Orders[Meaning.OrderedAt] is { } column
        && shop.TimeOf(column) is { } reading && reading.Format != "unix"
        ? column.All.Select(value => TimePattern.Read(value, reading.Format)).OfType<Moment>() : [];
}
