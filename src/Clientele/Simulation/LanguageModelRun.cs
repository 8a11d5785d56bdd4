using Clientele.Personas;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;

namespace Clientele.Simulation;

/// <summary>A run of a language model, planned before anything is sent: first its calls are filled into the journal, then the answers are read from there in order. So what
/// comes out depends on the answers alone: a run that was killed and resumed, or replayed from a recording, ends in the same bytes.</summary>
public sealed class LanguageModelRun : IPlannedRun<SimulationRun>
{
    private readonly PersonaSet _personas;
    private readonly IReadOnlyList<Question.Purchase> _questions;
    private readonly Population _population;
    private readonly ModelEndpoint _endpoint;
    private readonly SimulationOptions _options;
    private readonly CallOptions _callOptions;

    private LanguageModelRun(
        PersonaSet personas, IReadOnlyList<Question.Purchase> questions, Population population, ModelEndpoint endpoint, SimulationOptions options, CallOptions callOptions, CallPlan plan) =>
        (_personas, _questions, _population, _endpoint, _options, _callOptions, Plan) = (personas, questions, population, endpoint, options, callOptions, plan);

    /// <summary>The calls, and what those that are not answered yet will take.</summary>
    public CallPlan Plan { get; }

    /// <summary>Why calls failed in the run that has ended, the most frequent first, with their number.</summary>
    public IReadOnlyList<(string Problem, int Calls)> Problems { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>Plans a run; nothing is sent.</summary>
    /// <param name="personas">The personas.</param>
    /// <param name="questions">One scenario in one variant each.</param>
    /// <param name="population">Who is asked.</param>
    /// <param name="endpoint">Who answers for them.</param>
    /// <param name="journal">What is answered already; null = nothing.</param>
    /// <param name="options">Seed, replicates.</param>
    /// <param name="callOptions">Limits.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    public static LanguageModelRun Prepare(
        PersonaSet personas, IReadOnlyList<Question.Purchase> questions, Population population, ModelEndpoint endpoint, Journal? journal, SimulationOptions options,
        CallOptions callOptions, CancellationToken cancellationToken = default)
    {
        var calls = Simulator.Calls(Asking(personas, endpoint, options, _ => new CallResult.Cancelled()), questions, population, options);
        return new LanguageModelRun(personas, questions, population, endpoint, options, callOptions, CallPlan.Of(calls, endpoint, journal, callOptions, cancellationToken));
    }

    /// <summary>Asks what is not answered yet, then adds all up.</summary>
    /// <param name="journal">The study's journal, open to write.</param>
    /// <param name="progress">Told about calls and decisions.</param>
    /// <param name="time">Clock; default the system's.</param>
    /// <param name="cancellationToken">Sends nothing more; what is in flight is waited for and kept.</param>
    /// <exception cref="OperationCanceledException">Stopped; the same run goes on where it was.</exception>
    /// <exception cref="ClienteleException">The run cannot go on: no key, no server, no disk.</exception>
    public async Task<SimulationRun> RunAsync(Journal journal, IProgress<StageProgress>? progress = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var engine = new CallEngine(_endpoint, journal, Plan.Id, _callOptions, time);
        var names = _questions.Select(question => question.Scenario.Name).Distinct().ToList();
        try
        {
            await engine.FillAsync(Plan, Calls(), $"{_endpoint.Model}, {_population.Description}: {Words.List(names, 6)}", progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            (Problems, Notices) = (engine.Problems, engine.Notices);
        }
        return await ReadAsync(engine.Look, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds up recorded answers; nothing is sent, and what the recording lacks counts as failed.</summary>
    /// <param name="recording">A journal.</param>
    /// <param name="progress">Told about decisions.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<SimulationRun> ReplayAsync(Journal recording, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default) => ReadAsync(
        call => recording.Find(call.Key(_endpoint)) is { } reply ? new CallResult.Replied(reply) : new CallResult.Failed("not in the recording"), progress, cancellationToken);

    private IEnumerable<ModelCall> Calls() => Simulator.Calls(Asking(_personas, _endpoint, _options, _ => new CallResult.Cancelled()), _questions, _population, _options);

    private Task<SimulationRun> ReadAsync(Func<ModelCall, CallResult> look, IProgress<StageProgress>? progress, CancellationToken cancellationToken) =>
        Simulator.RunAsync(_personas, _questions, Asking(_personas, _endpoint, _options, look), _population, _options, progress, cancellationToken);

    private static LanguageModelAgent Asking(PersonaSet personas, ModelEndpoint endpoint, SimulationOptions options, Func<ModelCall, CallResult> look) =>
        new(personas, endpoint, options.Seed, (call, _) => ValueTask.FromResult(look(call)), options.PersonaArm);
}
