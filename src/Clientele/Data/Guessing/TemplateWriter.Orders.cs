using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

// The section of the orders.
internal sealed partial class TemplateWriter
{
    private void Orders()
    {
        var orders = shop.Orders;
        Section("orders");
        File(orders, "");
        SourceZone(orders);
        ColumnFormats(orders, "orders", Meaning.PromisedAt, Meaning.DeliveredAt);
        OrderId(orders);
        Field(orders, Meaning.Customer, "customer", required: true, isPath: true);
        Customers(orders);
        Field(orders, Meaning.OrderedAt, "ordered_at", required: true);
        if (orders[Meaning.OrderedTime] is not null)
            Field(orders, Meaning.OrderedTime, "ordered_time");
        Field(orders, Meaning.PromisedAt, "promised_at");
        Field(orders, Meaning.DeliveredAt, "delivered_at");
        Field(orders, Meaning.State, "customer_state", isPath: true);
        foreach (var role in shop.Money.Roles.Where(role => role.Term.InOrders))
            MoneyField(role, "orders");
        Line("  # A customer's name in another file: customer: customer_id -> customers.person_id, with");
        Line("  # lookups: { customers: { file: customers.csv, key: customer_id } } at the top.");
        var rules = new List<string>();
        Statuses(orders, rules);
        Cancellations(orders, rules);
        Currencies(rules);
        Rules(rules);
        Line("");
    }

    // Created (UTC): written in that zone, whichever is the shop's.
    private void SourceZone(FileMeanings orders)
    {
        if (orders[Meaning.OrderedAt] is { } time && TimeColumns.IsNamedUtc(time.Name) && shop.TimeOf(time) is { Format: not "unix" } reading
            && time.Counts.Keys.All(value => TimePattern.Read(value, reading.Format)?.Offset is null))
            Guess("  source_time_zone", "UTC", $"guessed from the name of {time.Name}");
    }

    private void OrderId(FileMeanings orders)
    {
        if (orders[Meaning.OrderId] is not null)
        {
            Field(orders, Meaning.OrderId, "order_id");
            return;
        }
        Line("  # order_id: …              # not found: every row counts as an order of its own");
        if (orders[Meaning.Customer] is not { } customer || orders[Meaning.OrderedAt] is not { } time)
            return;
        var (shared, rows) = OrderIds.Neighbours(customer, time);
        _guesses.Add(shared > 0.1 * rows
            ? $"{orders.Name}: no column of order ids was found, and {shared} of the first {rows + 1} rows have the customer and the "
                + $"time of the row before: "
                + "they look like lines of one order, but each will count as an order of its own. Set orders.order_id and items.order_id "
                    + "if there is such a column"
            : $"{orders.Name}: no column of order ids was found: every row counts as an order of its own");
    }

    private void Customers(FileMeanings orders)
    {
        if (orders[Meaning.Customer] is not { } customer)
            return;
        if (shop.Nobody.Undecided is { } odd)
        {
            var known = shop.Nobody.Words.Select(YamlText.Quote).ToList();
            Ask("  anonymous", "orders.anonymous", orders.Name, customer.Name,
            [
                ($"[{string.Join(", ", known.Append(YamlText.Quote(odd)))}]",
                    $"{odd} is nobody: {shop.Nobody.UndecidedRows} orders of the first rows are left out"),
                ($"[{string.Join(", ", known)}]", $"{odd} is a customer of {shop.Nobody.UndecidedRows} orders"),
            ]);
        }
        else if (shop.Nobody.Words.Count > 0)
            Guess("  anonymous", $"[{string.Join(", ", shop.Nobody.Words.Select(YamlText.Quote))}]", shop.Nobody.Why);
        if (customer.Emails >= 0.8)
            Guess("  normalise", "email", "guessed: addresses are compared without case");
    }

