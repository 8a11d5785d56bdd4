using System.Collections.Concurrent;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;
using Clientele.Validation.Calibration;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Trust;
using Clientele.Validation.Truth;

namespace Clientele.Validation;

/// <summary>A validation of a language model, planned before anything is sent: which questions are asked depends on no answer, so all calls are known, priced and filled into the
/// journal first; then the validation reads them from there. A validation that was stopped goes on where it was, and ends in the same numbers.</summary>
public sealed class LanguageModelValidation : IPlannedRun<FidelityReport>
{
    private readonly Transactions _data;
    private readonly Transactions? _testData;
    private readonly HeldOut _held;
    private readonly FidelityPlan _plan;
    private readonly ModelEndpoint _endpoint;
    private readonly CallOptions _callOptions;
    private readonly int _questions;
    private readonly IReadOnlyList<ModelCall> _calls;

    private LanguageModelValidation(
        Transactions data, Transactions? testData, HeldOut held, FidelityPlan plan, ModelEndpoint endpoint, CallOptions callOptions, int questions, IReadOnlyList<ModelCall> calls, CallPlan callPlan) =>
        (_data, _testData, _held, _plan, _endpoint, _callOptions, _questions, _calls, Plan) = (data, testData, held, plan, endpoint, callOptions, questions, calls, callPlan);

    /// <summary>The calls, and what those that are not answered yet will take.</summary>
    public CallPlan Plan { get; }

    /// <summary>What became of the different calls of the validation that has ended.</summary>
    public RunAccount? Account { get; private set; }

