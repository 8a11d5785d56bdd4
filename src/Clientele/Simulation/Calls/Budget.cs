namespace Clientele.Simulation.Calls;

/// <summary>A cost limit that is kept by reservation: before an attempt its worst cost is set aside, afterwards what it did cost is spent. The sum of both never
/// passes the limit, whatever is in flight.</summary>
/// <remarks>Safe for threads.</remarks>
internal sealed class Budget
{
    private readonly Lock _gate = new();
    private readonly double? _limit;
    private double _spent, _reserved;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="limit">US dollars; null = none.</param>
    /// <param name="spent">Spent by earlier sessions of the run.</param>
    public Budget(double? limit, double spent) => (_limit, _spent) = (limit, spent);

    /// <summary>Spent so far, attempts of unknown outcome at their worst.</summary>
    public double Spent
    {
        get
        {
            lock (_gate)
                return _spent;
        }
    }

    /// <summary>Whether an amount can never fit any more, whatever becomes of what is in flight.</summary>
    public bool IsUsedUpFor(double amount)
    {
        lock (_gate)
            return _limit is not null && _spent + amount > _limit;
    }

    /// <summary>Sets an amount aside if it fits now.</summary>
    public bool TryReserve(double amount)
    {
        lock (_gate)
        {
            if (_limit is not null && _spent + _reserved + amount > _limit)
                return false;
            _reserved += amount;
            return true;
        }
    }

    /// <summary>Sets an amount aside. Waits while others in flight may leave room.</summary>
    /// <returns>False: it does not fit, and nothing in flight can change that.</returns>
    public async ValueTask<bool> ReserveAsync(double amount, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_gate)
            {
                if (TryReserve(amount))
                    return true;
                if (_reserved == 0 || _spent + amount > _limit)
                    return false;
                settled = _settled.Task;
            }
            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a reservation: so much of it was spent.</summary>
    public void Settle(double reserved, double spent)
    {
        TaskCompletionSource settled;
        lock (_gate)
        {
            // Sums of doubles leave dust behind; an empty reservation must read as empty.
            _reserved = _reserved - reserved < 1e-12 ? 0 : _reserved - reserved;
            _spent += spent;
            settled = _settled;
            _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        settled.SetResult();
    }
}
