using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Clientele.Simulation.Calls;

/// <summary>Sends calls to a model and loses nothing: the journal knows every attempt before it is sent and every answer before it counts; the budget is
/// reserved before each attempt; what may pass is sent again.</summary>
/// <remarks>One attempt is: a place in the pace → a reservation → a note in the journal → the request → the answer in the journal. Safe for threads.</remarks>
public sealed partial class CallEngine
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly ModelEndpoint _endpoint;
    private readonly Journal _journal;
    private readonly CallOptions _options;
    private readonly TimeProvider _time;
    private readonly string _plan;
    private readonly Budget _budget;
    private readonly Pace _pace;
    private readonly ConcurrentDictionary<CallKey, Task<CallResult>> _inFlight = new();
    private readonly ConcurrentDictionary<CallKey, CallResult> _missing = new();
    private long _anyAnswered;
    private readonly CallNotices _notices = new();
    private Action? _tell;

    /// <summary>Creates the engine of one run.</summary>
    /// <param name="endpoint">Who is asked.</param>
    /// <param name="journal">The study's journal, open to write.</param>
    /// <param name="plan">Id of the run, <see cref="CallPlan.Id"/>: what it has spent in earlier sessions counts towards the limit.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock; default the system's.</param>
    /// <exception cref="ClienteleException">A cost limit for a model whose price is unknown, or batches where there are none.</exception>
    public CallEngine(ModelEndpoint endpoint, Journal journal, string plan, CallOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new CallOptions();
        (_endpoint, _journal, _plan, _time) = (endpoint, journal, plan, time ?? TimeProvider.System);
        if (_options.MaxCost is not null && endpoint.Price is null)
            throw new ClienteleException($"the price of {endpoint.Model} is unknown, so a cost limit cannot be kept", "--max-cost", "Give its price with --price IN:OUT (US dollars per million tokens) or --prices FILE.");
        if (_options.Batch && endpoint.Batches is null)
            throw new ClienteleException($"{endpoint.Model} at {endpoint.Address} has no batches", "--batch", "Leave the option out.");
        _budget = new Budget(_options.MaxCost, journal.Spent(plan));
        _pace = new Pace(_options.MaxConcurrency, _options.CallsAMinute, _options.TokensAMinute, _time);
    }

    /// <summary>Spent by this run so far, earlier sessions included, US dollars; attempts of unknown outcome at their worst.</summary>
    public double Spent => _budget.Spent;

    /// <summary>Asks one call, or looks its answer up. Equal calls at the same time are sent once.</summary>
    /// <exception cref="ClienteleException">The key was refused, there is no server, or the journal cannot be written: the run cannot go on.</exception>
    /// <exception cref="OperationCanceledException">Stopped before it was sent. What has been sent is waited for: it is paid.</exception>
    public async ValueTask<CallResult> AskAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var key = call.Key(_endpoint);
        if (_journal.Find(key) is { } known)
            return new CallResult.Replied(known);
        if (_missing.TryGetValue(key, out var missing))
            return missing;
        var mine = new TaskCompletionSource<CallResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_inFlight.GetOrAdd(key, mine.Task) is var others && others != mine.Task)
            return await others.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another may have answered between the look and the entry.
            var result = _journal.Find(key) is { } just ? new CallResult.Replied(just) : await SendAsync(call, key, cancellationToken).ConfigureAwait(false);
            if (result is not CallResult.Replied)
                _missing[key] = result;
            mine.SetResult(result);
            return result;
        }
        catch (Exception problem)
        {
            mine.SetException(problem);
            _ = mine.Task.Exception; // seen: nobody else may be waiting for it
            throw;
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    /// <summary>What is known of a call without sending it: its reply, or why there is none.</summary>
    public CallResult Look(ModelCall call)
    {
        var key = call.Key(_endpoint);
        return _journal.Find(key) is { } known ? new CallResult.Replied(known) : _missing.GetValueOrDefault(key) ?? new CallResult.Cancelled();
    }

    /// <summary>What a user should know of how the server behaved, in sentences; empty when there is nothing.</summary>
    public IReadOnlyList<string> Notices => _notices.Sentences;

    /// <summary>Why calls failed, the most frequent first, with their number.</summary>
    public IReadOnlyList<(string Problem, int Calls)> Problems =>
        [.. _missing.Values.OfType<CallResult.Failed>().GroupBy(failed => failed.Problem).Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)];

    private async Task<CallResult> SendAsync(ModelCall call, CallKey key, CancellationToken cancellationToken)
    {
        var worst = _endpoint.WorstCost(call);
        var expected = (TokenEstimate.Of(call.SystemPrompt) + TokenEstimate.Of(call.UserPrompt)).Low + CallPlan.TypicalOutput;
        for (int attempts = 1, failures = 0, limited = 0, unusable = 0; ; attempts++)
        {
            CallFault fault;
            if (_budget.IsUsedUpFor(worst))
                return new CallResult.OverBudget();
            await _pace.EnterAsync(expected, cancellationToken).ConfigureAwait(false);
            try
            {
                if (!await _budget.ReserveAsync(worst, cancellationToken).ConfigureAwait(false))
                    return new CallResult.OverBudget();
                (var reply, fault) = await AttemptAsync(call, key, worst, attempts).ConfigureAwait(false);
                if (reply is not null)
                {
                    Interlocked.Exchange(ref _anyAnswered, 1);
                    _pace.Succeeded(reply.InputTokens + reply.OutputTokens - expected);
                    return new CallResult.Replied(reply);
                }
                fault = Capped(fault);
                if (fault.Kind is FaultKind.RateLimited or FaultKind.Overloaded)
                    _pace.Limited(fault.RetryAfter);
            }
            finally
            {
                _pace.Leave();
            }
            if (Fatal(fault) is { } stop)
                throw stop;
            if (fault.Kind == FaultKind.Rejected)
                return new CallResult.Failed(fault.Problem);
            var last = fault.Kind switch
            {
                FaultKind.RateLimited or FaultKind.Overloaded => ++limited >= _options.MaxRateLimits,
                FaultKind.Unusable => ++unusable >= _options.MaxUnusable,
                _ => ++failures >= _options.MaxAttempts,
            };
            if (last)
                return new CallResult.Failed($"{fault.Problem} ({attempts} attempts)");
            if (fault.Kind == FaultKind.Unreachable && Interlocked.Read(ref _anyAnswered) == 0 && failures >= 3)
                throw new ClienteleException($"no server answers at {_endpoint.Address}: {fault.Problem}", "--model", "Start the server or correct the address, and run the command again.");
            CallMeter.Retries.Add(1, CallMeter.Tags(_endpoint, fault.Kind.ToString()));
            await Task.Delay(fault.RetryAfter ?? Backoff(key, Math.Max(1, Math.Max(failures, Math.Max(limited, unusable)))), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // One request. Once sent it is waited for, whoever wants to stop: it is paid, and a second Ctrl-C ends the process anyway.
    private async Task<(ModelReply? Reply, CallFault Fault)> AttemptAsync(ModelCall call, CallKey key, double worst, int attempts)
    {
        long attempt;
        try
        {
            attempt = await _journal.StartAttemptAsync(_plan, key, worst).ConfigureAwait(false);
        }
        catch
        {
            _budget.Settle(worst, 0);
            throw;
        }
        var cost = worst;
        using var span = CallMeter.Source.StartActivity("clientele.call");
        span?.SetTag("gen_ai.request.model", _endpoint.Model).SetTag("clientele.call", key.ToString()).SetTag("clientele.attempt", attempts);
        var started = _time.GetTimestamp();
        var ended = false;
        using var limit = new CancellationTokenSource(_endpoint.Timeout, _time);
        try
        {
            ModelReply reply;
            try
            {
                ChatMessage[] messages = [new(ChatRole.System, call.SystemPrompt), new(ChatRole.User, call.UserPrompt)];
                reply = Read(await _endpoint.Client.GetResponseAsync(messages, _endpoint.Request(call), limit.Token).ConfigureAwait(false));
            }
            catch (Exception problem) when (IsTooLong(problem))
            {
                reply = new ModelReply { Text = "", End = ReplyEnd.TooLong, InputTokens = 0, OutputTokens = 0 };
            }
            reply = TokenCounts.Checked(reply, ModelEndpoint.Bytes(call), _endpoint, worst) with { LatencyMs = (int)Math.Min(int.MaxValue, _time.GetElapsedTime(started).TotalMilliseconds), Attempts = attempts };
            _notices.Counted(reply);
            cost = reply.Cost ?? 0;
            ended = true;
            await _journal.AnswerAsync(attempt, new JournalEntry(key, _endpoint.Model, CallKey.Of(call.SystemPrompt), CallKey.Of(call.UserPrompt), call.Replicate, reply), call).ConfigureAwait(false);
            CallMeter.Answered(_endpoint, reply);
            return (reply, null!);
        }
        catch (Exception problem) when (problem is not ClienteleException && Explain(problem, late: !ended && limit.IsCancellationRequested) is { Kind: not FaultKind.Defect } fault)
        {
            (cost, ended) = (fault.MayBeBilled ? worst : 0, true);
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, fault.Kind.ToString());
            CallMeter.Calls.Add(1, CallMeter.Tags(_endpoint, fault.Kind.ToString()));
            await _journal.EndAttemptAsync(attempt, fault.Kind.ToString().ToLowerInvariant(), cost).ConfigureAwait(false);
            return (null, fault);
        }
        finally
        {
            // Whatever it was: an attempt that is over does not look like one that a kill cut off.
            if (!ended)
                await _journal.EndAttemptAsync(attempt, "defect", cost).ConfigureAwait(false);
            _budget.Settle(worst, cost);
        }
    }

    private static bool IsTooLong(Exception? problem) => problem is UnusableAnswerException { TooLong: true } || problem?.InnerException is { } inner && IsTooLong(inner);

    // A vendor's client that is cancelled while it reads may trip over its own closed streams, and say that instead.
    private CallFault Explain(Exception problem, bool late = false) => Hidden(_endpoint.Explain(problem) switch
    {
        { Kind: FaultKind.Defect } when late => CallFault.TimedOut,
        var fault => fault,
    });

    private CallFault Hidden(CallFault fault) => fault with { Problem = _endpoint.Hide(fault.Problem) };

    // What the server asks for, within reason: no server's word makes a run wait for days, and none makes it ask again at once.
    private CallFault Capped(CallFault fault)
    {
        if (fault.RetryAfter is not { } asked || asked <= LongestWait)
            return fault.RetryAfter <= TimeSpan.Zero ? fault with { RetryAfter = null } : fault;
        _notices.Capped(_endpoint.Address, asked, LongestWait);
        _tell?.Invoke();
        return fault with { RetryAfter = LongestWait };
    }

    private string? Alert => _notices.Live is { } live ? $"{_endpoint.Address}: {live}. The run goes on after it; Ctrl-C stops it and keeps every answer." : null;

    private ModelReply Read(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        // Some forms decline in a field of its own, and call the end of it an ordinary one.
        var declined = contents.OfType<ErrorContent>().FirstOrDefault(content => content.ErrorCode == "Refusal");
        return new ModelReply
        {
            // Thinking comes in blocks of its own, before the text.
            Text = _endpoint.Hide(string.Concat(contents.OfType<TextContent>().Select(content => content.Text)) is { Length: > 0 } text ? text : declined?.Message ?? ""),
            End = declined is not null || response.FinishReason == ChatFinishReason.ContentFilter ? ReplyEnd.Refused : response.FinishReason == ChatFinishReason.Length ? ReplyEnd.CutOff : ReplyEnd.Complete,
            InputTokens = response.Usage?.InputTokenCount ?? 0,
            CachedTokens = response.Usage?.CachedInputTokenCount ?? 0,
            OutputTokens = response.Usage?.OutputTokenCount ?? 0,
        };
    }

    // What would meet every other call too stops the run; one odd call does not.
    private ClienteleException? Fatal(CallFault fault) => fault.Kind switch
    {
        FaultKind.KeyRefused => new ClienteleException($"{_endpoint.Address} refuses the key", "--model", $"Check the key in the environment or in .env. The server said: {fault.Problem}"),
        FaultKind.Rejected when Interlocked.Read(ref _anyAnswered) == 0 => new ClienteleException(
            $"{_endpoint.Address} does not take the request for {_endpoint.Model}: {fault.Problem}", "--model", "Check the model's id and the account, and run the command again: nothing was charged."),
        _ => null,
    };

    private TimeSpan Backoff(CallKey key, int failures)
    {
        var exponential = Math.Min(_options.LongestBackoff.TotalSeconds, _options.FirstBackoff.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromSeconds(exponential * (.5 + CounterRandom.Uniform(key.Bits, (ulong)failures)));
    }
}
