using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Validation.Trust;

/// <summary>W6: a language model whose faults are known, around an agent that has none of them. Every fault is off by default.</summary>
/// <param name="Inner">The agent.</param>
internal sealed record BiasedAgent(IAgent Inner) : IAgent
{
    private const int Seed = 42;

    public string Name => "biased";

    /// <summary>q ∝ p^(1/T): below 1 it is surer than it may be.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Added to the ln-odds of the option that is shown first.</summary>
    public double FirstOption { get; init; }

    /// <summary>SD of what a persona adds to the ln-odds of buying, by scenario; 0 = it does not listen who it is.</summary>
    public double Persona { get; init; }

    /// <summary>SD of what the words add, by scenario and wording.</summary>
    public double Wording { get; init; }

    /// <summary>SD of what chance adds to every answer.</summary>
    public double Chance { get; init; }

    /// <summary>Answers that it has seen before, by total and time of the order.</summary>
    public IReadOnlyDictionary<(double, DateTime?), string> Memory { get; init; } = new Dictionary<(double, DateTime?), string>();

    /// <summary>What it says its answers rest on.</summary>
    public IReadOnlyList<string> Cites { get; init; } = [];

    public async ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken)
    {
        if (await Inner.AnswerAsync(profile, question, replicate, cancellationToken) is not Answer.Distribution answer)
            return new Answer.Failed("no answer inside");
        double[] utility = [.. answer.Probabilities.Select(p => Math.Log(Math.Max(p, 1e-12)) / Temperature)];
        if (question is Question.Purchase purchase)
            Sway(utility, profile, purchase, replicate);
        else if (question is Question.MaskedAttribute masked && Memory.TryGetValue((masked.Order.PaymentValue, masked.Order.OrderedAt), out var right) && masked.Options.Contains(right))
            utility = [.. masked.Options.Select(option => option == right ? 3.0 : 0)];
        var mass = Array.ConvertAll(utility, Math.Exp);
        return new Answer.Distribution([.. mass.Select(m => m / mass.Sum())], [.. Cites.Select(cited => new Reason(cited, null, null, cited))]);
    }

    private void Sway(double[] utility, AgentProfile profile, Question.Purchase purchase, int replicate)
    {
        var name = purchase.Scenario.Name;
        double Normal(string key) => CounterRandom.Normal(Seed, 7, CounterRandom.Key(key));
        utility[OptionOrder.Of(Seed, profile, name, utility.Length, replicate - purchase.FirstReplicate)[0]] += FirstOption;
        var shift = (Persona * Normal($"{name}|{profile.Id}")) + (Wording * Normal($"{name}|w{purchase.Wording}")) + (Chance * Normal($"{name}|{profile.Id}|{purchase.Wording}|{replicate}"));
        for (var k = 0; k < utility.Length; k++)
            utility[k] += purchase.Scenario.Options[k].Buys ? shift : 0;
    }
}

/// <summary>An agent that is a function.</summary>
internal sealed class FunctionAgent(Func<Question, double[]> answer) : IAgent
{
    /// <summary>Takes every option to be as likely as any other.</summary>
    public static FunctionAgent Even { get; } = new(question => [.. question.OptionIds.Select(_ => 1.0 / question.OptionIds.Count)]);

    public string Name => "function";

    public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Answer>(new Answer.Distribution(answer(question), []));
}
