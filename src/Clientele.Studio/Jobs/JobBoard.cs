namespace Clientele.Studio.Jobs;

/// <summary>The jobs of this server. One works at a time: each takes all cores, and they share a study.</summary>
internal sealed class JobBoard(StudioOptions options)
{
    private const int MostKept = 20;
    private readonly Lock _gate = new();
    private readonly List<Job> _jobs = [];

    /// <summary>Raised when a job has started or has changed.</summary>
    public event Action? Changed;

    /// <summary>The job that was started last; null before the first.</summary>
    public Job? Latest
    {
        get
        {
            lock (_gate)
                return _jobs.Count == 0 ? null : _jobs[^1];
        }
    }

    /// <summary>The last job of a kind; null when there was none.</summary>
    public Job? Last(string kind)
    {
        lock (_gate)
            return _jobs.FindLast(job => job.Kind == kind);
    }

    /// <summary>Starts a job.</summary>
    /// <exception cref="ClienteleException">Another is at work.</exception>
    public Job Start(string kind, string title, string page, Func<Job, IProgress<StageProgress>, CancellationToken, Task> work)
    {
        Job job;
        lock (_gate)
        {
            if (_jobs.Find(other => other.Running) is { } busy)
                throw new ClienteleException($"\"{busy.Title}\" is still at work", null, "Wait until it has ended, or cancel it.");
            job = new Job(kind, title, page, TimeProvider.System);
            _jobs.Add(job);
            if (_jobs.Count > MostKept)
            {
                _jobs[0].Dispose();
                _jobs.RemoveAt(0);
            }
        }
        job.Changed += () => Changed?.Invoke();
        job.Start((progress, cancellationToken) => work(job, progress, cancellationToken), options);
        Changed?.Invoke();
        return job;
    }

    /// <summary>Stops what is at work and waits for it, so that it leaves a state to resume from.</summary>
    public async Task StopAsync()
    {
        if (Latest is { Running: true } job)
        {
            job.Cancel();
            await job.Work.ConfigureAwait(false);
        }
    }
}
