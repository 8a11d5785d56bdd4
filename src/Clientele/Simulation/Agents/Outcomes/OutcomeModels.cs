namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>The embedded agent's models of what an order turned out to be: stars, ticket decile, category, items.</summary>
/// <param name="Models">One model an attribute that could be fitted.</param>
/// <param name="Notes">What is to be known about them, in words: above all which attribute is absent and why.</param>
public sealed record OutcomeModels(IReadOnlyList<OutcomeModel> Models, IReadOnlyList<string> Notes)
{
    /// <summary>Schema of the file.</summary>
    public const string Schema = "clientele/outcome-models/v1";

    /// <summary>The attributes that are modelled, in the order in which they are fitted.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [MaskedOrder.Stars, MaskedOrder.Ticket, MaskedOrder.Category, MaskedOrder.Items];

    /// <summary>The model of an attribute (<see cref="MaskedOrder.Stars"/> …); null when the shop's orders do not carry one.</summary>
    public OutcomeModel? Of(string kind) => Models.FirstOrDefault(model => model.Kind == kind);
}
