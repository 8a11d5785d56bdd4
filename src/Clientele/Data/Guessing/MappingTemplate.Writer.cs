using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

public sealed partial record MappingTemplate
{
    /// <summary>Composes the text, section by section.</summary>
    private sealed partial class TemplateWriter(IReadOnlyList<FileSample> files)
    {
        private readonly StringBuilder _yaml = new();
        private readonly List<string> _guesses = [];
        private readonly List<string> _missing = [];
        private string _section = "";

        public MappingTemplate Write()
        {
            var items = Best(file => Score(file, "amount", "unit_price", "product", "quantity") + (Column(file, "amount", "unit_price") is null ? -10 : 0));
            var orders = Best(file => 3 * Score(file, "customer") + 2 * Score(file, "ordered_at") + Score(file, "status") + (file == items ? 1 : 0));
            if (items is null || orders is null || Column(orders, "customer") is null || Column(orders, "ordered_at") is null)
                _missing.Add("a file with a customer, a date and an amount (or order and item files that share an order id)");
            orders ??= files[0];
            items ??= orders;
            var (format, ambiguous) = DateFormat(orders.Values(Column(orders, "ordered_at")));
            Line("# A mapping says how a shop's files become orders, items, payments and reviews. Lines marked \"guessed\" were");
            Line("# found by looking at names and first rows: check them, then try `clientele data check --mapping THIS_FILE`.");
            Line("schema: clientele/mapping/v1");
            Line("name: my_shop");
            Currency(orders, items);
            Line("time_zone: UTC               # IANA name, e.g. Europe/Lisbon; times without an offset are taken as local");
            _guesses.Add("time_zone: UTC (not guessed, please set)");
            Line("weekend_days: [saturday, sunday]");
            Guess("date_format", Quote(format), ambiguous ? "guessed: day before month; the first rows would also read the other way round" : "guessed from the first rows");
            Guess("decimal", $"\"{Decimal(items)}\"", "guessed from the first rows");
            Guess("delimiter", Quote(orders.Format.Delimiter.Replace("\t", "\\t", StringComparison.Ordinal)), "guessed from the first rows");
            Guess("encoding", orders.Format.Encoding, "guessed from the bytes");
            Line("amount_limit: 100000         # a row above this amount is rejected as absurd");
            var longest = files.Select(file => file.Values(Column(file, "instalments")).Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max()).Max();
            if (longest is > 1 and <= 60)
                Guess("instalments", $"{{ max: {longest}, min_amount: 1 }}", "guessed: the longest plan in the first rows; set the smallest instalment that the shop allows");
            else
                Line("# instalments: { max: 10, min_amount: 10 }   # if customers may pay in instalments");
            Line("");
            Orders(orders, items);
            Items(orders, items);
            Payments(orders, items);
            Reviews(orders, items);
            Columns();
            return new MappingTemplate(_yaml.ToString(), _guesses, _missing);
        }

        // What there is to choose from; names only, since a mapping is passed on and values may be personal.
        private void Columns()
        {
            Line("");
            foreach (var file in files)
                Line($"# Columns of {file.Name}: {string.Join(" | ", file.Columns)}");
        }

        private void Currency(FileSample orders, FileSample items)
        {
            var named = files.Select(file => file.Values(Column(file, "currency")).Distinct(StringComparer.Ordinal).ToList()).FirstOrDefault(codes => codes.Count > 0);
            if (named is [var code] && code.Length == 3 && code.All(char.IsAsciiLetterUpper))
                Guess("currency", code, "guessed from the currency column");
            else if (CurrencyMarks.Guess(items.Values(Column(items, "amount", "unit_price"))) is { } marked)
                Guess("currency", marked, "guessed from the marks on amounts");
            else
            {
                Line("currency: EUR                # ISO 4217 code of every amount: not guessed, please set");
                _guesses.Add("currency: EUR (not guessed, please set)");
            }
            if (named is { Count: > 1 })
                _missing.Add($"one currency: the files name {Words.List(named, 6)}, and amounts are not converted; leave the others out with an exclude rule on that column");
        }