    private void Statuses(FileMeanings orders, List<string> rules)
    {
        var refunds = shop.Money.Roles.Any(role => role.Term.Meaning == Meaning.Refund);
        var payment = orders[Meaning.PaymentStatus];
        Status("status", payment ?? orders[Meaning.Status], onlyOffLimits: false);
        if (payment is not null)
            Status("order_status", orders[Meaning.Status], onlyOffLimits: true);
        // Whether a parcel has left says nothing on whether it was bought.
        Status("fulfilment", orders[Meaning.FulfilmentStatus], onlyOffLimits: true);

        foreach (var column in orders.Columns.Where(column => ColumnNames.Score(Meaning.Status, column.Bare) >= 8
            && column.Counts.Count is > 1 and <= 30 && orders.Found.Values.All(other => other != column)))
            _guesses.Add($"{orders.Name}: what {column.Name} says ({Words.List([.. column.All.Take(20)], 6)}) is not known, so all "
                + $"orders count; leave out what is no purchase with an exclude rule");

        void Status(string rule, ColumnProfile? column, bool onlyOffLimits)
        {
            if (column is null)
                return;
            var words = column.All.Order(StringComparer.Ordinal).ToList();
            var done = words.Where(word => StatusWords.IsPurchase(word, refunds)).ToList();
            if (words.Count > 30)
                return;
            if (!onlyOffLimits && done.Count > 0)
            {
                var others = words.Except(done, StringComparer.Ordinal).ToList();
                rules.Add(Rule(rule, column, "not_in", done.Select(YamlText.Quote)) + "   # guessed"
                    + (others.Count > 0 ? $"; left out: {YamlText.Comment(Words.List(others, 8))}" : ""));
                _guesses.Add($"{orders.Name}: only orders whose {column.Name} is {Words.List(done, 5)} count"
                    + (others.Count > 0 ? $", not {Words.List(others, 8)}" : ""));
            }
            else if (words.Where(word => StatusWords.IsOffLimits(word) && !(onlyOffLimits && rule == "fulfilment"
                && !word.Contains("cancel", StringComparison.OrdinalIgnoreCase))).ToList() is { Count: > 0 } off)
            {
                rules.Add(Rule(rule, column, "in", off.Select(YamlText.Quote)) + "   # guessed: not purchases");
                _guesses.Add($"{orders.Name}: orders whose {column.Name} is {Words.List(off, 5)} do not count");
            }
        }
    }

    // The rule compares texts: what the file writes for nothing has to be listed.
    private static IEnumerable<string> Nothings(ColumnProfile column) => column.File.Rows.Select(row => row[column.Index])
        .Where(cell => cell.Length > 0 && ColumnProfile.Said(cell).Length == 0)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(YamlText.Quote);

    private void Cancellations(FileMeanings orders, List<string> rules)
    {
        if (orders[Meaning.CancelledAt] is { } cancelled)
        {
            rules.Add(Rule("cancelled", cancelled, "not_in", Nothings(cancelled).Prepend("\"\"")) + "   # guessed: a time of cancellation is given");
            _guesses.Add($"{orders.Name}: orders with a time in {cancelled.Name} are cancelled");
        }
        if (orders[Meaning.OrderId] is { } id && id.Counts.Keys.Any(value => Cancelled().IsMatch(value))
            && id.Counts.Keys.Any(value => value.All(char.IsAsciiDigit)))
        {
            rules.Add($"    - {{ rule: cancelled, column: {YamlText.Quote(id.Name)}, starts_with: C }}   # guessed: ids that start with "
                + $"C beside plain numbers");
            _guesses.Add($"{orders.Name}: {id.Name} that starts with C is a cancellation");
        }
    }

    private void Currencies(List<string> rules)
    {
        if (shop.Currency is not { Column: { } column, Others: { Count: > 0 } others } || column.File != shop.Orders.File)
            return;
        var rule = $"{{ rule: currency, column: {YamlText.Quote(column.Name)}, in: [{string.Join(", ", others.Select(YamlText.Quote))}] }}";
        if (LeavesOutCurrencies)
        {
            rules.Add($"    - {rule}   # guessed: amounts are not converted");
            _guesses.Add($"{shop.Orders.Name}: orders whose {column.Name} is {Words.List(others, 5)} are left out: amounts are not "
                + $"converted");
        }
        else
            Line($"  # exclude: [{rule}]   # to leave out what is not in {shop.Currency.Code}");
    }

    private void MoneyField(MoneyRole role, string table)
    {
        var key = role.Term.Meaning.ToString().ToLowerInvariant();
        if (role.Readings.Count > 0)
            Ask("  " + key, $"{table}.{key}", role.Term.Column.File.Name, role.Term.Column.Name, role.Readings);
        else
            Guess("  " + key, role.IsIncluded is { } included && !role.Term.InOrders && !(included && role.Term.Per == MoneyPer.Order)
                ? $"{{ column: {YamlText.Quote(role.Term.Column.Name)}, per: {role.Term.Per.ToString().ToLowerInvariant()}, "
                    + $"included: {(included ? "true" : "false")} }}"
                : MoneyRoles.Value(role.Term), role.Why);
    }

    [GeneratedRegex("^C[0-9]+$")]
    private static partial Regex Cancelled();
}
