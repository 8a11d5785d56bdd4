using System.Runtime.InteropServices;
using Clientele.Stub.Accounts;

namespace Clientele.Stub;

/// <summary>What was asked, answered and billed, by content. Holds counters only, never a text. Safe for threads.</summary>
public sealed class StubLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, ContentTally> _contents = [];
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly StubOptions _options;
    private readonly StubLogFile? _file;
    private int _received, _answered, _counted, _batches, _current, _maxConcurrent;
    private long _sequence, _inputTokens, _outputTokens;
    private decimal _billed;

    internal StubLog(StubOptions options)
    {
        _options = options;
        _file = options.LogFile is null ? null : new StubLogFile(options.LogFile);
    }

    /// <summary>Called before totals are read: lets batches that are due end.</summary>
    internal Action Settle { get; set; } = () => { };

    /// <summary>Totals so far.</summary>
    public StubSummary Summary()
    {
        Settle();
        lock (_gate)
            return new StubSummary
            {
                Received = _received,
                Answered = _answered,
                ContentsAnswered = _contents.Values.Count(tally => tally.Answered > 0),
                AnsweredMoreThanOnce = _contents.Values.Count(tally => tally.Answered > 1),
                Counted = _counted,
                BilledUsd = _billed,
                InputTokens = _inputTokens,
                OutputTokens = _outputTokens,
                Batches = _batches,
                MaxConcurrent = _maxConcurrent,
                Outcomes = new Dictionary<string, int>(_outcomes),
            };
    }

    /// <summary>How often a content was asked and answered; zeros when it never was.</summary>
    public ContentTally Of(ContentHash content)
    {
        Settle();
        lock (_gate)
            return _contents.GetValueOrDefault(content);
    }

    /// <summary>Every content with its counts, as it stands now.</summary>
    public IReadOnlyList<KeyValuePair<ContentHash, ContentTally>> Contents()
    {
        Settle();
        lock (_gate)
            return [.. _contents];
    }

    /// <summary>Closes the log file.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>Counts a request; content is null when it could not be read.</summary>
    internal void Receive(ContentHash? content)
    {
        lock (_gate)
        {
            _received++;
            if (content is { } hash)
            {
                ref var tally = ref Tally(hash);
                tally = tally with { Received = tally.Received + 1 };
            }
        }
    }

    /// <summary>Counts an attempt and returns how many there were before.</summary>
    internal int Attempt(ContentHash content)
    {
        lock (_gate)
        {
            ref var tally = ref Tally(content);
            tally = tally with { Attempts = tally.Attempts + 1 };
            return tally.Attempts - 1;
        }
    }

    /// <summary>Counts a message as under way.</summary>
    internal void Enter()
    {
        lock (_gate)
            _maxConcurrent = Math.Max(_maxConcurrent, ++_current);
    }

    /// <summary>Counts a message as no longer under way.</summary>
    internal void Leave()
    {
        lock (_gate)
            _current--;
    }

    /// <summary>Counts a batch.</summary>
    internal void CountBatch()
    {
        lock (_gate)
            _batches++;
    }

    /// <summary>Writes down how a request ended; only <see cref="StubOutcome.Answered"/> and <see cref="StubOutcome.HalfBody"/> cost.</summary>
    internal void Record(string kind, ContentHash? content, string outcome, StubUsage usage = default)
    {
        lock (_gate)
            Add(kind, content, outcome, usage, 1);
    }

    /// <summary>Takes an answer back that could not be written after all.</summary>
    internal void Retract(string kind, ContentHash content, StubUsage usage)
    {
        lock (_gate)
        {
            Add(kind, content, StubOutcome.Answered, usage, -1);
            Add(kind, content, StubOutcome.Abandoned, default, 1);
        }
    }

    private void Add(string kind, ContentHash? content, string outcome, StubUsage usage, int times)
    {
        if (kind == StubKind.Count)
            _counted += outcome == StubOutcome.Answered ? times : 0;
        else
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + times;
        var cost = 0m;
        if (kind != StubKind.Count && outcome is StubOutcome.Answered or StubOutcome.HalfBody)
        {
            var whole = outcome == StubOutcome.Answered ? times : 0;
            cost = usage.Cost(_options, kind == StubKind.Batch) * times;
            _billed += cost;
            _answered += whole;
            _inputTokens += (usage.Input + usage.CacheWrites + usage.CacheReads) * times;
            _outputTokens += usage.Output * times;
            ref var tally = ref Tally(content!.Value);
            tally = tally with { Answered = tally.Answered + whole, Billed = tally.Billed + times };
        }
        _file?.Append(new StubLogLine(++_sequence, content, kind, times < 0 ? "retracted" : outcome, usage, cost));
    }

    private ref ContentTally Tally(ContentHash content) => ref CollectionsMarshal.GetValueRefOrAddDefault(_contents, content, out _);
}
