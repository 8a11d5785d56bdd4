namespace Clientele.Data;

/// <summary>What files write where there is nothing.</summary>
public static class EmptyWords
{
    /// <summary>Words that mean "no value" in every column, compared without case: what databases, pandas, R and spreadsheets write.</summary>
    public static IReadOnlyList<string> Nothing { get; } =
        ["NULL", "(null)", "\\N", "NaN", "NaT", "NA", "N/A", "#N/A", "None", "nil", "undefined", "--", "0000-00-00", "0000-00-00 00:00:00"];

    /// <summary>Words that name no customer, beside <see cref="Nothing"/>. Numbers such as 0 are not among them: some shops have a customer 0.</summary>
    public static IReadOnlyList<string> Nobody { get; } =
        ["guest", "guest customer", "guest checkout", "anonymous", "unknown", "unregistered", "not logged in", "walk-in", "walk-in customer", "-", "?", "gast", "anonym", "invité", "invitado", "convidado"];
}
