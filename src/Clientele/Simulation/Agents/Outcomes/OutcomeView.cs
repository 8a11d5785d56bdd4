namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>One way of looking at an order: a table of counts that backs off to a coarser view (Pitman–Yor: Teh 2006).</summary>
/// <remarks>q(y | key) = ((n_y − d)⁺ + (c + d·t) q_coarser(y)) / (n + c), t the options seen. Its evidence for option y is
/// ln(1 + (n_y − d)⁺ / ((c + d·t) q_coarser(y))): ln q − ln q_coarser but for a constant that cancels between options, and 0 where nothing was seen.</remarks>
/// <param name="Fields">Fields of the key, by position in <see cref="OutcomeField.All"/>.</param>
/// <param name="Parent">The coarser view, by position in the model; −1 = the shares of all orders.</param>
/// <param name="Concentration">c &gt; 0, in orders.</param>
/// <param name="Discount">d in [0, 1).</param>
/// <param name="Table">The counts.</param>
internal sealed record OutcomeView(int[] Fields, int Parent, double Concentration, double Discount, OutcomeTable Table)
{
    /// <summary>Names of the fields, joined by +.</summary>
    public string Name => string.Join('+', Fields.Select(f => OutcomeField.All[f].Name));
}
