using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data;

/// <summary>A commented mapping to start from, made by looking at a shop's files: it guesses columns and says which it guessed.</summary>
/// <param name="Yaml">The mapping's text; it can be read as it is when <paramref name="Missing"/> is empty.</param>
/// <param name="Guesses">What was guessed, a line each, to be checked by the user.</param>
/// <param name="Missing">What a mapping needs and was not found.</param>
public sealed partial record MappingTemplate(string Yaml, IReadOnlyList<string> Guesses, IReadOnlyList<string> Missing)
{
    /// <summary>Looks at the header and the first rows of every CSV, gzipped CSV and Parquet file of a folder (or at one file).</summary>
    /// <exception cref="ClienteleException">There is no such folder, or no file that could hold transactions.</exception>
    public static MappingTemplate Guess(string path)
    {
        if (!Path.Exists(path))
            throw new ClienteleException("there is no such folder or file", path, "Name the folder that holds the shop's files with --data.");
        string[] endings = [".csv", ".txt", ".tsv", ".csv.gz", ".parquet"];
        var paths = File.Exists(path) ? [path] : Directory.EnumerateFiles(path)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
        using var database = DuckDb.OpenInMemory();
        var files = paths.Select(file => FileSample.Read(database, file)).OfType<FileSample>().ToList();
        if (files.Count == 0)
            throw new ClienteleException("no file here has named columns", path, "CSV, gzipped CSV and Parquet files are looked at.");
        return new TemplateWriter(files).Write();
    }

    /// <summary>Composes the text, section by section.</summary>
    private sealed partial class TemplateWriter(IReadOnlyList<FileSample> files)
    {
        private readonly StringBuilder _yaml = new();
        private readonly List<string> _guesses = [];
        private readonly List<string> _missing = [];

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
            Line("currency: EUR                # ISO 4217 code of every amount: not guessed, please set");
            Line("time_zone: UTC               # IANA name, e.g. Europe/Lisbon; times without an offset are taken as local");
            Line("weekend_days: [saturday, sunday]");
            Guess("date_format", Quote(format), ambiguous ? "guessed: day before month; the first rows would also read the other way round" : "guessed from the first rows");
            var numbers = items.Values(Column(items, "amount", "unit_price"));
            Guess("decimal", numbers.Any(value => DecimalComma().IsMatch(value)) ? "\",\"" : "\".\"", "guessed from the first rows");
            Guess("delimiter", Quote(orders.Delimiter.Replace("\t", "\\t", StringComparison.Ordinal)), "guessed from the first rows");
            Guess("encoding", orders.Encoding, "guessed from the bytes");
            Line("amount_limit: 100000         # a row above this amount is rejected as absurd");
            Line("# instalments: { max: 10, min_amount: 10 }   # if customers may pay in instalments");
            Line("");
            Orders(orders, items);
            Items(orders, items);
            Payments(orders, items);
            Reviews(orders, items);
            return new MappingTemplate(_yaml.ToString(), _guesses, _missing);
        }

