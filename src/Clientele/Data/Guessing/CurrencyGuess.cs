using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>The currency of the amounts.</summary>
/// <param name="Code">ISO 4217 code; null when nothing tells.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed partial record CurrencyGuess(string? Code, string Why)
{
    /// <summary>Column that names the currency of each row; null when there is none.</summary>
    public ColumnProfile? Column { get; init; }

    /// <summary>Words of that column for other currencies than <see cref="Code"/>.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Looks at a currency column, at marks beside the amounts, and at the names of the columns of money.</summary>
    public static CurrencyGuess Of(IReadOnlyList<FileMeanings> files, IReadOnlyList<ColumnProfile> money)
    {
        if (files.Select(file => file[Meaning.Currency]).FirstOrDefault(column => column is { Filled: > 0 }) is { } named)
        {
            var words = named.All.ToList();
            var codes = words.Select(CodeOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var most = codes.OrderByDescending(code => named.Counts.Where(pair => CodeOf(pair.Key) == code).Sum(pair => pair.Value))
                .ThenBy(code => code, StringComparer.Ordinal).FirstOrDefault();
            return new CurrencyGuess(most, codes.Count == 1 ? "guessed from the currency column"
                : $"guessed: most rows of {named.Name} say so")
            {
                Column = named,
                Others = [.. words.Where(word => CodeOf(word) != most).Order(StringComparer.Ordinal)],
            };
        }
        foreach (var column in money)
            if (CurrencyMarks.Guess([.. column.Counts.Keys]) is { } marked)
                return new CurrencyGuess(marked, "guessed from the marks on amounts");
        var inNames = money.Select(column => InName(column.Name)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return inNames.Count == 1 ? new CurrencyGuess(inNames[0], "guessed from the names of the columns")
            : new CurrencyGuess(null, "not guessed, please set");
    }

    /// <summary>The code that a word of a currency column stands for; null when it is none.</summary>
    public static string? CodeOf(string word) => word.ToUpperInvariant() switch
    {
        { Length: 3 } code when code.All(char.IsAsciiLetterUpper) => code,
        "€" or "EURO" or "EUROS" => "EUR",
        "$" or "US$" or "DOLLAR" or "US DOLLAR" => "USD",
        "£" => "GBP",
        "R$" or "REAL" => "BRL",
        "₹" => "INR",
        "¥" => "JPY",
        "KČ" => "CZK",
        "ZŁ" => "PLN",
        _ => null,
    };

    // Price (USD), amount_eur, Total EUR.
    private static string? InName(string name)
    {
        var parts = Part().Matches(name).Select(match => match.Value.ToUpperInvariant()).ToList();
        return parts.Count > 1 && parts.FirstOrDefault(Currencies.Codes.Contains) is { } code && code != "ALL" ? code
            : name.Contains('€', StringComparison.Ordinal) ? "EUR" : name.Contains('£', StringComparison.Ordinal) ? "GBP"
                : name.Contains("R$", StringComparison.Ordinal) ? "BRL" : null;
    }

    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Part();
}
