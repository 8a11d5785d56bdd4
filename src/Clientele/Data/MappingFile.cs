using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Clientele.Data;

/// <summary>Reads mappings from YAML (docs/schemas/mapping.schema.json).</summary>
public static partial class MappingFile
{
    /// <summary>The value of a key that the data cannot decide and somebody has to set.</summary>
    public const string Ambiguous = "ambiguous, please set";

    private const string Schema = "clientele/mapping/v1";

    private static readonly string[] Encodings = ["utf-8", "latin-1", "windows-1252", "utf-16"];

    private static readonly Dictionary<string, PaymentMethod> MethodWords =
        PaymentWords.Ways.Append(PaymentMethod.Unknown).ToDictionary(PaymentWords.Word, StringComparer.Ordinal);

    /// <summary>Names of the mappings that come with the engine, in ordinal order.</summary>
    public static IReadOnlyList<string> Shipped { get; } = [.. typeof(MappingFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("mappings/", StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal)];

    /// <summary>A shipped mapping by name, or the user's own by path.</summary>
    /// <exception cref="ClienteleException">No such mapping, or the file has problems; each is named with line and column.</exception>
    public static Mapping Load(string nameOrPath)
    {
        if (Shipped.Contains(nameOrPath, StringComparer.Ordinal))
            return Parse(ReadShipped(nameOrPath), nameOrPath + ".yaml");
        return Parse(YamlTree.ReadFile(nameOrPath, "mapping",
            $"Shipped mappings: {Words.List(Shipped, 9)}. For your own files: `clientele data check --data DIR --init` writes one to start from."), Path.GetFileName(nameOrPath));
    }

    /// <summary>Text of a shipped mapping.</summary>
    /// <exception cref="ArgumentException">No mapping of that name is shipped.</exception>
    public static string ReadShipped(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"mappings/{name}.yaml")
            ?? throw new ArgumentException($"No shipped mapping \"{name}\".", nameof(name));
        return new StreamReader(resource, Encoding.UTF8).ReadToEnd();
    }

    /// <summary>Reads a mapping.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">File name for messages.</param>
    /// <exception cref="ClienteleException">The text has problems; each is named with line and column.</exception>
    public static Mapping Parse(string yaml, string file)
    {
        var problems = new List<YamlProblem>();
        var undecided = new List<string>();
        var maps = YamlMap.Parse(yaml, file, problems, new YamlMap.Placeholder(Ambiguous, undecided));
        if (maps.Count > 1)
            maps[1].Problem(null, "a mapping file holds one mapping");
        var mapping = maps.Count > 0 ? Read(maps[0], undecided) : null;
        if (problems.Count > 0)
            throw YamlMap.Failure(problems);
        return mapping! with { Undecided = undecided, Yaml = yaml, Sha256 = HashOf(yaml) };
    }

    /// <summary>SHA-256 of a mapping's text, whatever its line endings, lower-case hexadecimal.</summary>
    internal static string HashOf(string yaml) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n"))));

    private static Mapping Read(YamlMap map, IReadOnlyList<string> undecided)
    {
        map.Word("schema", [Schema], required: true);
        var currency = map.Text("currency", required: true);
        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            map.Problem("currency", $"`currency` is \"{Words.Cut(currency, 20)}\"", "Write an ISO 4217 code such as BRL, EUR or USD.");
        var zone = Zone(map, "time_zone") ?? "UTC";
        var files = new Formats(Format(map, new FileFormat()));
        var (orders, items) = (Orders(map, files), Items(map, files, undecided));
        RefuseTwice(map, orders, items);
        var payments = Payments(map, orders, items, files);
        var reviews = Reviews(map, orders, items, payments, files);
        var lookups = Lookups(map, files);
        var mapping = new Mapping
        {
            Name = map.Text("name", required: true) ?? "",
            Currency = currency ?? "XXX",
            TimeZone = zone,
            WeekendDays = map.Has("weekend_days") || map.Keys.Contains("weekend_days") ? Days(map) : [DayOfWeek.Saturday, DayOfWeek.Sunday],
            DateFormat = map.Text("date_format") ?? "iso",
            DateFormats = files.DateFormats,
            Decimal = (map.Word("decimal", DecimalMarks) ?? ".")[0],
            Decimals = files.Decimals,
            OrderDates = OrderDates(map),
            EmptyValues = map.Texts("empty_values"),
            Parts = files.Parts,
            SourceZones = files.Zones,
            AmountLimit = map.Number("amount_limit", 0.01, 1e12) ?? 100_000,
            Instalments = Instalments(map),
            Format = files.Default,
            Formats = files.Own,
            Lookups = lookups,
            Orders = orders,
            Items = items,
            Payments = payments,
            Reviews = reviews,
        };
        map.RefuseUnknown();
        return mapping;
    }

