namespace Clientele.Personas;

/// <summary>A sentence about a persona and the numbers that it rests on; never without evidence.</summary>
/// <param name="Kind">Which rule made it: <c>spend</c>, <c>thinks_in_monthly_payments</c>, …; lower case with underscores.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Evidence">At least one.</param>
public sealed record Statement(string Kind, string Text, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Whether it says how the persona differs clearly from customers overall (|z| &gt; .75 where the difference is of a size worth
    /// words); false for a fact that holds of most customers.</summary>
    public bool Distinguishing { get; init; }
}
