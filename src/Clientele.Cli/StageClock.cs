using System.Diagnostics;
using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Takes the time of the stages as they report their progress, and passes the reports on.</summary>
internal sealed class StageClock
{
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly List<(string Stage, long Begun)> _stages = [];

    /// <summary>Listens to progress on its way to <paramref name="next"/>.</summary>
    public IProgress<StageProgress> Through(IProgress<StageProgress>? next) => new Listener(this, next);

    /// <summary>Seconds by stage until now.</summary>
    public RunTiming Read(int threads)
    {
        lock (_gate)
        {
            var end = Stopwatch.GetTimestamp();
            return new RunTiming(
                _started,
                [.. _stages.Select((stage, i) => new StageTime(stage.Stage, Stopwatch.GetElapsedTime(stage.Begun, i + 1 < _stages.Count ? _stages[i + 1].Begun : end).TotalSeconds))],
                threads > 0 ? threads : Environment.ProcessorCount);
        }
    }

    private sealed class Listener(StageClock clock, IProgress<StageProgress>? next) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            lock (clock._gate)
                if (!clock._stages.Exists(stage => stage.Stage == value.Stage))
                    clock._stages.Add((value.Stage, Stopwatch.GetTimestamp()));
            next?.Report(value);
        }
    }
}
