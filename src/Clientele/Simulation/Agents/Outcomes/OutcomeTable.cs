namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>How often each option occurred among orders that look alike: counts by key, a key being the codes of the view's fields.</summary>
/// <remarks>Holds only keys that at least <see cref="FewestCustomers"/> customers share, so that no line of it describes one person.</remarks>
internal sealed class OutcomeTable
{
    /// <summary>Customers that must share a key before it is used.</summary>
    public const int FewestCustomers = 2;

    private readonly Dictionary<ulong, int> _slots;

    /// <param name="width">Fields in a key.</param>
    /// <param name="codes">Codes of the keys, <paramref name="width"/> each.</param>
    /// <param name="start">Where each key's options start; one entry more than there are keys.</param>
    /// <param name="option">Options that occurred, ascending within a key.</param>
    /// <param name="count">How often.</param>
    public OutcomeTable(int width, int[] codes, int[] start, int[] option, int[] count)
    {
        (Width, Codes, Start, Option, Count) = (width, codes, start, option, count);
        _slots = new Dictionary<ulong, int>(start.Length);
        for (var key = 0; key < start.Length - 1; key++)
            _slots.Add(Hash(codes.AsSpan(key * width, width)), key);
    }

    public int Width { get; }

    public int[] Codes { get; }

    public int[] Start { get; }

    public int[] Option { get; }

    public int[] Count { get; }

    public int Keys => Start.Length - 1;

    /// <summary>Position of a key; −1 when it was not seen or a part of it is not known.</summary>
    public int Find(ReadOnlySpan<int> key) => Hash(key) is var hash && hash != 0 && _slots.TryGetValue(hash, out var slot) ? slot : -1;

    /// <summary>64 bits of a key; 0 when a part of it is not known. Equal bits of different keys have a chance of 1e-9 among 200,000 keys.</summary>
    public static ulong Hash(ReadOnlySpan<int> key)
    {
        var hash = 77UL;
        foreach (var code in key)
        {
            if (code < 0)
                return 0;
            hash = CounterRandom.Mix(hash + 0x9E3779B97F4A7C15UL * ((ulong)code + 1));
        }
        return hash | 1;
    }
}
