namespace Clientele.Data.Guessing;

/// <summary>The decimal mark of one column.</summary>
/// <param name="Mark">The mark; null when no value has one, or when it cannot be decided.</param>
/// <param name="Undecided">The only mark that was seen, when it may mark decimals or thousands; else null.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed record NumberMark(char? Mark, char? Undecided, string Why)
{
    /// <summary>No value has a mark.</summary>
    public static NumberMark None { get; } = new(null, null, "no number has a mark");

    /// <summary>A mark that stands for the column whether or not it was decided.</summary>
    public char OrPoint => Mark ?? '.';
}

/// <summary>What a column's numbers are for.</summary>
internal enum NumberUse
{
    /// <summary>Money.</summary>
    Money,

    /// <summary>Units, or weight.</summary>
    Quantity,
}
