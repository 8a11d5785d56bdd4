using System.Collections.Concurrent;
using System.Globalization;
using Clientele.Personas;
using Clientele.Simulation.Agents.Outcomes;

namespace Clientele.Simulation.Agents;

/// <summary>The embedded agent: answers from a <see cref="ChoiceModel"/>, without network, key or chance.</summary>
/// <remarks>Safe to use from several threads. Answers purchases, the masked attributes <c>plan</c> and <c>payment_method</c>, and with outcome models also
/// <c>stars</c>, <c>ticket_decile</c>, <c>category</c> and <c>items</c>.</remarks>
public sealed partial class ChoiceModelAgent : IAgent
{
    private readonly int[] _modelPersona;
    private readonly PersonaTraits[] _traits;
    private readonly ConcurrentDictionary<Scenario, Frame> _frames = new();
    private readonly IReadOnlyDictionary<string, Scenario> _controls;

    /// <summary>Creates the agent.</summary>
    /// <param name="model">The shop's choice model.</param>
    /// <param name="personas">The personas that agents belong to; those that the model does not know have no payment shifts of their own.</param>
    /// <param name="anchor">Known purchase probability of the population in the shop's usual situation (usual price, rating and delivery), in (0, 1): the shop's
    /// conversion. Scenarios differ from it. Null = the model's assumed level there, and only differences between answers carry information.</param>
    /// <exception cref="ClienteleException">The anchor is not a probability.</exception>
    public ChoiceModelAgent(ChoiceModel model, PersonaSet personas, double? anchor = null)
        : this(model, personas, anchor, new Dictionary<string, Scenario>())
    {
    }

    private ChoiceModelAgent(ChoiceModel model, PersonaSet personas, double? anchor, IReadOnlyDictionary<string, Scenario> controls)
    {
        if (anchor is { } value && !(value > 0 && value < 1))
            throw new ClienteleException(
                $"{value.ToString(CultureInfo.InvariantCulture)} is not a purchase probability.", "--anchor", "Give a share between 0 and 1, for instance conversion=0.021.");
        (Model, Personas, Anchor, _controls) = (model, personas, anchor, controls);
        _modelPersona = [.. personas.Personas.Select(persona => Array.IndexOf([.. model.Personas], persona.Id))];
        _traits = [.. personas.Personas.Select(persona => PersonaTraits.Of(persona, personas.Features))];
    }

    /// <inheritdoc/>
    public string Name => "choice";

    /// <summary>The model that answers.</summary>
    public ChoiceModel Model { get; }

    /// <summary>The personas that agents belong to.</summary>
    public PersonaSet Personas { get; }

    /// <summary>What answers for stars, ticket, category and items; null when those are not asked.</summary>
    public OutcomeModels? Outcomes { get; init; }

    /// <summary>Known purchase probability of the population in the shop's usual situation; null when the level is assumed.</summary>
    public double? Anchor { get; }

    /// <summary>The anchor is what the first variant of the scenario was seen to sell, as in a past experiment.</summary>
    internal bool AnchorsFirstVariant { get; init; }

    /// <summary>What the purchase level rests on, in words; null when it is anchored.</summary>
    public string? AssumedLevel => Anchor is not null ? null : string.Create(CultureInfo.InvariantCulture,
        $"Assumed level: the average customer buys with probability {Model.Levels.PurchaseProbability:0.##} in the shop's usual situation (usual price, {Model.Levels.Rating:0.0} stars, {Model.Levels.DeliveryDays:0} days). Odds ratios between personas and variants carry information, levels do not. Give an anchor for absolute levels.");

    /// <inheritdoc/>
    public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(question switch
        {
            Question.Purchase purchase => Purchase(profile, purchase.Scenario),
            Question.MaskedAttribute masked => Masked(profile, masked, draw: -1),
            _ => throw new ArgumentException($"Unknown question {question.GetType().Name}.", nameof(question)),
        });
    }

    /// <summary>The same agent, with the first variant of each scenario as its reference for prices.</summary>
    internal ChoiceModelAgent WithControls(IEnumerable<Scenario> scenarios)
    {
        var controls = new Dictionary<string, Scenario>();
        foreach (var scenario in scenarios)
            controls.TryAdd(scenario.Name, scenario);
        return new ChoiceModelAgent(Model, Personas, Anchor, controls) { Outcomes = Outcomes, AnchorsFirstVariant = AnchorsFirstVariant };
    }

    /// <summary>Position of a persona in the set; −1 when it is not there.</summary>
    internal int IndexOf(Persona persona)
    {
        for (var p = 0; p < Personas.Personas.Count; p++)
            if (Personas.Personas[p].Id == persona.Id)
                return p;
        return -1;
    }

    /// <summary>Position in the model of a persona of the set; −1 for a persona that the model does not know.</summary>
    internal int ModelPersona(int persona) => persona < 0 ? -1 : _modelPersona[persona];

    internal Frame FrameOf(Scenario scenario) => _frames.GetOrAdd(scenario, key => new Frame(this, key, _controls.GetValueOrDefault(key.Name, key)));

    private Answer.Distribution Purchase(AgentProfile profile, Scenario scenario)
    {
        var frame = FrameOf(scenario);
        var persona = IndexOf(profile.Persona);
        var history = new double[frame.Utility.HistoryLength];
        frame.Utility.History(profile.History, ModelPersona(persona), history);
        var prepared = frame.Prepare(Model.Theta, persona, frame.Level);
        var probabilities = new double[scenario.Options.Count];
        frame.Utility.Evaluate(prepared, history, probabilities);
        var contributions = frame.Contributions(prepared, history);
        return new Answer.Distribution(probabilities, ReasonText.Strongest(contributions, Model.Payments is not null))
        {
            Flip = frame.Flip([(persona, history, 1)]),
        };
    }
}
