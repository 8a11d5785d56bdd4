namespace Clientele.Tests.Data.Exports.Fuzz;

/// <summary>What became of a changed export. The law: never <see cref="Wrong"/>, never <see cref="Crash"/>.</summary>
internal enum FuzzOutcome
{
    /// <summary>The sums are the shop's own.</summary>
    Right,

    /// <summary>Something was asked that nobody answered.</summary>
    Asked,

    /// <summary>Nothing was read, and the reason was said.</summary>
    Refused,

    /// <summary>Rows were rejected, or left out by a rule made for them, and without them the sums are the shop's own.</summary>
    Rejected,

    /// <summary>It was read, and a warning names the kind of damage.</summary>
    Warned,

    /// <summary>Nobody could have seen it in the files; the reason is <see cref="Sums.Unknowable"/> or <see
    /// cref="MutatedExport.Unknowable"/>.</summary>
    NotDetectable,

    /// <summary>Other sums, and not a word.</summary>
    Wrong,

    /// <summary>Another exception than one that a user can act on.</summary>
    Crash,

    /// <summary>No format that is read right as it is can be changed so.</summary>
    NotRun,
}

/// <summary>A case and what became of it.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Index">Number of the case; with the seed it makes the same case again.</param>
/// <param name="Mutation">What was done.</param>
/// <param name="Dress">To which format.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="What">Where it was done.</param>
/// <param name="Told">What the user was told, or which sums are wrong.</param>
internal sealed record FuzzResult(int Seed, int Index, string Mutation, string Dress, FuzzOutcome Outcome, string What, string Told)
{
    /// <summary>The mapping that was read.</summary>
    public string Yaml { get; init; } = "";

    public bool IsViolation => Outcome is FuzzOutcome.Wrong or FuzzOutcome.Crash;

    public override string ToString() => $"seed {Seed}, case {Index}: {Mutation} on {Dress} ({What}): {Outcome}: {Told}";
}
