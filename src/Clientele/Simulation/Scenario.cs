namespace Clientele.Simulation;

/// <summary>A parametrised purchase situation with named options, one of which is to walk away. The text for a language model and the
/// numbers for the choice model come from the same fields, so that both answer the same question.</summary>
public sealed record Scenario
{
    /// <summary>Name: lower case, digits, underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Variant that this scenario is in; <c>base</c> when the file names none.</summary>
    public string Variant { get; init; } = "base";

    /// <summary>What is offered.</summary>
    public required Offer Offer { get; init; }

    /// <summary>At least two options; exactly one has <see cref="ScenarioOption.Buys"/> false.</summary>
    public required IReadOnlyList<ScenarioOption> Options { get; init; }

    /// <summary>Text with <c>{{ field | format }}</c> variables, before rendering.</summary>
    public required string Text { get; init; }

    /// <summary>Directional expectations about personas: reported as checks on probabilities, never as validation.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>Price of a unit under an option, currency: its own, else what its payment total leaves after freight, else the offer's.</summary>
    /// <param name="option">An option that buys.</param>
    public double UnitPrice(ScenarioOption option) => option.Price
        ?? (option.Pay is { } pay ? (pay.Total - (Offer.Freight ?? 0)) / option.Quantity : Offer.Price);

    /// <summary>All that is paid under an option, freight included, currency; 0 for walking away.</summary>
    /// <param name="option">One of the scenario's options.</param>
    public double Total(ScenarioOption option) => !option.Buys ? 0
        : option.Pay?.Total ?? UnitPrice(option) * option.Quantity + (Offer.Freight ?? 0);
}
