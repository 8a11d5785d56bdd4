using System.Globalization;
using System.Text;

namespace Clientele.Data.Guessing;

/// <summary>Writes what was decided as a commented mapping, section by section.</summary>
/// <param name="shop">What was decided.</param>
/// <param name="isComplete">Whether a customer, a date and an amount were found.</param>
/// <param name="names">Names of all files of the folder, to write a pattern where it fits exactly the files meant.</param>
internal sealed partial class TemplateWriter(ShopGuess shop, bool isComplete, IReadOnlyList<string> names)
{
    private const string Default = "default";

    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    private readonly StringBuilder _yaml = new();
    private readonly List<string> _guesses = [];
    private readonly List<string> _missing = [];
    private readonly List<MappingQuestion> _questions = [];
    private string _section = "";

    public MappingTemplate Write()
    {
        if (!isComplete)
            _missing.Add("a file with a customer, a date and an amount (or order and item files that share an order id)");
        Line("# A mapping says how a shop's files become orders, items, payments and reviews. Lines marked \"guessed\" were");
        Line("# found by looking at names and first rows: check them, then try `clientele data check --mapping THIS_FILE`.");
        Line("schema: clientele/mapping/v1");
        Line("name: my_shop");
        Currency();
        TimeZone();
        Line("weekend_days: [saturday, sunday]");
        DateFormat();
        Decimal();
        Format(shop.Orders.File.Format);
        EmptyValues();
        AmountLimit();
        Instalments();
        Line("");
        Orders();
        Items();
        Payments();
        Reviews();
        Columns();
        foreach (var note in shop.Files.SelectMany(file => file.Notes))
            _guesses.Add(note);
        if (!isComplete)
            _missing.AddRange(shop.Files.SelectMany(file => file.Notes));
        _missing.AddRange(new[] { shop.Orders, shop.Items }.SelectMany(file => file.Blockers).Distinct(StringComparer.Ordinal));
        return new MappingTemplate(_yaml.ToString(), _guesses, _missing) { Questions = _questions };
    }

    private void TimeZone()
    {
        if (shop.Zone.Why is { } why && !why.StartsWith("not", StringComparison.Ordinal))
        {
            Guess("time_zone", shop.Zone.Zone, why);
            return;
        }
        // Written in UTC, whichever is the shop's: hours and weekends depend on it, and nothing tells.
        if (shop.UtcTimes.Count > 0)
        {
            Ask("time_zone", "time_zone", shop.Orders.Name, shop.Orders[Meaning.OrderedAt]!.Name,
                [.. ZoneGuess.Suggestions(shop.Currency.Code).Select(zone => (zone, ZoneGuess.Weekends(shop.UtcTimes, zone, Weekend)))]);
            return;
        }
        Line("time_zone: UTC               # IANA name, e.g. Europe/Lisbon; times without an offset are taken as local");
        _guesses.Add($"time_zone: UTC ({shop.Zone.Why ?? "not guessed, please set"})");
    }

    // What there is to choose from; names only, since a mapping is passed on and values may be personal.
    private void Columns()
    {
        Line("");
        foreach (var file in shop.Files)
            Line(YamlText.Comment($"# Columns of {file.Name}: {string.Join(" | ", file.File.Columns)}"));
    }

    private void Currency()
    {
        var currency = shop.Currency;
        if (currency.Code is { } code)
            Guess("currency", code, currency.Why);
        else
        {
            // An amount under the wrong currency is a wrong number.
            var column = shop.Price?.Column ?? shop.Items.Columns[0];
            Ask("currency", "currency", shop.Items.Name, column.Name,
                [.. new[] { "EUR", "USD", "GBP" }.Select(word => (word, $"amounts are called {word}; nothing is converted"))]);
        }
        if (currency.Others.Count > 0 && !LeavesOutCurrencies)
            _missing.Add($"one currency: {currency.Column!.Name} names {Words.List([.. currency.Others.Prepend(currency.Code!)], 6)}, "
                + $"and amounts are not converted; "
                + "leave the others out with the exclude rule on that column that is written there as a comment");
    }

    // A few orders in other currencies are left out by a rule; where they are many, somebody has to say which shop is meant.
    private bool LeavesOutCurrencies => shop.Currency is { Column: { } column, Others.Count: > 0 }
        && column.Counts.Where(pair => shop.Currency.Others.Contains(pair.Key, StringComparer.Ordinal))
            .Sum(pair => pair.Value) <= 0.2 * column.Filled;

    private void DateFormat()
    {
        if (shop.TimeOf(shop.Orders[Meaning.OrderedAt]) is not { } reading)
        {
            Line($"date_format: iso             # {Default}");
            return;
        }
        if (reading.IsAmbiguous)
            Ask("date_format", "date_format", shop.Orders.Name, shop.Orders[Meaning.OrderedAt]!.Name,
                Readings(reading, shop.Orders[Meaning.OrderedAt]!));
        else
            Guess("date_format", YamlText.Quote(reading.Format), reading.Why
                + (reading.Misfits > 0 ? $"; {reading.Misfits} values of another form will be rejected" : ""));
    }

