namespace Clientele.Data;

/// <summary>An id of 128 bits, written as 32 hexadecimal digits: a hash of seed, kind and number.</summary>
internal readonly record struct SyntheticStoreId(ulong High, ulong Low)
{
    /// <param name="seed">Seed of the store.</param>
    /// <param name="kind">What is named: order, customer, product …; another kind gives unrelated ids.</param>
    /// <param name="number">Which one.</param>
    public static SyntheticStoreId Of(ulong seed, ulong kind, ulong number)
    {
        var high = SeededRandom.Mix(SeededRandom.Mix(seed, kind), number);
        return new(high, SeededRandom.Mix(high, number + 1));
    }
}