        private void Orders(FileSample orders, FileSample items)
        {
            Section("orders");
            File(orders, orders, "");
            if (Column(orders, "order_id") is not null)
                Field(orders, "order_id", "order_id");
            else
                Line("  # order_id: …              # not found: every row counts as an order of its own");
            Field(orders, "customer", "customer", required: true);
            Field(orders, "ordered_at", "ordered_at", required: true);
            Field(orders, "promised_at", "promised_at");
            Field(orders, "delivered_at", "delivered_at");
            Field(orders, "customer_state", "customer_state");
            Line("  # A customer's name in another file: customer: customer_id -> customers.person_id, with");
            Line("  # lookups: { customers: { file: customers.csv, key: customer_id } } at the top.");
            var rules = new List<string>();
            if (Column(orders, "status") is { } status)
            {
                var words = orders.Values(status).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                var done = words.Where(word => Done().IsMatch(word)).ToList();
                if (done.Count > 0 && words.Count <= 30)
                {
                    rules.Add($"    - {{ rule: status, column: {Quote(status)}, not_in: [{string.Join(", ", done.Select(Quote))}] }}   # guessed; first rows also say: {Words.List([.. words.Except(done)], 6)}");
                    _guesses.Add($"{orders.Name}: only orders whose {status} is {Words.List(done, 5)} count");
                }
            }
            if (Column(orders, "cancelled_at") is { } cancelled)
            {
                rules.Add($"    - {{ rule: cancelled, column: {Quote(cancelled)}, not_in: [\"\"] }}   # guessed: a time of cancellation is given");
                _guesses.Add($"{orders.Name}: orders with a time in {cancelled} are cancelled");
            }
            if (Column(orders, "order_id") is { } id && orders.Values(id) is var ids && ids.Any(value => Cancelled().IsMatch(value)) && ids.Any(value => value.All(char.IsAsciiDigit)))
            {
                rules.Add($"    - {{ rule: cancelled, column: {Quote(id)}, starts_with: C }}   # guessed: ids that start with C beside plain numbers");
                _guesses.Add($"{orders.Name}: {id} that starts with C is a cancellation");
            }
            Rules(rules);
            Line("");
        }

        private void Items(FileSample orders, FileSample items)
        {
            Section("items");
            File(items, orders, items == orders ? "   # the same file: order lines" : "");
            if (items != orders || Column(items, "order_id") is not null)
                Field(items, "order_id", "order_id", required: items != orders);
            var quantity = Column(items, "quantity");
            if (Amount(items) is not null)
                Field(items, "amount", "amount", required: true);
            else
                Field(items, "unit_price", "unit_price", required: true);
            Field(items, "quantity", "quantity");
            Field(items, "product", "product");
            Field(items, "category", "category");
            Field(items, "freight", "freight");
            Field(items, "seller", "seller");
            var rules = new List<string>();
            if (Column(items, "product") is { } product && items.Values(product).Where(word => Postage().IsMatch(word)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } postage)
            {
                rules.Add($"    - {{ rule: postage, column: {Quote(product)}, in: [{string.Join(", ", postage.Select(Quote))}] }}   # guessed: lines that are no article");
                _guesses.Add($"{items.Name}: lines whose {product} is {Words.List(postage, 5)} are no articles");
            }
            var signed = quantity ?? Amount(items) ?? Column(items, "unit_price");
            if (signed is not null && items.Values(signed).Any(value => value.StartsWith('-')))
            {
                rules.Add($"    - {{ rule: returned, column: {Quote(signed)}, is_negative: true }}   # guessed: negative rows are returns");
                _guesses.Add($"{items.Name}: rows with a negative {signed} are returns");
            }
            Rules(rules);
            Line("");
        }