    private static string? Zone(YamlMap map, string key)
    {
        var zone = map.Text(key);
        if (zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return zone;
        map.Problem(key, $"`{key}` is \"{Words.Cut(zone, 40)}\", which is no known zone", "Write an IANA name such as Europe/Lisbon.");
        return null;
    }

    private static List<DayOfWeek> Days(YamlMap map)
    {
        var days = new List<DayOfWeek>();
        foreach (var word in map.Texts("weekend_days"))
            if (Enum.TryParse<DayOfWeek>(word, ignoreCase: true, out var day) && !int.TryParse(word, out _))
                days.Add(day);
            else
                map.Problem("weekend_days", $"\"{Words.Cut(word, 20)}\" is not a day", "Write English names: [friday, saturday].");
        return days;
    }

    private static InstalmentRule Instalments(YamlMap map)
    {
        if (map.Map("instalments") is not { } rule)
            return InstalmentRule.None;
        var max = rule.Number("max", 1, 60, required: true) ?? 1;
        var minimum = rule.Number("min_amount", 0.01, 1e9, required: true) ?? 1;
        rule.RefuseUnknown();
        return new InstalmentRule((int)max, minimum);
    }

    /// <summary>The format of all files, and what differs by file or column.</summary>
    private sealed record Formats(FileFormat Default)
    {
        public SortedDictionary<string, FileFormat> Own { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, IReadOnlyList<string>> Parts { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, string> Zones { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string File, string Column), string> Decimals { get; } = [];

        public Dictionary<(string File, string Column), string> DateFormats { get; } = [];
    }

    private static FileFormat Format(YamlMap map, FileFormat otherwise)
    {
        var format = new FileFormat
        {
            Delimiter = map.Text("delimiter") ?? otherwise.Delimiter,
            Header = map.Flag("header") ?? otherwise.Header,
            Columns = map.Texts("columns") is { Count: > 0 } columns ? columns : otherwise.Columns,
            Encoding = map.Word("encoding", Encodings) ?? otherwise.Encoding,
            Skip = (int)(map.Number("skip", 0, 10_000) ?? otherwise.Skip),
            Escape = (map.Word("escape", ["\"", "\\"]) ?? otherwise.Escape.ToString())[0],
            LastCellsMayLack = map.Word("missing_cells", MissingCells) is { } missing ? missing == MissingCells[1] : otherwise.LastCellsMayLack,
        };
        if (format.Delimiter != "whitespace" && (format.Delimiter.Length != 1 || format.Delimiter[0] is '"' or '\n' or '\r' or > '\x7f'))
            map.Problem("delimiter", $"`delimiter` is \"{Words.Cut(format.Delimiter, 20)}\"", "Write one character (\",\", \";\", \"\\t\" in double quotes) or `whitespace`.");
        if (!format.Header && format.Columns.Count == 0)
            map.Problem("header", "a file without a header needs `columns: [ … ]`", "Name every column in order.");
        return format;
    }

    private static SortedDictionary<string, LookupMapping> Lookups(YamlMap map, Formats files)
    {
        var lookups = new SortedDictionary<string, LookupMapping>(StringComparer.Ordinal);
        if (map.Map("lookups") is not { } all)
            return lookups;
        foreach (var name in all.Keys.ToList())
        {
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || name.Length == 0)
                all.Problem(name, $"\"{Words.Cut(name, 40)}\" cannot be a lookup's name", "Use letters, digits and underscores.");
            else if (all.Map(name) is { } lookup)
            {
                lookups[name] = new LookupMapping(FileName(lookup, files), lookup.Text("key", required: true) ?? "");
                lookup.RefuseUnknown();
            }
        }
        return lookups;
    }

    private static OrdersMapping Orders(YamlMap map, Formats files)
    {
        if (map.Map("orders", required: true) is not { } orders)
            return new OrdersMapping { File = "", Customer = new ColumnPath("", []), OrderedAt = "" };
        var read = new OrdersMapping
        {
            File = FileName(orders, files),
            OrderId = orders.Text("order_id"),
            Customer = PathOf(orders, "customer", required: true) ?? new ColumnPath("", []),
            Anonymous = orders.Keys.Contains("anonymous") ? orders.Texts("anonymous") : null,
            CustomerIsEmail = orders.Word("normalise", ["email", "none"]) == "email",
            OrderedAt = orders.Text("ordered_at", required: true) ?? "",
            OrderedTime = orders.Text("ordered_time"),
            PromisedAt = orders.Text("promised_at"),
            DeliveredAt = orders.Text("delivered_at"),
            CustomerState = PathOf(orders, "customer_state"),
            Discount = orders.Text("discount"),
            Freight = orders.Text("freight"),
            Refund = orders.Text("refund"),
            Tax = orders.Text("tax"),
            Exclude = Exclusions(orders),
        };
        orders.RefuseUnknown();
        return read;
    }

    private static ItemsMapping Items(YamlMap map, Formats files, IReadOnlyList<string> undecided)
    {
        if (map.Map("items", required: true) is not { } items)
            return new ItemsMapping { File = "" };
        var read = new ItemsMapping
        {
            File = FileName(items, files),
            OrderId = items.Text("order_id"),
            Amount = items.Text("amount"),
            UnitPrice = items.Text("unit_price"),
            Quantity = items.Text("quantity"),
            Discount = Money(items, "discount", MoneyPer.Line, MoneyPer.Unit, MoneyPer.Order),
            DiscountLines = Rules(items, "discount_lines", "discount_line"),
            Freight = Money(items, "freight", MoneyPer.Line, MoneyPer.Order),
            Refund = Money(items, "refund", MoneyPer.Line, MoneyPer.Order),
            Tax = Tax(items, out var included),
            PricesHoldTax = included,
            Product = items.Text("product"),
            Seller = items.Text("seller"),
            SellerState = PathOf(items, "seller_state"),
            Category = PathOf(items, "category"),
            Exclude = Exclusions(items),
        };
        if (read.Amount is null == read.UnitPrice is null && !undecided.Any(key => key is "items.amount" or "items.unit_price"))
            items.Problem(null, read.Amount is null ? "`items` need an `amount` or a `unit_price`" : "`items` have both `amount` and `unit_price`",
                "`amount` is the price of the whole row; `unit_price` is multiplied by `quantity`.");
        items.RefuseUnknown();
        return read;
    }

    private static PaymentsMapping? Payments(YamlMap map, OrdersMapping orders, ItemsMapping items, Formats files)
    {
        if (map.Map("payments") is not { } payments)
            return null;
        var methods = new SortedDictionary<string, PaymentMethod>(StringComparer.Ordinal);
        if (payments.Map("methods", required: true) is { } words)
            foreach (var word in words.Keys.ToList())
                foreach (var own in words.Texts(word))
                    if (MethodWords.TryGetValue(word, out var method))
                        methods[own] = method;
                    else
                        words.Problem(word, $"`{Words.Cut(word, 40)}` is not a payment method", $"Known: {Words.List([.. MethodWords.Keys], 9)}; list your own words behind each.");
        var file = FileName(payments, files);
        var read = new PaymentsMapping
        {
            File = file,
            OrderId = ChildOrderId(payments, file, (orders.File, orders.OrderId), (items.File, items.OrderId)),
            Method = payments.Text("method", required: true) ?? "",
            Methods = methods,
            Instalments = payments.Text("instalments"),
            Value = payments.Text("value", required: file != orders.File && file != items.File),
            Exclude = Exclusions(payments),
        };
        payments.RefuseUnknown();
        return read;
    }

    private static ReviewsMapping? Reviews(YamlMap map, OrdersMapping orders, ItemsMapping items, PaymentsMapping? payments, Formats files)
    {
        if (map.Map("reviews") is not { } reviews)
            return null;
        var file = FileName(reviews, files);
        var read = new ReviewsMapping
        {
            File = file,
            OrderId = ChildOrderId(reviews, file, (orders.File, orders.OrderId), (items.File, items.OrderId), (payments?.File, payments?.OrderId)),
            Stars = reviews.Text("stars", required: true) ?? "",
            CreatedAt = reviews.Text("created_at"),
            Exclude = Exclusions(reviews),
        };
        reviews.RefuseUnknown();
        return read;
    }

    // In a file of its own a row has to name its order; in the file of another table it belongs to the row's order.
    private static string? ChildOrderId(YamlMap map, string file, params (string? File, string? OrderId)[] hosts)
    {
        var shared = hosts.Any(host => host.File == file);
        var own = map.Text("order_id", required: !shared);
        var id = hosts.FirstOrDefault(host => host.File == file).OrderId;
        if (shared && own is not null && own != id)
            map.Problem("order_id", $"`order_id` is \"{Words.Cut(own, 40)}\", but {(id is null ? $"every row of {file} is an order of its own" : $"rows of {file} name their order in \"{Words.Cut(id, 40)}\"")}",
                "Leave it out: what stands in the same row belongs to the same order.");
        return own;
    }

