namespace Clientele.Data.Guessing;

/// <summary>Decides the decimal mark of a column from its numbers.</summary>
internal static class NumberMarks
{
    /// <summary>Why a quantity of 2.000 is two.</summary>
    public const string ThreeDecimals = "guessed: every quantity is written with three decimals";

    /// <summary>Looks at one column by itself.</summary>
    public static NumberMark Of(IReadOnlyCollection<string> values, NumberUse use, string? currency)
    {
        var seen = values.Select(value => (Text: value, Evidence: NumberText.Evidence(value)))
            .Where(value => value.Evidence != MarkEvidence.None).ToList();
        int Count(MarkEvidence evidence) => seen.Count(value => value.Evidence == evidence);
        var (point, comma) = (Count(MarkEvidence.Point), Count(MarkEvidence.Comma));
        if (point + comma > 0)
            return Decided(point, comma);
        var three = seen.Where(value => value.Evidence is MarkEvidence.ThreeBehindPoint or MarkEvidence.ThreeBehindComma).ToList();
        if (three.Count == 0)
            return NumberMark.None;
        if (three.Select(value => value.Evidence).Distinct().Count() > 1)
            return new NumberMark(null, '.', "both 1.000 and 1,000 are written");
        var mark = three[0].Evidence == MarkEvidence.ThreeBehindPoint ? '.' : ',';
        return ThreeBehind(mark, [.. three.Select(value => value.Text)], [.. seen.Where(value => value.Evidence == MarkEvidence.Plain)
            .Select(value => value.Text)], use, currency);
    }

    private static NumberMark Decided(int point, int comma)
    {
        var mark = point >= comma ? '.' : ',';
        var others = Math.Min(point, comma);
        return new NumberMark(mark, null, others == 0 ? "guessed from the values"
            : $"guessed from most values; {others} are written with the other mark");
    }

    // 12.990: twelve thousand or nearly thirteen?
    private static NumberMark ThreeBehind(char mark, IReadOnlyList<string> three, IReadOnlyList<string> plain, NumberUse use,
        string? currency)
    {
        var thousands = mark == '.' ? ',' : '.';
        var others = plain.Where(value => NumberText.Parse(value, '.') != 0).ToList();
        if (use == NumberUse.Quantity && others.Count == 0
            && three.All(value => NumberText.Core(value)!.EndsWith("000", StringComparison.Ordinal)))
            return new NumberMark(mark, null, ThreeDecimals);
        if (use == NumberUse.Money && Currencies.HasNoCents(currency))
            return new NumberMark(thousands, null, $"guessed: prices in {currency} have no cents, so the mark is of thousands");
        if (use == NumberUse.Money && Currencies.HasThreeDecimals(currency))
            return new NumberMark(mark, null, $"guessed: prices in {currency} have three decimals");
        // Had the numbers decimals, the whole ones would be written with three zeros, or others with one or two digits behind the mark.
        if (others.Count >= 3 && others.All(value => Math.Abs(NumberText.Parse(value, '.')) < 1000))
            return new NumberMark(thousands, null, "guessed: numbers below 1,000 have no mark, so the mark is of thousands");
        return new NumberMark(null, mark, "three digits behind the only mark");
    }

    /// <summary>Sum of the numbers under a decimal mark; what cannot be read counts nothing.</summary>
    public static double Sum(IEnumerable<string> values, char mark) => values.Select(value => NumberText.Parse(value, mark))
        .Where(double.IsFinite).Sum();
}