        private void Payments(FileSample orders, FileSample items)
        {
            var own = files.FirstOrDefault(file => file != orders && file != items && Column(file, "order_id") is not null && Column(file, "method") is not null && Column(file, "paid") is not null);
            if ((own ?? new[] { orders, items }.FirstOrDefault(HasMethods)) is not { } file)
            {
                Line("# payments: { file: …, order_id: …, method: …, methods: { credit_card: […], boleto: […], debit: […], voucher: […] }, instalments: …, value: … }");
                Line("# not found: features about payments are switched off without it");
                Line("");
                return;
            }
            var words = file.Values(Column(file, "method")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            Section("payments");
            File(file, own is null ? file : orders, own is null ? "   # the same file: a payment stands in the row of its order" : "");
            if (own is not null)
                Field(file, "order_id", "order_id", required: true);
            Field(file, "method", "method", required: true);
            var known = words.GroupBy(Method).OrderBy(group => group.Key, StringComparer.Ordinal);
            Guess("  methods", "{ " + string.Join(", ", known.Select(group => $"{group.Key}: [{string.Join(", ", group.Select(Quote))}]")) + " }", "guessed from the words in the first rows");
            Field(file, "instalments", "instalments");
            if (own is not null)
                Field(file, "paid", "value", required: true);
            else if (OrderTotal(file, items) is { } total)
                Guess("  value", Quote(total), "guessed: the same in all rows of an order");
            else
                Line("  # value: …                 # not found: what the order's items cost counts as paid");
            Line("");
        }

        private void Reviews(FileSample orders, FileSample items)
        {
            var own = files.FirstOrDefault(file => file != orders && file != items && Column(file, "order_id") is not null && Column(file, "stars") is not null);
            if ((own ?? new[] { orders, items }.FirstOrDefault(file => Column(file, "stars") is not null)) is not { } file)
            {
                Line("# reviews: { file: …, order_id: …, stars: …, created_at: … }");
                Line("# not found: features about reviews are switched off without it");
                return;
            }
            Section("reviews");
            File(file, own is null ? file : orders, own is null ? "   # the same file: a review stands in the row of its order" : "");
            if (own is not null)
                Field(file, "order_id", "order_id", required: true);
            Field(file, "stars", "stars", required: true);
            // In the file of the orders a time of creation is the order's.
            if (own is not null || Column(file, "created_at") != Column(orders, "ordered_at"))
                Field(file, "created_at", "created_at");
        }

        // A few words rather than numbers or free text.
        private static bool HasMethods(FileSample file) =>
            Column(file, "method") is { } method && file.Values(method) is { Count: > 0 } values && values.All(value => value.Any(char.IsLetter)) && values.Distinct(StringComparer.Ordinal).Count() <= 30;

        /// <summary>The column of what a row costs; null when unit price times quantity says it, or the column repeats the order's total.</summary>
        private static string? Amount(FileSample file)
        {
            if (Column(file, "amount") is not { } amount || Column(file, "unit_price") is not { } price || price == amount)
                return Column(file, "amount");
            if (Column(file, "quantity") is not { } quantity)
                return OrderTotal(file, file, amount) is null ? amount : null;
            var mark = Decimal(file);
            var rows = file.Table(amount, price, quantity).Select(row => row.Select(value => Number(value, mark)).ToArray()).Where(row => row.All(double.IsFinite)).ToList();
            var agree = rows.Count(row => Math.Abs(row[0] - row[1] * row[2]) <= 0.02 + 0.01 * Math.Abs(row[0]));
            return rows.Count > 0 && agree >= 0.8 * rows.Count && rows.Count >= 0.8 * file.Rows.Count ? amount : null;
        }

        /// <summary>A column of numbers that is the same in all rows of an order that state it.</summary>
        private static string? OrderTotal(FileSample file, FileSample items, string? candidate = null)
        {
            if ((candidate ?? Column(file, "total")) is not { } total || Column(file, "order_id") is not { } id || (candidate is null && file == items && total == Amount(items)))
                return null;
            var orders = file.Table(id, total).Where(row => row[1].Length > 0).GroupBy(row => row[0], StringComparer.Ordinal).ToList();
            return orders.Count > 0 && orders.All(rows => rows.All(row => row[1] == rows.First()[1])) && (file != items || file.Rows.Count > orders.Count) ? total : null;
        }

        private static char Decimal(FileSample file) =>
            new[] { "amount", "unit_price" }.SelectMany(meaning => file.Values(Column(file, meaning))).Any(value => DecimalComma().IsMatch(NoNumber().Replace(value, ""))) ? ',' : '.';

        // For guessing only: whatever is no part of a number is left out.
        private static double Number(string text, char mark) =>
            double.TryParse(NoNumber().Replace(text, "").Replace(mark == ',' ? "." : ",", "", StringComparison.Ordinal).Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

        private void Field(FileSample file, string meaning, string key, bool required = false)
        {
            if (Column(file, meaning) is { } column)
            {
                Guess("  " + key, Quote(column), "guessed from the name");
                return;
            }
            Line($"  # {key}: …{new string(' ', Math.Max(1, 22 - key.Length))}# not found{(required ? ", needed" : "")}");
            if (required)
                _missing.Add($"{file.Name}: a column for {key}");
        }

        private void Rules(List<string> rules)
        {
            if (rules.Count == 0)
            {
                Line("  # exclude:                 # rows left out on purpose, counted by rule: in, not_in, starts_with, is_negative, is_empty");
                return;
            }
            Line("  exclude:");
            rules.ForEach(Line);
        }

        private void Guess(string key, string value, string why)
        {
            var text = $"{key}: {value}";
            Line((text.Length < 29 ? text.PadRight(29) : text + "   ") + $"# {why}");
            _guesses.Add($"{(key[0] == ' ' ? _section : "")}{text.Trim()} ({why})");
        }

        private void Section(string table)
        {
            Line(table + ":");
            _section = table + ".";
        }

        // The orders' format stands at the top; a file that is written differently says so itself.
        private void File(FileSample file, FileSample orders, string remark)
        {
            Line($"  file: {Quote(file.Name)}{remark}");
            if (file.Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
                return;
            if (file.Format.Delimiter != orders.Format.Delimiter)
                Guess("  delimiter", Quote(file.Format.Delimiter.Replace("\t", "\\t", StringComparison.Ordinal)), "guessed from the first rows");
            if (file.Format.Encoding != orders.Format.Encoding)
                Guess("  encoding", file.Format.Encoding, "guessed from the bytes");
        }

        private void Line(string text) => _yaml.Append(text).Append('\n');

        private FileSample? Best(Func<FileSample, int> score) =>
            files.Select(file => (file, score: score(file))).Where(pair => pair.score > 0).OrderByDescending(pair => pair.score).Select(pair => pair.file).FirstOrDefault();

        private static int Score(FileSample file, params string[] meanings) => meanings.Count(meaning => Column(file, meaning) is not null);

        private static string? Column(FileSample file, params string[] meanings) => meanings.Select(file.Find).FirstOrDefault(column => column is not null);

        // Several at once (Card + Gift Card) have no method of their own.
        private static string Method(string word) => word.Contains('+', StringComparison.Ordinal) || word.Contains(',', StringComparison.Ordinal) ? "unknown" : MethodWords.FirstOrDefault(pair => Regex.IsMatch(word, pair.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).Method ?? "unknown";

        // The first that fits; wallets (PayPal, Klarna) do not say how they were paid.
        private static readonly (string Method, string Pattern)[] MethodWords =
        [
            ("voucher", "voucher|gift|gutschein|vale"),
            ("debit", "debit|lastschrift|girocard|maestro"),
            ("credit_card", "credit|card|visa|master|amex|kreditkarte|stripe|shopify.payments|cart(ao|ão)|tarjeta"),
            ("boleto", "boleto|transfer|slip|invoice|rechnung|vorkasse|(ü|ue)berweisung|bacs|wire|sepa|pix"),
        ];

        private static (string Format, bool Ambiguous) DateFormat(IReadOnlyList<string> values)
        {
            string[] formats = ["iso", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d"];
            // The most fitting: days above twelve tell day and month apart, and a word among the dates (unknown, n/a) rules out none.
            var fitting = formats.Select(format => (Format: format, Values: values.Count(value => Fits(value, format)))).ToList();
            var most = fitting.Max(format => format.Values);
            var best = fitting.Where(format => format.Values == most).Select(format => format.Format).ToList();
            if (most == 0 || !FileSample.Mostly(values, value => Fits(value, best[0])))
                return ("iso", false);
            return (best[0], best.Any(format => format.StartsWith("%d/", StringComparison.Ordinal)) && best.Any(format => format.StartsWith("%m/", StringComparison.Ordinal)));
        }

        private static bool Fits(string value, string format) => format == "iso"
            ? IsoTime().IsMatch(value)
            : DateTime.TryParseExact(value, format
                .Replace("%d", "d", StringComparison.Ordinal).Replace("%m", "M", StringComparison.Ordinal).Replace("%Y", "yyyy", StringComparison.Ordinal)
                .Replace("%H", "H", StringComparison.Ordinal).Replace("%M", "mm", StringComparison.Ordinal).Replace("%S", "ss", StringComparison.Ordinal),
                CultureInfo.InvariantCulture, DateTimeStyles.None, out _) || (format == "%Y%m%d" && DateTime.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

        private static string Quote(string text) => PlainYaml().IsMatch(text) ? text : "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

        [GeneratedRegex("^[A-Za-z][A-Za-z0-9_. -]*[A-Za-z0-9]$")]
        private static partial Regex PlainYaml();

        [GeneratedRegex("^(post(age)?|dot(com postage)?|shipping( costs?| fee)?|versand(kosten)?|porto|freight|frete|delivery( fee)?|bank charges|amazonfee)$", RegexOptions.IgnoreCase)]
        private static partial Regex Postage();

        [GeneratedRegex("[^0-9.,-]")]
        private static partial Regex NoNumber();

        [GeneratedRegex(@"^-?[0-9.]*,[0-9]{1,2}$")]
        private static partial Regex DecimalComma();

        [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+ ?(Z|UTC|[+-][0-9:]+)?)?$")]
        private static partial Regex IsoTime();

        [GeneratedRegex("^C[0-9]+$")]
        private static partial Regex Cancelled();

        [GeneratedRegex("(?<!un|in|not |not_|partially |partially_)(deliver|complete|done|paid|fulfil|shipped|closed|success)|^(versandt|bezahlt|abgeschlossen|geliefert)$", RegexOptions.IgnoreCase)]
        private static partial Regex Done();
    }
}
