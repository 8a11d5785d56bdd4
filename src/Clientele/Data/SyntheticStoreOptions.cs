namespace Clientele.Data;

/// <summary>What synthetic store to write; checked by <see cref="SyntheticStore.WriteAsync"/>.</summary>
public sealed record SyntheticStoreOptions
{
    /// <summary>Orders of all statuses, 1 to 2,000,000,000. Default 99,441, the size of Olist. About 96.6 % become customers, 97 % are delivered.</summary>
    public long Orders { get; init; } = 99_441;

    /// <summary>Seed of every chance used: equal options give equal bytes.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The planted truth. Default <see cref="SyntheticStoreWorld.ChoiceModel"/>, the only one available so far.</summary>
    public SyntheticStoreWorld World { get; init; } = SyntheticStoreWorld.ChoiceModel;

    /// <summary>Replace files of the same names that are already in the folder. Default false: they stop the writing.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Threads that generate; 0 = one a core. The bytes do not depend on it.</summary>
    public int Threads { get; init; }
}
