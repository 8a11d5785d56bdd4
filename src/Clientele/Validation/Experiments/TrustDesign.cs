namespace Clientele.Validation.Experiments;

/// <summary>What a language model is asked to see whether its answers can be trusted at all.</summary>
/// <param name="Scenarios">Built-in scenarios of the persona × wording × order × replicate design.</param>
/// <param name="Wordings">Wordings of each.</param>
/// <param name="Replicates">Times that each cell is asked.</param>
/// <param name="CalibrateShare">Questions to calibration customers, as a share of those to test customers.</param>
/// <param name="Contamination">The disguised world.</param>
/// <param name="Faithfulness">Cited facts set to their usual value.</param>
/// <param name="PersonaPrompt">The persona's figures alone beside the usual prompt; the scenarios are asked under both.</param>
internal sealed record TrustDesign(
    IReadOnlyList<string> Scenarios, int Wordings, int Replicates, double CalibrateShare, ContaminationDesign Contamination, FaithfulnessDesign Faithfulness,
    PersonaPromptDesign PersonaPrompt)
{
    /// <summary>Questions to calibration customers; null = all of their orders.</summary>
    /// <param name="questions">Questions to test customers; null = all of theirs.</param>
    public int? CalibrateQuestions(int? questions) => questions is { } most ? (int)Math.Ceiling(most * CalibrateShare) : null;

    /// <summary>Asks nothing.</summary>
    public static TrustDesign None { get; } = new([], 2, 2, 0, new([], 1, 1, []), new([], 1, 0), new([], 1));
}

/// <summary>Masked orders asked in a disguised world.</summary>
/// <param name="Tasks">Attributes asked.</param>
/// <param name="Orders">Orders of each at most.</param>
/// <param name="Factor">Amounts are multiplied by this.</param>
/// <param name="Currencies">ISO 4217 codes to disguise the currency as: the first that is not the shop's.</param>
internal sealed record ContaminationDesign(IReadOnlyList<string> Tasks, int Orders, double Factor, IReadOnlyList<string> Currencies);

/// <summary>Whether answers move with the reasons that are given for them.</summary>
/// <param name="Tasks">Attributes asked.</param>
/// <param name="Orders">Orders of each at most.</param>
/// <param name="MinMove">Total variation from which an answer has moved.</param>
internal sealed record FaithfulnessDesign(IReadOnlyList<string> Tasks, int Orders, double MinMove);

/// <summary>Masked orders asked under the usual persona prompt and under its figures alone.</summary>
/// <param name="Tasks">Attributes asked.</param>
/// <param name="Orders">Orders of each at most.</param>
internal sealed record PersonaPromptDesign(IReadOnlyList<string> Tasks, int Orders);
