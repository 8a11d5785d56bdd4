using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>One column of a file: its name, and what its values look like.</summary>
internal sealed partial record ColumnProfile
{
    private static readonly HashSet<string> Nothing = new(EmptyWords.Nothing, StringComparer.OrdinalIgnoreCase);

    private readonly Lazy<IReadOnlyList<string>> _all;

    private ColumnProfile(FileSample file, int index)
    {
        (File, Index, Name) = (file, index, file.Columns[index]);
        Bare = ColumnNames.Bare(Name);
        Cells = [.. file.Rows.Select(row => Said(row[index]))];
        Counts = Cells.Where(cell => cell.Length > 0).GroupBy(cell => cell, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Filled = Counts.Values.Sum();
        _all = new(() => [.. file.Distinct(Name).Select(Said).Where(value => value.Length > 0 && value != Name).Concat(Counts.Keys)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        Numbers = Share(NumberText.IsNumber);
        Whole = Share(value => WholeNumber().IsMatch(value));
        Lettered = Share(value => value.Any(char.IsLetter));
        Digits = Share(value => value.Any(char.IsAsciiDigit));
        Emails = Share(value => Email().IsMatch(value));
        Shortened = Share(value => Scientific().IsMatch(value));
    }

    /// <summary>The file that the column is of.</summary>
    public FileSample File { get; }

    /// <summary>Position in the file.</summary>
    public int Index { get; }

    /// <summary>Name as the file writes it.</summary>
    public string Name { get; }

    /// <summary>The name's letters and digits, small and without accents.</summary>
    public string Bare { get; }

    /// <summary>Values row by row, trimmed; empty where the file says nothing (NULL, NaN, \N …).</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>How often each value stands in the first rows, empty ones left out.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    /// <summary>Rows of the sample that say something.</summary>
    public int Filled { get; }

    /// <summary>Share of the rows, in [0, 1], that say something.</summary>
    public double FilledShare => Cells.Count == 0 ? 0 : (double)Filled / Cells.Count;

    /// <summary>Different values of the whole file in ordinal order, empty ones left out.</summary>
    public IReadOnlyList<string> All => _all.Value;

    /// <summary>Share of filled cells that are numbers; likewise the following.</summary>
    public double Numbers { get; }

    /// <summary>Whole numbers without any mark.</summary>
    public double Whole { get; }

    /// <summary>Values with a letter.</summary>
    public double Lettered { get; }

    /// <summary>Values with a digit.</summary>
    public double Digits { get; }

    /// <summary>E-mail addresses.</summary>
    public double Emails { get; }

    /// <summary>Numbers that a spreadsheet shortened: 6.01230E+12.</summary>
    public double Shortened { get; }

    /// <summary>Whether all filled cells say the same.</summary>
    public bool IsConstant => Counts.Count == 1 && Filled > 1;

    /// <summary>Whether the file itself says that the column holds numbers or times.</summary>
    public bool IsTyped => File.Typed.Contains(Name);

    /// <summary>Share of filled cells of a kind.</summary>
    public double Share(Func<string, bool> isOfKind) =>
        Filled == 0 ? 0 : (double)Counts.Where(pair => isOfKind(pair.Key)).Sum(pair => pair.Value) / Filled;

    /// <summary>The columns of a file.</summary>
    public static IReadOnlyList<ColumnProfile> Of(FileSample file) => [.. Enumerable.Range(0, file.Columns.Count)
        .Select(index => new ColumnProfile(file, index))];

    /// <summary>The text, or nothing where it is a word for nothing.</summary>
    public static string Said(string cell) => cell.Trim() is var text && Nothing.Contains(text) ? "" : text;

    [GeneratedRegex("^-?[0-9]+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[0-9]([.,][0-9]+)?E[+]?[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}
