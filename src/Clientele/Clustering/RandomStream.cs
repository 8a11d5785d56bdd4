namespace Clientele.Clustering;

/// <summary>A stream of chance for each piece of work that may run side by side with others.</summary>
internal static class RandomStream
{
    /// <summary>The stream of a seed that belongs to these numbers: kind of work, k, start …; other numbers give an unrelated stream.</summary>
    public static SeededRandom Of(int seed, params ReadOnlySpan<int> parts)
    {
        var stream = 0UL;
        foreach (var part in parts)
            stream = SeededRandom.Mix(stream, (uint)part);
        return new SeededRandom((uint)seed, stream);
    }
}
