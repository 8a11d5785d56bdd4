namespace Clientele.Data.Guessing;

// What the guess asks of a file beside its first rows.
internal sealed partial record FileSample
{
    /// <summary>Columns that are numbers or times in the file itself (Parquet): no mark and no format is to be guessed for them.</summary>
    public IReadOnlySet<string> Typed { get; init; } = new HashSet<string>();

    /// <summary>Whether at least nine in ten values are of a kind: a word among dates (unknown, n/a) is a row to be rejected and not
    /// another column.</summary>
    public static bool Mostly(IReadOnlyList<string> values, Func<string, bool> isOfKind) => 10 * values.Count(isOfKind) >= 9 * values.Count;
}
