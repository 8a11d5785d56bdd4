using Clientele.Personas;
using Clientele.Simulation.Calls;

namespace Clientele.Simulation.Agents;

/// <summary>Simulated customers that a language model speaks for. The prompt states facts of the shop's data, each beside all customers; the model gives a probability
/// for each named option. What it is asked decides alone what it answers: equal calls are equal, whatever run makes them.</summary>
/// <remarks>Safe for threads.</remarks>
public sealed class LanguageModelAgent : IAgent
{
    private const string CutOff = "the answer was cut off at the limit of tokens", TooLong = "the answer was longer than is read";

    private readonly PersonaSet _personas;
    private readonly ModelEndpoint _endpoint;
    private readonly int _seed;
    private readonly PersonaArm _arm;
    private readonly Func<ModelCall, CancellationToken, ValueTask<CallResult>> _ask;

    /// <summary>Creates the agent.</summary>
    /// <param name="personas">The personas that agents belong to.</param>
    /// <param name="endpoint">The model.</param>
    /// <param name="seed">Seed of the order in which options are shown.</param>
    /// <param name="ask">How a call is made: <see cref="CallEngine.AskAsync"/> to send what is not in the journal, <see cref="CallEngine.Look"/> to read only.</param>
    /// <param name="arm">Which persona it is told to speak for.</param>
    public LanguageModelAgent(PersonaSet personas, ModelEndpoint endpoint, int seed, Func<ModelCall, CancellationToken, ValueTask<CallResult>> ask, PersonaArm arm = PersonaArm.Own) =>
        (_personas, _endpoint, _seed, _ask, _arm) = (personas, endpoint, seed, ask, arm);

    /// <inheritdoc/>
    public string Name => "llm";

    /// <summary>What the purchase level of its answers rests on: nothing that was measured.</summary>
    public string AssumedLevel { get; } =
        "Assumed level: how many buy at all is the model's own guess, and language models make people too willing to buy. Odds between personas, options and variants carry what information there is, levels do not.";

    /// <summary>The call that asks one agent one question.</summary>
    public ModelCall Call(AgentProfile profile, Question question, int replicate) => Call(profile, question, Order(profile, question, replicate), replicate);

    /// <inheritdoc/>
    public async ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken)
    {
        // What can only be one thing is not asked, and not paid for.
        if (question.OptionIds.Count == 1)
            return new Answer.Distribution([1], []);
        var order = Order(profile, question, replicate);
        var call = Call(profile, question, order, replicate);
        return await _ask(call, cancellationToken).ConfigureAwait(false) switch
        {
            CallResult.Replied { Reply: var reply } => Read(reply, question) with
            {
                Trace = new AnswerTrace(call.Key(_endpoint).ToString(), order, reply.InputTokens, reply.OutputTokens, reply.Cost, reply.LatencyMs)
                {
                    OwnCount = reply.OwnCount,
                },
            },
            CallResult.Failed failed => new Answer.Failed(failed.Problem),
            CallResult.OverBudget => new Answer.OverBudget(),
            _ => new Answer.Cancelled(),
        };
    }

    private ModelCall Call(AgentProfile profile, Question question, int[] order, int replicate) => new(
        QuestionPrompt.System(profile, question, _personas, _arm), QuestionPrompt.User(question, _personas.Currency, order),
        _endpoint.StructuredOutput ? QuestionPrompt.Schema(question, order) : null, replicate);

    private int[] Order(AgentProfile profile, Question question, int replicate) =>
        question is Question.Purchase purchase
        // A control that is asked again is shown as it was the first time: only chance may differ.
        ? OptionOrder.Of(_seed, profile, purchase.Scenario.Name, question.OptionIds.Count, replicate - purchase.FirstReplicate)
        : OptionOrder.Of(_seed, profile, ((Question.MaskedAttribute)question).Kind, question.OptionIds.Count, replicate);

    private Answer Read(ModelReply reply, Question question)
    {
        if (reply.End == ReplyEnd.Refused)
            return new Answer.Refused(Words.Cut(reply.Text, 600));
        if (reply.End == ReplyEnd.TooLong)
            return new Answer.Unreadable(reply.Text, TooLong);
        // JSON that was cut reads as itself or not at all; words that were cut can read as other words.
        if (reply.End == ReplyEnd.CutOff && !reply.Text.Contains('{', StringComparison.Ordinal))
            return new Answer.Unreadable(reply.Text, CutOff);
        var answer = Hidden(AnswerReader.Read(reply.Text, Options(question)));
        return reply.End == ReplyEnd.CutOff && answer is Answer.Unreadable unreadable ? unreadable with { Problem = CutOff } : answer;
    }

    // Once more after reading, which puts together what escapes and unseen marks had parted.
    private Answer Hidden(Answer answer)
    {
        if (answer is not Answer.Distribution said)
            return answer;
        return said with
        {
            Statement = said.Statement is { } statement ? _endpoint.Hide(statement) : null,
            Reasons = [.. said.Reasons.Select(reason => reason with { Term = _endpoint.Hide(reason.Term), Text = _endpoint.Hide(reason.Text) })],
        };
    }

    private AnswerOption[] Options(Question question) => question is Question.Purchase { Scenario: var scenario }
        ? [.. scenario.Options.Select(option => new AnswerOption(option.Id, ScenarioText.Label(scenario, option, _personas.Currency), option.Buys))]
        : [.. question.OptionIds.Select(id => new AnswerOption(id, id, true))];
}