    private List<(string Value, string Gives)> Readings(TimeReading reading, ColumnProfile column)
    {
        // Date and time in two columns: each is joined as the loader does.
        var values = column == shop.Orders[Meaning.OrderedAt] && shop.Orders[Meaning.OrderedTime] is { } clock
            ? (IReadOnlyList<string>)[.. column.Cells.Zip(clock.Cells, (date, time) => $"{date} {time}")]
                : [.. column.Cells.Where(cell => cell.Length > 0)];
        return [.. reading.Others.Prepend(reading.Format)
            .Select(format => (YamlText.Quote(format), TimeGuess.Gives(values, format, Weekend)))];
    }

    private void Decimal()
    {
        if (AskedAtTop is [var first, ..] && shop.MarkOf(first).Undecided is { } seen)
        {
            Ask("decimal", "decimal", first.File.Name, first.Name,
                [.. new[] { seen, seen == '.' ? ',' : '.' }.Select(mark => ($"\"{mark}\"", Gives(first, mark)))]);
            return;
        }
        var marks = NumberColumnsOf(null).Select(shop.MarkOf).Where(mark => mark.Mark is not null).ToList();
        if (marks.Count == 0)
        {
            Line($"decimal: \".\"                 # {Default}: no number has a mark that would tell");
            return;
        }
        Guess("decimal", $"\"{TopMark}\"", marks.First(mark => mark.Mark == TopMark).Why);
    }

    private char TopMark => NumberColumnsOf(null).Select(column => shop.MarkOf(column).Mark).OfType<char>().GroupBy(mark => mark)
        .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault('.');

    /// <summary>Columns of numbers that the mapping names, of one file or of all.</summary>
    private IEnumerable<ColumnProfile> NumberColumnsOf(FileMeanings? file) => new[] { shop.Price?.Column, shop.Items[Meaning.Quantity] }
        .Concat(shop.Money.Roles.Select(role => (ColumnProfile?)role.Term.Column)).Append(shop.Payments is null ? shop.PaidTotal
            : shop.Payments[Meaning.Paid]).OfType<ColumnProfile>()
        .Where(column => file is null || column.File == file.File).DistinctBy(column => (column.File.Name, column.Name));

    private void Format(FileFormat format)
    {
        Guess("delimiter", Delimiter(format), "guessed from the first rows");
        Guess("encoding", format.Encoding, "guessed from the bytes");
        if (!format.Header)
            Header("", format);
        if (format.Skip > 0)
            Guess("skip", format.Skip.ToString(CultureInfo.InvariantCulture), "guessed: lines before the header");
        if (format.Escape != '"')
            Guess("escape", YamlText.Quote(format.Escape.ToString()), "guessed from the first rows");
        if (format.LastCellsMayLack)
            Guess("missing_cells", "empty", "guessed: rows lack their last empty cells");
    }

    // Rows that are longer than the header: its names are listed, and the line itself is skipped.
    private void Header(string indent, FileFormat format)
    {
        Guess($"{indent}header", format.Header ? "true" : "false", "guessed: the rows are longer than the header");
        if (!format.Header)
            Line($"{indent}columns: [{string.Join(", ", format.Columns.Select(YamlText.Quote))}]");
    }

    private static string Delimiter(FileFormat format) => format.Delimiter == "\t" ? "\"\\t\"" : YamlText.Quote(format.Delimiter);

    private void EmptyValues()
    {
        if (shop.EmptyValues.Count > 0)
            Guess("empty_values", $"[{string.Join(", ", shop.EmptyValues.Select(YamlText.Quote))}]",
                "guessed: what optional columns say where there is nothing");
    }

    // Pesos and rupiahs run into the hundreds of thousands, the prices of machines as well: a limit is far above what is common in the file
    // itself.
    private void AmountLimit()
    {
        const double common = 100_000;
        var amounts = shop.Price is not { } price ? [] : price.Column.Cells.Select((cell, row) =>
            Math.Abs(NumberText.Parse(cell, LargestReading(price.Column)))
            * (price.IsUnit && shop.Items[Meaning.Quantity] is { } quantity && shop.Numbers[shop.Items.Name].Of(quantity)[row] is > 1
                and < 1e6 and var units ? units : 1)).Where(double.IsFinite).Order().ToList();
        if (amounts.Count > 0 && amounts[(int)Math.Ceiling(0.99 * (amounts.Count - 1))] is var high && 10 * high > common)
            Guess("amount_limit", Math.Min(1e12, Math.Pow(10, Math.Ceiling(Math.Log10(100 * high))))
                .ToString("0", CultureInfo.InvariantCulture),
                "guessed: far above the amounts in the first rows; a row above it is rejected as absurd");
        else
            Line("amount_limit: 100000         # a row above this amount is rejected as absurd");
    }

    private char LargestReading(ColumnProfile column) => shop.MarkOf(column) is { Undecided: { } seen } ? seen == '.' ? ',' : '.'
        : shop.MarkOf(column).OrPoint;

