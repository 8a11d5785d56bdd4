namespace Clientele.Validation.Personas;

/// <summary>How <see cref="CopulaNull"/> is drawn.</summary>
public sealed record CopulaNullOptions
{
    /// <summary>Data sets drawn. The smallest p value is one over this plus one. Default 20.</summary>
    public int Draws { get; init; } = 20;

    /// <summary>Customers of each at most, the real ones included, of whom so many are drawn. Default 10,000.</summary>
    public int Customers { get; init; } = 10_000;

    /// <summary>Seed of all chance. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Threads; 0 = one a core. Changes no result.</summary>
    public int Threads { get; init; }
}
