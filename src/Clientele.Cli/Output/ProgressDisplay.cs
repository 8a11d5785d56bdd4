using System.Diagnostics;
using Spectre.Console;

namespace Clientele.Cli;

/// <summary>Shows how far the stages have come: bars with rate and time left on a terminal, one plain line a finished stage
/// elsewhere, nothing when quiet.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports its progress.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, Func<IProgress<StageProgress>?, Task<T>> work)
    {
        if (terminal.Quiet)
            return await work(null).ConfigureAwait(false);
        if (!Terminal.ErrorIsTerminal)
        {
            var lines = new StageLines(Console.Error);
            var result = await work(lines).ConfigureAwait(false);
            lines.Finish();
            return result;
        }
        var progress = new Progress(terminal.Notices, TimeProvider.System) { AutoClear = false, HideCompleted = false, ExcludeVerticalPadding = true, RefreshRate = TimeSpan.FromMilliseconds(100) }
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new RateColumn());
        return await progress.StartAsync(async context =>
        {
            var bars = new StageBars(context);
            var result = await work(bars).ConfigureAwait(false);
            bars.Finish();
            return result;
        }).ConfigureAwait(false);
    }

    /// <summary>A count that a person reads: <c>950</c>, <c>12.3 k</c>, <c>4.5 M</c>.</summary>
    internal static string Short(double number) => number switch
    {
        >= 1e9 => FormattableString.Invariant($"{number / 1e9:0.0} G"),
        >= 1e6 => FormattableString.Invariant($"{number / 1e6:0.0} M"),
        >= 1e4 => FormattableString.Invariant($"{number / 1e3:0.0} k"),
        _ => FormattableString.Invariant($"{number:0}"),
    };

    /// <summary>A duration that a person reads: <c>0.4 s</c>, <c>12 s</c>, <c>3 min 05 s</c>.</summary>
    internal static string Duration(TimeSpan time) =>
        time.TotalSeconds < 10 ? FormattableString.Invariant($"{time.TotalSeconds:0.0} s")
        : time.TotalSeconds < 120 ? FormattableString.Invariant($"{time.TotalSeconds:0} s")
        : FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds:00} s");

    // One line when a stage has ended, for logs; what has to be known at once is said at once.
    private sealed class StageLines(TextWriter error) : IProgress<StageProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, (long Started, StageProgress Last)> _open = new(StringComparer.Ordinal);
        private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
        private readonly HashSet<string> _alerted = new(StringComparer.Ordinal);

        public void Report(StageProgress value)
        {
            lock (_gate)
            {
                if (_finished.Contains(value.Stage))
                    return;
                if (value.Alert is { } alert && _alerted.Add(value.Stage))
                    error.WriteLine(alert);
                if (!_open.ContainsKey(value.Stage))
                    End(_open.Keys.ToList());
                var started = _open.TryGetValue(value.Stage, out var open) ? open.Started : Stopwatch.GetTimestamp();
                _open[value.Stage] = (started, value);
                if (value.Done == value.Total)
                    End([value.Stage]);
            }
        }

        public void Finish()
        {
            lock (_gate)
                End(_open.Keys.ToList());
        }

        private void End(IReadOnlyList<string> stages)
        {
            foreach (var stage in stages)
            {
                var (started, last) = _open[stage];
                error.WriteLine($"{stage}: {FormattableString.Invariant($"{last.Done:#,0}")} {last.Unit} in {Duration(Stopwatch.GetElapsedTime(started))}{(last.Note is { } note ? $" ({note})" : "")}");
                _open.Remove(stage);
                _finished.Add(stage);
            }
        }
    }

    private sealed class StageBars(ProgressContext context) : IProgress<StageProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
        private ProgressTask? _current;

        public void Report(StageProgress value)
        {
            lock (_gate)
            {
                if (!_bars.TryGetValue(value.Stage, out var bar))
                {
                    End(_current);
                    _bars[value.Stage] = _current = bar = context.AddTask(Markup.Escape(value.Stage));
                }
                if (bar.IsFinished)
                    return;
                (bar.Tag, bar.Description) = (value.Unit, Markup.Escape(value.Note is { } note ? $"{value.Stage} ({note})" : value.Stage));
                bar.IsIndeterminate = value.Total is null;
                bar.MaxValue = Math.Max(1, value.Total ?? Math.Max(value.Done + 1, bar.MaxValue));
                bar.Value = value.Done;
                if (value.Done == value.Total)
                    End(bar);
            }
        }

        public void Finish()
        {
            lock (_gate)
                End(_current);
        }

        private static void End(ProgressTask? bar)
        {
            if (bar is null || bar.IsFinished)
                return;
            bar.IsIndeterminate = false;
            bar.MaxValue = Math.Max(1, bar.Value);
            bar.Value = bar.MaxValue;
            bar.StopTask();
        }
    }

    // "1.2 M rows/s  3 s left", then "4.0 s" when done.
    private sealed class RateColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var elapsed = task.ElapsedTime ?? TimeSpan.Zero;
            if (task.IsFinished)
                return new Text(Duration(elapsed));
            if (elapsed.TotalSeconds < 0.3 || task.Value <= 0)
                return Text.Empty;
            var rate = task.Value / elapsed.TotalSeconds;
            var left = task.IsIndeterminate ? "" : $", {Duration(TimeSpan.FromSeconds((task.MaxValue - task.Value) / rate))} left";
            return new Text($"{Short(rate)} {task.Tag}/s{left}");
        }
    }
}
