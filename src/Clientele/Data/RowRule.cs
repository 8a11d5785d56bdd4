namespace Clientele.Data;

/// <summary>A condition under which a row is not accepted; the first of a table's rules that holds decides.</summary>
/// <param name="Excluded">Rule name when the row is left out on purpose; null when it is rejected.</param>
/// <param name="Column">Column at fault, as the file names it; empty when the whole row is.</param>
/// <param name="Condition">SQL, true when the rule applies.</param>
/// <param name="Reason">Why a row is rejected, in words.</param>
internal sealed record RowRule(string? Excluded, string Column, string Condition, string Reason)
{
    /// <summary>Makes the failure that a single such row is: words of the column by how many rows have them → what to say. Null for a rule of single rows.</summary>
    public Func<IReadOnlyList<(string Word, long Rows)>, ClienteleException>? Fatal { get; init; }

    /// <summary>SQL of the value that is shown with a rejected row; null = the column's.</summary>
    public string? Shown { get; init; }

    public static RowRule Exclude(string rule, string column, string condition) => new(rule, column, condition, "");

    public static RowRule Reject(string column, string condition, string reason) => new(null, column, condition, reason);

    /// <summary>SQL of the verdict: 0 = accepted, else the 1-based number of the first rule that holds.</summary>
    public static string Verdict(IReadOnlyList<RowRule> rules) => rules.Count == 0
        ? "CAST(0 AS TINYINT)"
        : "CAST(CASE " + string.Join(" ", rules.Select((rule, index) => $"WHEN {rule.Condition} THEN {index + 1}")) + " ELSE 0 END AS TINYINT)";
}
