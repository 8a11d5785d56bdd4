using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>Whether a column's values can have a meaning at all, whatever its name.</summary>
internal static class ColumnKinds
{
    private const int Looked = 120;

    /// <summary>Whether the values can have the meaning. A file without rows is judged by names alone.</summary>
    public static bool Allow(Meaning meaning, ColumnProfile column)
    {
        if (column.Cells.Count == 0)
            return true;
        if (column.Filled == 0)
            return meaning == Meaning.CancelledAt;
        return meaning switch
        {
            Meaning.OrderedAt or Meaning.PromisedAt or Meaning.DeliveredAt or Meaning.CreatedAt or Meaning.CancelledAt =>
                IsTimes(column, named: true),
            Meaning.OrderedTime => IsClock(column),
            Meaning.UnitPrice or Meaning.LineTotal or Meaning.Price or Meaning.Freight or Meaning.Discount or Meaning.Refund or Meaning.Tax
                or Meaning.Subtotal or Meaning.OrderTotal or Meaning.Paid
                => IsMoney(column),
            Meaning.Quantity => column.Numbers >= 0.9 && !IsTimes(column, named: false),
            Meaning.Product or Meaning.ProductName => IsThing(column) && !IsCounter(column),
            Meaning.Category or Meaning.Seller or Meaning.State => IsThing(column),
            Meaning.Customer or Meaning.PersonName => IsThing(column),
            Meaning.Email => column.Emails >= 0.8,
            Meaning.Method => column.Lettered >= 0.9 && column.Counts.Count <= 30 && column.Emails == 0 && !IsTimes(column, named: false),
            Meaning.Status or Meaning.PaymentStatus or Meaning.FulfilmentStatus => column.Lettered >= 0.9 && column.Counts.Count <= 30
                && column.Counts.Keys.Any(StatusWords.IsKnown),
            Meaning.Currency => column.Share(word => CurrencyGuess.CodeOf(word) is not null) >= 0.9,
            Meaning.ZoneName => column.Lettered >= 0.9 && column.Counts.Count <= 10,
            Meaning.Instalments => column.Share(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= 120) >= 0.9,
            Meaning.Stars => column.Share(word => NumberText.Parse(word, '.') is >= 0 and <= 5) >= 0.9,
            _ => true,
        };
    }

    /// <summary>Amounts: numbers that are no percentages, dates or shortened ids.</summary>
    public static bool IsMoney(ColumnProfile column) =>
        column.Numbers >= 0.9 && column.Shortened == 0 && column.Share(NumberText.IsPercent) < 0.5 && !IsTimes(column, named: false)
            && !IsLongId(column);

    /// <summary>Ids, codes and words rather than amounts, dates or addresses.</summary>
    public static bool IsThing(ColumnProfile column) =>
        column.Share(IsFraction) < 0.1 && !IsTimes(column, named: false) && column.Shortened < 0.01;

    /// <summary>Whether the column counts lines: 1, 2, 3, and again from 1 with each order; or all rows from the first to the
    /// last.</summary>
    public static bool IsCounter(ColumnProfile column)
    {
        if (column.Whole < 1 || column.Filled < 3 || column.Filled < column.Cells.Count)
            return false;
        var numbers = column.Cells.Select(cell => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number) ? number : -1).ToList();
        var first = numbers.Min();
        return first is 0 or 1 && numbers[0] == first && numbers.Max() > first
            && numbers.Skip(1).Zip(numbers, (after, before) => after == before + 1 || after == first).All(holds => holds);
    }

    /// <summary>Dates, with or without a time of day.</summary>
    /// <param name="column">The column.</param>
    /// <param name="named">Whether its name says so; else plain numbers have to be beyond doubt.</param>
    public static bool IsTimes(ColumnProfile column, bool named)
    {
        var values = column.Counts.Keys.Where(value => !EmptyGuess.IsFiller(value)).Take(Looked).ToList();
        if (values.Count == 0 || !FileSample.Mostly(values, value => value.Any(char.IsAsciiDigit)))
            return false;
        if (NumberTime.Kind(values, named) is not null)
            return true;
        var compact = column.Whole >= 0.9;
        return FileSample.Mostly(values, value => TimeFormats.Of(value) is { Count: > 0 } formats
            && (!compact || (formats[0].StartsWith("%Y", StringComparison.Ordinal)
                && TimePattern.Read(value, formats[0])!.Value.Written.Year is >= 1990 and <= 2060)
                || (named && formats.Any(format => TimePattern.Read(value, format)!.Value.Written.Year is >= 1990 and <= 2060)))
            && formats.Any(format => TimePattern.Read(value, format)!.Value.Written.Year is >= 1900 and <= 2150));
    }

    /// <summary>Times of day without a date.</summary>
    public static bool IsClock(ColumnProfile column) => column.Filled > 0 && FileSample.Mostly([.. column.Counts.Keys.Take(Looked)],
        value => TimeFormats.OfClock(value) is not null);

    private static bool IsFraction(string value) => NumberText.Evidence(value) is MarkEvidence.Point or MarkEvidence.Comma
        && !value.EndsWith(".0", StringComparison.Ordinal);

    // Ten digits and more without any mark: ids and bar codes, not prices.
    private static bool IsLongId(ColumnProfile column) => column.Whole >= 0.9 && column.Counts.Keys.Take(Looked)
        .All(value => value.Length >= 10);
}