    /// <summary>Why calls failed, the most frequent first, with their number.</summary>
    public IReadOnlyList<(string Problem, int Calls)> Problems { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>Plans a validation; nothing is sent.</summary>
    /// <param name="data">The shop's transactions; they stay open until the validation has ended.</param>
    /// <param name="plan">What is validated; its agent gives way to the language model.</param>
    /// <param name="endpoint">The language model.</param>
    /// <param name="questions">Held-out orders asked about an attribute at most, &gt;= 1; what else is asked is in the protocol.</param>
    /// <param name="journal">What is answered already; null = nothing.</param>
    /// <param name="callOptions">Limits.</param>
    /// <param name="testData">Transactions of other customers to score on; null = the held-out customers of <paramref name="data"/>.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="ClienteleException">No customers can be held out.</exception>
    public static async Task<LanguageModelValidation> PrepareAsync(
        Transactions data, FidelityPlan plan, ModelEndpoint endpoint, int questions, Journal? journal, CallOptions callOptions, Transactions? testData = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(questions, 1);
        var protocol = ExperimentProtocol.Shipped;
        var held = await HeldOut.OfAsync(data, testData, plan.Features, plan.Segmentation with { Seed = plan.Seed, Threads = plan.Threads }, progress, cancellationToken).ConfigureAwait(false);
        var calls = new List<ModelCall>();
        AgentFit Recording(PersonaArm arm) => (learning, _) => new Recorder(Agent(learning, endpoint, plan.Seed, Nobody, arm), calls);
        var agent = new ValidatedAgent(endpoint.Model, Recording(PersonaArm.Own)) { FactsOnly = Recording(PersonaArm.Facts), Questions = questions, Concurrency = 1 };
        var tasks = new List<TaskQuestions>();
        foreach (var one in protocol.Tasks)
            if (TaskQuestions.Of(held, one, agent, _ => { }, cancellationToken) is { } task)
            {
                progress?.Report(new StageProgress("Planning questions", tasks.Count, protocol.Tasks.Count, "attributes"));
                tasks.Add(task);
                await AskedOrders.AskAsync(task.Answering, Array.ConvertAll(task.Sample(2, questions, plan.Seed).Orders, order => task.Ask(2, order)), 1, cancellationToken).ConfigureAwait(false);
                await CalibratedAnswers.AskAsync(task, agent, protocol.Trust.CalibrateQuestions(questions), plan.Seed, cancellationToken).ConfigureAwait(false);
            }
        progress?.Report(new StageProgress("Planning questions", protocol.Tasks.Count, protocol.Tasks.Count, "attributes"));
        var stars = tasks.Find(task => task.Attribute.Kind == MaskedOrder.Stars);
        await new NextOrderBlock(held, agent, protocol, new CustomerBootstrap(plan.Seed, 2), cancellationToken).MeasureAsync(tasks).ConfigureAwait(false);
        await new EffectsBlock(held, agent, protocol, progress: null, cancellationToken) { Past = plan.Outcomes }.MeasureAsync(stars?.Answering, stars?.Personas ?? TaskPersonas.Nobody(held.Parts)).ConfigureAwait(false);
        await TrustAnswers.AskAsync(held, tasks, agent, protocol.Trust, plan.Seed, _ => { }, cancellationToken).ConfigureAwait(false);
        if (plan.Truth is { } truth)
            await WorldTruthBlock.MeasureAsync(held, tasks.Find(task => task.Attribute.Kind == MaskedOrder.Plan)?.Agent, stars?.Agent, truth, plan with { Agent = agent }, protocol, evidence: null, progress: null, cancellationToken).ConfigureAwait(false);
        return new LanguageModelValidation(data, testData, held, plan, endpoint, callOptions, questions, calls, CallPlan.Of(calls, endpoint, journal, callOptions, cancellationToken));
    }

    /// <summary>Asks what is not answered yet, then validates.</summary>
    /// <param name="journal">The study's journal, open to write.</param>
    /// <param name="progress">Told about calls and steps.</param>
    /// <param name="time">Clock; default the system's.</param>
    /// <param name="cancellationToken">Sends nothing more; what is in flight is waited for and kept.</param>
    /// <exception cref="OperationCanceledException">Stopped; the same validation goes on where it was.</exception>
    /// <exception cref="ClienteleException">It cannot go on: no key, no server, no disk.</exception>
    public async Task<FidelityReport> RunAsync(Journal journal, IProgress<StageProgress>? progress = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var engine = new CallEngine(_endpoint, journal, Plan.Id, _callOptions, time);
        try
        {
            await engine.FillAsync(Plan, _calls, FormattableString.Invariant($"{_endpoint.Model}: validation, {_questions} questions an attribute"), progress, cancellationToken).ConfigureAwait(false);
            return await ScoreAsync(engine.AskAsync, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            (Problems, Notices) = (engine.Problems, engine.Notices);
        }
    }

    /// <summary>Validates recorded answers; nothing is sent, and what the recording lacks counts as failed.</summary>
    /// <param name="recording">A journal.</param>
    /// <param name="progress">Told about steps.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<FidelityReport> ReplayAsync(Journal recording, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default) => ScoreAsync(
        (call, _) => ValueTask.FromResult<CallResult>(recording.Find(call.Key(_endpoint)) is { } reply ? new CallResult.Replied(reply) : new CallResult.Failed("not in the recording")), progress, cancellationToken);

    private async Task<FidelityReport> ScoreAsync(Func<ModelCall, CancellationToken, ValueTask<CallResult>> ask, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var cases = new ConcurrentDictionary<CallKey, AnswerCase>();
        AgentFit Counting(PersonaArm arm) => (learning, _) => new Counter(Agent(learning, _endpoint, _plan.Seed, ask, arm), _endpoint, cases);
        var agent = new ValidatedAgent(_endpoint.Model, Counting(PersonaArm.Own)) { FactsOnly = Counting(PersonaArm.Facts), Questions = _questions };
        var report = await FidelityValidator.ValidateAsync(_data, _plan with { Agent = agent }, _held, _testData, progress, cancellationToken).ConfigureAwait(false);
        long Of(AnswerCase which) => cases.Values.LongCount(one => one == which);
        Account = new RunAccount(
            cases.Count, Of(AnswerCase.Answered), Of(AnswerCase.Refused), Of(AnswerCase.Unreadable), Of(AnswerCase.Failed), Of(AnswerCase.OverBudget), Of(AnswerCase.Cancelled));
        return report;
    }

    private static LanguageModelAgent Agent(
        AgentLearning learning, ModelEndpoint endpoint, int seed, Func<ModelCall, CancellationToken, ValueTask<CallResult>> ask, PersonaArm arm) => new(learning.Personas, endpoint, seed, ask, arm);

    private static ValueTask<CallResult> Nobody(ModelCall call, CancellationToken cancellationToken) => ValueTask.FromResult<CallResult>(new CallResult.Cancelled());

    /// <summary>Notes the calls and answers evenly, so that all that follows is asked as well.</summary>
    private sealed class Recorder(LanguageModelAgent agent, List<ModelCall> calls) : IAgent
    {
        public string Name => agent.Name;

        public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken)
        {
            if (question.OptionIds.Count > 1)
                lock (calls)
                    calls.Add(agent.Call(profile, question, replicate));
            return ValueTask.FromResult<Answer>(new Answer.Distribution([.. question.OptionIds.Select(_ => 1.0 / question.OptionIds.Count)], []));
        }
    }

    /// <summary>Counts what became of the different calls.</summary>
    private sealed class Counter(LanguageModelAgent agent, ModelEndpoint endpoint, ConcurrentDictionary<CallKey, AnswerCase> cases) : IAgent
    {
        public string Name => agent.Name;

        public async ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken)
        {
            var answer = await agent.AnswerAsync(profile, question, replicate, cancellationToken).ConfigureAwait(false);
            if (question.OptionIds.Count > 1)
                cases[agent.Call(profile, question, replicate).Key(endpoint)] = answer.Case;
            return answer;
        }
    }
}