    private static string FileName(YamlMap map, Formats files)
    {
        var names = map.Texts("file", required: true);
        foreach (var each in names.Where(each => Path.GetFileName(each) != each || each is "" or "." or ".."))
            map.Problem("file", $"`file` is \"{Words.Cut(each, 60)}\"", "Write a file name without folders; --data names the folder.");
        var name = string.Join(" + ", names);
        if (names.Count > 1)
            files.Parts[name] = names;
        if (Format(map, files.Default) is var own && own != files.Default)
            files.Own[name] = own;
        if (Zone(map, "source_time_zone") is { } zone)
            files.Zones[name] = zone;
        ByColumn(map, "decimal", name, DecimalMarks, files.Decimals);
        ByColumn(map, "date_format", name, null, files.DateFormats);
        return name;
    }

    // One value for the file, or one a column: decimal: { Price: ",", Weight: "." }
    private static void ByColumn(YamlMap map, string key, string file, IReadOnlyList<string>? words, Dictionary<(string File, string Column), string> into)
    {
        if (!map.IsMap(key))
        {
            if ((words is null ? map.Text(key) : map.Word(key, words)) is { } one)
                into[(file, "")] = one;
            return;
        }
        var columns = map.Map(key)!;
        foreach (var column in columns.Keys.ToList())
            if ((words is null ? columns.Text(column) : columns.Word(column, words)) is { } value)
                into[(file, column)] = value;
    }