        private void Orders(FileSample orders, FileSample items)
        {
            Line("orders:");
            Line($"  file: {Quote(orders.Name)}");
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
            Line("items:");
            Line($"  file: {Quote(items.Name)}{(items == orders ? "   # the same file: order lines" : "")}");
            if (items != orders || Column(items, "order_id") is not null)
                Field(items, "order_id", "order_id", required: items != orders);
            var quantity = Column(items, "quantity");
            if (Column(items, "amount") is not null)
                Field(items, "amount", "amount", required: true);
            else
                Field(items, "unit_price", "unit_price", required: true);
            Field(items, "quantity", "quantity");
            Field(items, "product", "product");
            Field(items, "category", "category");
            Field(items, "freight", "freight");
            Field(items, "seller", "seller");
            var rules = new List<string>();
            var signed = quantity ?? Column(items, "amount");
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
            var file = files.FirstOrDefault(file => file != orders && file != items && Column(file, "order_id") is not null && Column(file, "method") is not null && Column(file, "paid") is not null);
            if (file is null)
            {
                Line("# payments: { file: …, order_id: …, method: …, methods: { credit_card: […], boleto: […], debit: […], voucher: […] }, instalments: …, value: … }");
                Line("# not found: features about payments are switched off without it");
                Line("");
                return;
            }
            var method = Column(file, "method")!;
            var words = file.Values(method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            Line("payments:");
            Line($"  file: {Quote(file.Name)}");
            Field(file, "order_id", "order_id", required: true);
            Field(file, "method", "method", required: true);
            var known = words.GroupBy(Method).OrderBy(group => group.Key, StringComparer.Ordinal);
            Guess("  methods", "{ " + string.Join(", ", known.Select(group => $"{group.Key}: [{string.Join(", ", group.Select(Quote))}]")) + " }", "guessed from the words in the first rows");
            Field(file, "instalments", "instalments");
            Field(file, "paid", "value", required: true);
            Line("");
        }

        private void Reviews(FileSample orders, FileSample items)
        {
            var file = files.FirstOrDefault(file => file != orders && file != items && Column(file, "order_id") is not null && Column(file, "stars") is not null);
            if (file is null)
            {
                Line("# reviews: { file: …, order_id: …, stars: …, created_at: … }");
                Line("# not found: features about reviews are switched off without it");
                return;
            }
            Line("reviews:");
            Line($"  file: {Quote(file.Name)}");
            Field(file, "order_id", "order_id", required: true);
            Field(file, "stars", "stars", required: true);
            Field(file, "created_at", "created_at");
        }

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
            _guesses.Add($"{text.Trim()} ({why})");
        }

        private void Line(string text) => _yaml.Append(text).Append('\n');

        private FileSample? Best(Func<FileSample, int> score) =>
            files.Select(file => (file, score: score(file))).Where(pair => pair.score > 0).OrderByDescending(pair => pair.score).Select(pair => pair.file).FirstOrDefault();

        private static int Score(FileSample file, params string[] meanings) => meanings.Count(meaning => Column(file, meaning) is not null);

        private static string? Column(FileSample file, params string[] meanings) => meanings.Select(file.Find).FirstOrDefault(column => column is not null);

        private static string Method(string word) => word.ToLowerInvariant() switch
        {
            var text when text.Contains("debit", StringComparison.Ordinal) => "debit",
            var text when text.Contains("credit", StringComparison.Ordinal) || text.Contains("card", StringComparison.Ordinal) || text.Contains("visa", StringComparison.Ordinal) => "credit_card",
            var text when text.Contains("voucher", StringComparison.Ordinal) || text.Contains("gift", StringComparison.Ordinal) => "voucher",
            var text when text.Contains("boleto", StringComparison.Ordinal) || text.Contains("transfer", StringComparison.Ordinal) || text.Contains("slip", StringComparison.Ordinal) || text.Contains("invoice", StringComparison.Ordinal) => "boleto",
            _ => "unknown",
        };

        private static (string Format, bool Ambiguous) DateFormat(IReadOnlyList<string> values)
        {
            string[] formats = ["iso", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d"];
            var fitting = values.Count == 0 ? [] : formats.Where(format => values.All(value => Fits(value, format))).ToList();
            return fitting.Count == 0 ? ("iso", false) : (fitting[0], fitting.Any(format => format.StartsWith("%d/", StringComparison.Ordinal)) && fitting.Any(format => format.StartsWith("%m/", StringComparison.Ordinal)));
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

        [GeneratedRegex(@"^-?[0-9.]*,[0-9]{1,2}$")]
        private static partial Regex DecimalComma();

        [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+(Z|[+-][0-9:]+)?)?$")]
        private static partial Regex IsoTime();

        [GeneratedRegex("^C[0-9]+$")]
        private static partial Regex Cancelled();

        [GeneratedRegex("deliver|complete|done|paid|fulfil|shipped|closed|success", RegexOptions.IgnoreCase)]
        private static partial Regex Done();
    }
}
