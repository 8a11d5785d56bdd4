namespace Clientele.Simulation;

/// <summary>One reason of an answer.</summary>
/// <param name="Term">Model term or cited factor: <c>price</c>, <c>instalments</c>, <c>rating</c> …</param>
/// <param name="Contribution">Exact contribution to the log-odds of buying against walking away, relative to the population; null for a language model.</param>
/// <param name="Grade">A identified in this data, B partly, C prior only; null for a language model.</param>
/// <param name="Text">In words.</param>
public sealed record Reason(string Term, double? Contribution, EvidenceGrade? Grade, string Text);

/// <summary>How well the user's own data identify a coefficient.</summary>
public enum EvidenceGrade
{
    /// <summary>Identified in this data.</summary>
    A,

    /// <summary>Partly identified: in one direction, weakly, or with a strong assumption.</summary>
    B,

    /// <summary>Rests on a documented prior alone.</summary>
    C,
}
