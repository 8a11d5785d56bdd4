using System.Text.RegularExpressions;
using Clientele.Data.Reading;

namespace Clientele.Data.Guessing;

/// <summary>Recognises the files of a shipped mapping, one by one: what is there is mapped as it was written for them, what is not is left
/// out.</summary>
internal static partial class ShippedMappings
{
    /// <summary>The shipped mapping that fits; null when none does.</summary>
    /// <param name="paths">All files of the folder.</param>
    /// <param name="files">Those that are tables with a header.</param>
    public static MappingTemplate? Of(IReadOnlyList<string> paths, IReadOnlyList<FileSample> files)
    {
        foreach (var name in MappingFile.Shipped)
        {
            var mapping = MappingFile.Load(name);
            var there = files.Where(file => file.Parts.Count == 1).ToDictionary(file => Stem(file.Name), file =>
                (IReadOnlyCollection<string>)file.Columns, StringComparer.Ordinal);
            if (!mapping.Format.Header && paths.FirstOrDefault(path =>
                Stem(Path.GetFileName(path)) == Stem(mapping.Orders.File)) is { } bare && HasCells(bare, mapping))
                there[Stem(mapping.Orders.File)] = mapping.Format.Columns;
            if (Has(there, mapping.Orders.File, [mapping.Orders.OrderId, mapping.Orders.Customer.Column, mapping.Orders.OrderedAt,
                .. mapping.Orders.Exclude.Select(rule => rule.Column)])
                && Has(there, mapping.Items.File, [mapping.Items.OrderId, mapping.Items.Amount ?? mapping.Items.UnitPrice,
                    mapping.Items.Quantity, .. mapping.Items.Exclude.Select(rule => rule.Column)]))
                return Cut(name, mapping, there, paths);
        }
        return null;
    }

    private static MappingTemplate Cut(string name, Mapping mapping, Dictionary<string, IReadOnlyCollection<string>> there,
        IReadOnlyList<string> paths)
    {
        var lookups = mapping.Lookups.Where(lookup => Has(there, lookup.Value.File, [lookup.Value.Key]))
            .ToDictionary(lookup => lookup.Key, lookup => there[Stem(lookup.Value.File)], StringComparer.Ordinal);
        var drop = new HashSet<string>(StringComparer.Ordinal);
        if (lookups.Count == 0)
            drop.Add("lookups");
        if (mapping.Payments is { } payments && !Has(there, payments.File, [payments.OrderId, payments.Method, payments.Value]))
            drop.Add("payments");
        if (mapping.Reviews is { } reviews && !Has(there, reviews.File, [reviews.OrderId, reviews.Stars]))
            drop.Add("reviews");
        var left = new List<string>();
        var text = string.Join('\n', Lines(MappingFile.ReadShipped(name), mapping, there, lookups, drop, left)).TrimEnd() + "\n";
        var used = mapping.Lookups.Values.Select(lookup => lookup.File)
            .Concat(new[] { mapping.Orders.File, mapping.Items.File, mapping.Payments?.File, mapping.Reviews?.File }.OfType<string>())
            .Select(Stem).ToHashSet(StringComparer.Ordinal);
        // Whole, it is the shipped text itself, so that data are the same whoever names the mapping.
        if (left.Count == 0)
            text = MappingFile.ReadShipped(name);
        return new MappingTemplate(text,
            [$"the files are those of the shipped mapping {name}, which was taken{(left.Count == 0 ? "" : " without what is not there")}",
                .. left.Select(line => $"not there: {line}")], [])
        {
            NotRead = [.. paths.Select(path => Path.GetFileName(path)).Where(file => !used.Contains(Stem(file)))
                .Select(file => $"{file} is no part of the mapping {name}")],
        };
    }

    private static IEnumerable<string> Lines(string yaml, Mapping mapping, Dictionary<string, IReadOnlyCollection<string>> there,
        Dictionary<string, IReadOnlyCollection<string>> lookups, HashSet<string> drop, List<string> left)
    {
        var section = "";
        foreach (var line in yaml.ReplaceLineEndings("\n").Split('\n'))
        {
            if (SectionLine().Match(line) is { Success: true } start)
            {
                section = start.Groups["name"].Value;
                if (drop.Contains(section))
                    left.Add(section);
            }
            if (drop.Contains(section))
                continue;
            if (section == "lookups" && EntryLine().Match(line) is { Success: true } lookup
                && !lookups.ContainsKey(lookup.Groups["key"].Value))
            {
                left.Add($"the lookup {lookup.Groups["key"].Value}");
                continue;
            }
            var file = section switch
            {
                "orders" => mapping.Orders.File,
                "items" => mapping.Items.File,
                "payments" =>
                mapping.Payments?.File,
                "reviews" => mapping.Reviews?.File,
                _ => null
            };
            if (file is null || EntryLine().Match(line) is not { Success: true } entry || entry.Groups["key"].Value is "file" or "methods"
                or "exclude")
                yield return line;
            else if (Shorten(entry.Groups["value"].Value, entry.Groups["key"].Value == "customer", there[Stem(file)], lookups) is { } value)
            {
                if (value != entry.Groups["value"].Value)
                    left.Add($"{section}.{entry.Groups["key"].Value} is {value} instead of {entry.Groups["value"].Value}");
                yield return $"  {entry.Groups["key"].Value}: {value}";
            }
            else
                left.Add($"{section}.{entry.Groups["key"].Value}");
        }
    }

    // A path goes as far as its lookups are there; an id at its end means something for customers alone.
    private static string? Shorten(string value, bool isCustomer, IReadOnlyCollection<string> columns, Dictionary<string,
        IReadOnlyCollection<string>> lookups)
    {
        var path = ColumnPath.Parse(value);
        if (!columns.Contains(path.Column, StringComparer.Ordinal))
            return null;
        var hops = path.Hops.TakeWhile(hop => lookups.TryGetValue(hop.Lookup, out var own)
            && own.Contains(hop.Column, StringComparer.Ordinal)).ToList();
        return hops.Count == 0 && path.Hops.Count > 0 && !isCustomer ? null : (path with { Hops = hops }).ToString();
    }

    private static bool Has(Dictionary<string, IReadOnlyCollection<string>> there, string file, IEnumerable<string?> columns) =>
        there.TryGetValue(Stem(file), out var own) && columns.OfType<string>().All(column => own.Contains(column, StringComparer.Ordinal));

    private static string Stem(string file) => Ending().Replace(file, "");

    // A file without a header is known by its name, the number of its cells and an amount among them.
    private static bool HasCells(string path, Mapping mapping)
    {
        var format = mapping.Format;
        try
        {
            var line = new InputPart(Path.GetFileName(path), path).IsParquet ? null : File.ReadLines(path)
                .FirstOrDefault(text => text.Trim().Length > 0);
            if (line is null)
                return false;
            var cells = format.IsWhiteSpace ? line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                : line.Split(format.Delimiter[0]);
            return cells.Length == format.Columns.Count
                && NumberText.IsNumber(cells[format.Columns.ToList().IndexOf(mapping.Items.Amount ?? mapping.Items.UnitPrice!)]);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw InputFile.NotReadable(path, failure);
        }
    }

    [GeneratedRegex("^(?<name>[a-z_]+):")]
    private static partial Regex SectionLine();

    [GeneratedRegex("^  (?<key>[a-z_]+): (?<value>.+)$")]
    private static partial Regex EntryLine();

    [GeneratedRegex(@"(\.csv)?(\.gz)?$|\.parquet$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();
}
