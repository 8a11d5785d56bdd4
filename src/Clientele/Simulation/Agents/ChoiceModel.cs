using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>A discrete-choice model of one shop's customers: payment nest estimated from their own orders, purchase part from documented
/// priors. Every answer carries an interval because the parameters carry draws.</summary>
/// <remarks>Two nests: the method of payment, and below the card the number of instalments (Train 2009, ch. 4). Fitted by
/// <see cref="ChoiceModelFitter"/>, kept as readable JSON by <see cref="ChoiceModelFile"/>.</remarks>
public sealed record ChoiceModel
{
    /// <summary>Version of the model's form; a file of another version is refused.</summary>
    public const string Schema = "clientele/choice-model/v3";

    /// <summary>Creates the model and checks that its parts fit together and that every scenario field has a row in <see cref="ChoiceTerms"/>.</summary>
    /// <exception cref="ArgumentException">Names, parameters and draws do not fit, or a scenario field has no term.</exception>
    public ChoiceModel(
        string currency, InstalmentRule rule, IReadOnlyList<string> personas, PaymentNest? payments, ReferenceLevels levels,
        IReadOnlyList<ChoiceParameter> parameters, IReadOnlyList<double[]> draws, ChoiceFit fit)
    {
        ChoiceTerms.RequireRowForEveryField();
        Layout = new ChoiceLayout(payments?.Methods ?? [], rule.Max, personas, payments?.Groupings ?? []);
        if (parameters.Count != Layout.Count)
            throw new ArgumentException($"{parameters.Count} parameters where the model has {Layout.Count}.", nameof(parameters));
        for (var j = 0; j < parameters.Count; j++)
            if (parameters[j].Name != Layout.Names[j])
                throw new ArgumentException($"Parameter {j + 1} is {parameters[j].Name}; {Layout.Names[j]} is expected there.", nameof(parameters));
        foreach (var draw in draws)
            if (draw.Length != Layout.Count)
                throw new ArgumentException($"A draw has {draw.Length} values for {Layout.Count} parameters.", nameof(draws));
        (Currency, Rule, Personas, Payments, Levels, Parameters, Draws, Fit) = (currency, rule, personas, payments, levels, parameters, draws, fit);
        Theta = [.. parameters.Select(parameter => parameter.Estimate)];
    }

    /// <summary>ISO 4217 code of every amount.</summary>
    public string Currency { get; }

    /// <summary>Which instalment plans the shop offers.</summary>
    public InstalmentRule Rule { get; }

    /// <summary>Ids of the personas that the shifts belong to, by segment number.</summary>
    public IReadOnlyList<string> Personas { get; }

    /// <summary>What the payment nest needs beside its parameters; null when the shop has no payments on record.</summary>
    public PaymentNest? Payments { get; }

    /// <summary>What an unstated or average attribute is compared with.</summary>
    public ReferenceLevels Levels { get; }

    /// <summary>All parameters.</summary>
    public IReadOnlyList<ChoiceParameter> Parameters { get; }

    /// <summary>Draws of all parameters, in the order of <see cref="Parameters"/>: a bootstrap over customers where they are estimated,
    /// draws from the prior where they are not.</summary>
    public IReadOnlyList<double[]> Draws { get; }

    /// <summary>What the fit saw.</summary>
    public ChoiceFit Fit { get; }

    internal ChoiceLayout Layout { get; }

    /// <summary>The point estimates.</summary>
    internal double[] Theta { get; }

    /// <summary>A parameter by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public ChoiceParameter Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name) ?? throw new ArgumentException($"No parameter {name}.", nameof(name));
}
