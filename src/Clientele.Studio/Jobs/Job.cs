namespace Clientele.Studio.Jobs;

/// <summary>How a job stands.</summary>
internal enum JobState
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Stopped by the user or by the end of the server.</summary>
    Cancelled,

    /// <summary>Ended by a failure, which <see cref="Job.Problem"/> says.</summary>
    Failed,
}

/// <summary>Long work that belongs to the server and not to a page: pages come and go and look at it.</summary>
internal sealed class Job : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    // Reports come thousands of times a second; pages hear of them together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly List<string> _stages = [];
    private int _pending;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _started;

    internal Job(string kind, string title, string page, TimeProvider time) => (Kind, Title, Page, _time, _started) = (kind, title, page, time, time.GetUtcNow());

    /// <summary>Raised, from any thread, when something that a page shows has changed.</summary>
    public event Action? Changed;

    /// <summary>What it does, in one word: <c>data</c>, <c>learn</c>, <c>segments</c>, <c>simulate</c>, <c>validate</c>.</summary>
    public string Kind { get; }

    /// <summary>What it does, for people.</summary>
    public string Title { get; }

    /// <summary>Page that shows what comes of it.</summary>
    public string Page { get; internal set; }

    /// <summary>How it stands.</summary>
    public JobState State { get; private set; }

    /// <summary>Whether it is at work.</summary>
    public bool Running => State == JobState.Running;

    /// <summary>How far the present stage is; null before the first report.</summary>
    public StageProgress? Progress { get; private set; }

    /// <summary>Stages that it has come to, in order; the last is the present one.</summary>
    public IReadOnlyList<string> Stages
    {
        get
        {
            lock (_gate)
                return [.. _stages];
        }
    }

    /// <summary>Time since its start, until its end.</summary>
    public TimeSpan Elapsed => (Ended ?? _time.GetUtcNow()) - _started;

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Whether it was asked to stop and has not yet.</summary>
    public bool Stopping => Running && _stop.IsCancellationRequested;

    /// <summary>Why it failed.</summary>
    public string? Problem { get; private set; }

    /// <summary>What to do about that.</summary>
    public string? Hint { get; private set; }

    /// <summary>Its work, to be awaited by tests and at the end of the server; never faulted.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Asks it to stop.</summary>
    public void Cancel()
    {
        _stop.Cancel();
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>Tells pages to look again.</summary>
    public void Touch() => Changed?.Invoke();

    /// <summary>Starts the work on the thread pool.</summary>
    internal void Start(Func<IProgress<StageProgress>, CancellationToken, Task> work, StudioOptions options) => Work = Task.Run(async () =>
    {
        // Some stages say nothing for a while; the time that pages show goes on.
        await using var tick = _time.CreateTimer(_ => Changed?.Invoke(), null, Tick, Tick);
        try
        {
            await work(new Listener(this), _stop.Token).ConfigureAwait(false);
            End(JobState.Done);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            End(JobState.Cancelled);
        }
#pragma warning disable CA1031 // The outermost frame of a job: whatever ends it is shown on its page and never ends the server.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            while (failure is AggregateException { InnerExceptions: [var first, ..] })
                failure = first;
            failure = MemoryBudget.Exceeded(failure) ?? failure;
            (Problem, Hint) = failure switch
            {
                ClienteleException known => (options.Hide(known.Message), known.Hint is { } hint ? options.Hide(ForPages(hint)) : null),
                IOException or UnauthorizedAccessException => (options.Hide(failure.Message), "Free some space or check the permissions of the study folder, then try again."),
                _ => (options.Hide($"This is a defect of Clientele ({failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")})"), "Please report it to the project; the terminal that runs the studio has the details."),
            };
            if (failure is not (ClienteleException or IOException or UnauthorizedAccessException))
                options.Notice(options.Hide($"studio: {Title}: {failure}"));
            End(JobState.Failed);
        }
    });

    // The engine's hints name options of commands, which no page has.
    private static string ForPages(string hint) => hint.Contains(" --", StringComparison.Ordinal) || hint.Contains("(--", StringComparison.Ordinal) || hint.Contains("`--", StringComparison.Ordinal) || hint.Contains("clientele ", StringComparison.Ordinal)
        ? $"On the command line: {hint}" : hint;

    private async Task TellSoonAsync()
    {
        await Task.Delay(Pause, _time).ConfigureAwait(false);
        Interlocked.Exchange(ref _pending, 0);
        Changed?.Invoke();
    }

    private void End(JobState state)
    {
        (State, Ended) = (state, _time.GetUtcNow());
        Changed?.Invoke();
    }

    private sealed class Listener(Job job) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            lock (job._gate)
            {
                job.Progress = value;
                if (!job._stages.Contains(value.Stage))
                    job._stages.Add(value.Stage);
            }
            if (Interlocked.Exchange(ref job._pending, 1) == 0)
                _ = job.TellSoonAsync();
        }
    }
}