    private void Instalments()
    {
        var longest = shop.Files.Select(file => file[Meaning.Instalments]).OfType<ColumnProfile>()
            .SelectMany(column => column.Counts.Keys)
                .Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .DefaultIfEmpty().Max();
        if (longest is > 1 and <= 60)
            Guess("instalments", $"{{ max: {longest}, min_amount: 1 }}",
                "guessed: the longest plan in the first rows; set the smallest instalment that the shop allows");
        else
            Line("# instalments: { max: 10, min_amount: 10 }   # if customers may pay in instalments");
    }

    private bool Field(FileMeanings file, Meaning meaning, string key, bool required = false, bool isPath = false)
    {
        if (file[meaning] is { } column && (!isPath || IsPathSafe(column)))
        {
            Guess("  " + key, YamlText.Quote(column.Name), file.Reasons.GetValueOrDefault(meaning, "guessed from the name"));
            return true;
        }
        Line($"  # {key}: …{new string(' ', Math.Max(1, 22 - key.Length))}# not found{(required ? ", needed" : "")}");
        if (required)
            _missing.Add($"{file.Name}: a column for {key}"
                + (file[meaning] is { } odd ? $" (\"{odd.Name}\" cannot be written in a path: rename it)" : ""));
        return false;
    }

    // Where a path may stand, an arrow in a name would be read as one.
    private static bool IsPathSafe(ColumnProfile column) => !column.Name.Contains("->", StringComparison.Ordinal)
        && column.Name == column.Name.Trim();

    private static string Rule(string rule, ColumnProfile column, string test, IEnumerable<string> quoted) =>
        $"    - {{ rule: {rule}, column: {YamlText.Quote(column.Name)}, {test}: [{string.Join(", ", quoted)}] }}";

    private void Rules(List<string> rules)
    {
        if (rules.Count == 0)
        {
            Line("  # exclude:                 # rows left out on purpose, counted by rule: in, not_in, starts_with, is_negative, "
                + "is_empty");
            return;
        }
        Line("  exclude:");
        rules.ForEach(Line);
    }

    private void Guess(string key, string value, string why)
    {
        var text = $"{key}: {value}";
        Line((text.Length < 29 ? text.PadRight(29) : text + "   ") + $"# {YamlText.Comment(why)}");
        _guesses.Add($"{(key[0] == ' ' ? _section : "")}{text.Trim()} ({why})");
    }

    private void Ask(string key, string path, string file, string column, IReadOnlyList<(string Value, string Gives)> readings)
    {
        Line($"{key}: \"{MappingFile.Ambiguous}\"   # "
            + $"{YamlText.Comment(string.Join("; or ", readings.Select(reading => $"{reading.Value} ({reading.Gives})")))}");
        _questions.Add(new MappingQuestion(path, file, column, readings));
    }

    private void Section(string table)
    {
        Line(table + ":");
        _section = table + ".";
    }

    // The orders' format stands at the top; a file that is written differently says so itself.
    private void File(FileMeanings file, string remark)
    {
        Line($"  file: {FileNames(file.File)}{remark}");
        var (format, top) = (file.File.Format, shop.Orders.File.Format);
        if (file.Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            return;
        if (format.Delimiter != top.Delimiter)
            Guess("  delimiter", Delimiter(format), "guessed from the first rows");
        if (format.Encoding != top.Encoding)
            Guess("  encoding", format.Encoding, "guessed from the bytes");
        if (format.Header != top.Header || (!format.Header && !format.Columns.SequenceEqual(top.Columns)))
            Header("  ", format);
        if (format.Skip != top.Skip)
            Guess("  skip", format.Skip.ToString(CultureInfo.InvariantCulture), "guessed: lines before the header");
        if (format.Escape != top.Escape)
            Guess("  escape", YamlText.Quote(format.Escape.ToString()), "guessed from the first rows");
        if (format.LastCellsMayLack != top.LastCellsMayLack)
            Guess("  missing_cells", format.LastCellsMayLack ? "empty" : "torn", "guessed from the first rows");
    }

    // A pattern where it fits exactly the files that are meant; else their names.
    private string FileNames(FileSample file)
    {
        if (file.Parts.Count < 2)
            return YamlText.Quote(file.Name);
        var (start, end) = (Common(file.Parts), Reverse(Common([.. file.Parts.Select(Reverse)])));
        var shortest = file.Parts.Min(part => part.Length);
        while (start.Length + end.Length > shortest)
            end = end[1..];
        bool Fits(string name) => name.Length >= start.Length + end.Length && name.StartsWith(start, StringComparison.Ordinal)
            && name.EndsWith(end, StringComparison.Ordinal);
        return start.Length >= 3 && !start.Contains('*', StringComparison.Ordinal) && names.Count(Fits) == file.Parts.Count
            ? YamlText.Quote($"{start}*{end}") : $"[{string.Join(", ", file.Parts.Select(YamlText.Quote))}]";

        static string Reverse(string text) => new([.. text.Reverse()]);
        static string Common(IReadOnlyList<string> texts) => texts[0][..Enumerable.Range(0, texts[0].Length + 1)
            .Last(length => texts.All(text => text.StartsWith(texts[0][..length], StringComparison.Ordinal)))];
    }

    private void Line(string text) => _yaml.Append(text).Append('\n');
}
