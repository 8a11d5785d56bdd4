namespace Clientele.Simulation.Agents;

/// <summary>An option as a language model was shown it.</summary>
/// <param name="Id">Its id: unique among the options of a question.</param>
/// <param name="Label">Its words in the prompt.</param>
/// <param name="Buys">Whether choosing it is a purchase; false for walking away.</param>
public sealed record AnswerOption(string Id, string Label, bool Buys);
