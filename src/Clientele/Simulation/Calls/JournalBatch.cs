namespace Clientele.Simulation.Calls;

/// <summary>A batch that the journal knows and whose results are not read yet.</summary>
internal sealed class JournalBatch(long number, string plan, double reserved, DateTimeOffset noted, IReadOnlyList<CallKey> keys)
{
    /// <summary>Number in the journal.</summary>
    public long Number { get; } = number;

    /// <summary>The run that pays.</summary>
    public string Plan { get; } = plan;

    /// <summary>Its worst cost, US dollars.</summary>
    public double Reserved { get; } = reserved;

    /// <summary>When it was noted: before it was submitted.</summary>
    public DateTimeOffset Noted { get; } = noted;

    /// <summary>Its calls.</summary>
    public IReadOnlyList<CallKey> Keys { get; } = keys;

    /// <summary>The provider's id; null when the process died before it came.</summary>
    public string? Id { get; set; }

    /// <summary>Whether this session holds its reservation; otherwise it counts as spent since the journal was opened.</summary>
    public bool ReservedHere { get; init; }
}
