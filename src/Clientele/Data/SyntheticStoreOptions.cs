namespace Clientele.Data;

/// <summary>What synthetic store to write; checked by <see cref="SyntheticStore.WriteAsync"/>.</summary>
public sealed record SyntheticStoreOptions
{
    internal const long OlistOrders = 99_441;
    internal const int FewCustomers = 1_000;

    /// <summary>Orders of all statuses, 1 to 2,000,000,000. Null, the default, takes the world's own size: 99,441 orders, the size of Olist, but
    /// <see cref="SyntheticStoreWorld.FewCustomers"/> stops after 1,000 customers. About 96.6 % of the orders become customers, 97 % are delivered.</summary>
    public long? Orders { get; init; }

    /// <summary>Seed of every chance used: equal options give equal bytes.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The planted truth. Default <see cref="SyntheticStoreWorld.ChoiceModel"/>.</summary>
    public SyntheticStoreWorld World { get; init; } = SyntheticStoreWorld.ChoiceModel;

    /// <summary>Replace files of the same names that are already in the folder. Default false: they stop the writing.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Threads that generate; 0 = one a core. The bytes do not depend on it.</summary>
    public int Threads { get; init; }
}