    private static ColumnPath? PathOf(YamlMap map, string key, bool required = false)
    {
        if (map.Text(key, required) is not { } text)
            return null;
        try
        {
            return ColumnPath.Parse(text);
        }
        catch (FormatException failure)
        {
            map.Problem(key, $"`{key}`: {failure.Message}", "Write `column` or `column -> lookup.column`.");
            return null;
        }
    }

    private static List<ExclusionRule> Exclusions(YamlMap map) => Rules(map, "exclude", null);

    private static List<ExclusionRule> Rules(YamlMap map, string key, string? named)
    {
        var rules = new List<ExclusionRule>();
        foreach (var rule in map.Maps(key))
        {
            var name = rule.Text("rule", required: named is null) ?? named ?? "";
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                rule.Problem("rule", $"\"{Words.Cut(name, 40)}\" cannot be a rule's name", "Use letters, digits and underscores.");
            var column = rule.Text("column", required: true) ?? "";
            var tests = new List<(ExclusionTest Test, IReadOnlyList<string> Values)>();
            if (rule.Texts("in") is { Count: > 0 } isIn)
                tests.Add((ExclusionTest.In, isIn));
            if (rule.Texts("not_in") is { Count: > 0 } notIn)
                tests.Add((ExclusionTest.NotIn, notIn));
            if (rule.Text("starts_with") is { } start)
                tests.Add((ExclusionTest.StartsWith, [start]));
            if (rule.Flag("is_negative") == true)
                tests.Add((ExclusionTest.IsNegative, []));
            if (rule.Flag("is_empty") == true)
                tests.Add((ExclusionTest.IsEmpty, []));
            if (tests.Count == 1)
                rules.Add(new ExclusionRule(name, column, tests[0].Test, tests[0].Values));
            else
                rule.Problem(null, $"an `{key}` rule needs one test, this has {tests.Count}", "One of in, not_in, starts_with, is_negative: true, is_empty: true.");
            rule.RefuseUnknown();
        }
        return rules;
    }
}
