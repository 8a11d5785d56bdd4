namespace Clientele.Simulation.Calls;

/// <summary>What a user should know of how a server behaved in this session. Safe for threads.</summary>
internal sealed class CallNotices
{
    private readonly Lock _gate = new();
    private TimeSpan _asked, _waited;
    private string _address = "";
    private long _capped, _ownCounts, _tooLong;

    /// <summary>For the line of progress, while the run waits; null when no wait was cut short.</summary>
    public string? Live
    {
        get
        {
            lock (_gate)
                return _capped == 0 ? null : $"the server asks for a wait of {Duration(_asked)}, {Duration(_waited)} at most are waited";
        }
    }

    /// <summary>All, in sentences.</summary>
    public IReadOnlyList<string> Sentences
    {
        get
        {
            lock (_gate)
            {
                var said = new List<string>();
                if (_capped > 0)
                    said.Add($"{_address} asked for a wait of {Duration(_asked)} before the next call; {Duration(_waited)} at most are waited ({Times(_capped)}).");
                if (_ownCounts > 0)
                    said.Add($"The server's token counts of {Answers(_ownCounts)} are missing or cannot be; they were counted here, and charged at the most that they may have cost.");
                if (_tooLong > 0)
                    said.Add($"{Answers(_tooLong)} {(_tooLong == 1 ? "was" : "were")} longer than is read, and counted as unreadable.");
                return said;
            }
        }
    }

    /// <summary>A server asked for a longer wait than is waited.</summary>
    public void Capped(string address, TimeSpan asked, TimeSpan waited)
    {
        lock (_gate)
        {
            _capped++;
            (_address, _waited) = (address, waited);
            _asked = asked > _asked ? asked : _asked;
        }
    }

    /// <summary>A reply came.</summary>
    public void Counted(ModelReply reply)
    {
        lock (_gate)
        {
            _tooLong += reply.End == ReplyEnd.TooLong ? 1 : 0;
            _ownCounts += reply.OwnCount && reply.End != ReplyEnd.TooLong ? 1 : 0;
        }
    }

    private static string Answers(long count) => FormattableString.Invariant($"{count} {(count == 1 ? "answer" : "answers")}");

    private static string Times(long count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times");

    private static string Duration(TimeSpan time) => time.TotalDays >= 365 ? "more than a year"
        : time.TotalHours >= 2 ? FormattableString.Invariant($"{time.TotalHours:0} hours")
        : FormattableString.Invariant($"{time.TotalMinutes:0} minutes");
}
