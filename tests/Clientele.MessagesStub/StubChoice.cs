using System.Security.Cryptography;
using System.Text;

namespace Clientele.Stub;

/// <summary>The stub's model of choice, open to tests that want to know what a run must find. The utility of an option is uniform in
/// [−1.5, 1.5], a function of the seed, the option's id and the whole text of system and user prompt; choices are its softmax.</summary>
public static class StubChoice
{
    /// <summary>Probability of each option, rounded to thousandths that sum to exactly 1 (largest remainders).</summary>
    /// <param name="seed"><see cref="StubOptions.Seed"/>.</param>
    /// <param name="system">System prompt; several text blocks are joined with a line feed; empty for none.</param>
    /// <param name="user">Texts of all messages, joined with a line feed.</param>
    /// <param name="options">Ids; their order does not change an option's utility.</param>
    public static IReadOnlyDictionary<string, double> Probabilities(ulong seed, string system, string user, IReadOnlyList<string> options)
    {
        var thousandths = Thousandths(seed, Digest(system, user), options);
        return options.Select((id, i) => KeyValuePair.Create(id, thousandths[i] / 1000.0)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>64 bits of the SHA-256 of both prompts: all that the choice knows of them.</summary>
    internal static ulong Digest(string system, string user)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(system));
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(user));
        Span<byte> bytes = stackalloc byte[32];
        hash.GetHashAndReset(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <summary>Probabilities in thousandths.</summary>
    internal static int[] Thousandths(ulong seed, ulong prompts, IReadOnlyList<string> options)
    {
        if (options.Count == 0)
            return [];
        var exact = new double[options.Count];
        for (var i = 0; i < exact.Length; i++)
            exact[i] = Math.Exp((3 * StubChance.Unit(StubChance.Mix(StubChance.Mix(seed, prompts), StubChance.Of(options[i])))) - 1.5);
        return Shares(exact, 1000);
    }

    /// <summary>Whole shares of <paramref name="total"/> in proportion to weights, by largest remainders; ties go to the first.</summary>
    internal static int[] Shares(ReadOnlySpan<double> weights, int total)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var shares = new int[weights.Length];
        var remainders = new double[weights.Length];
        var left = total;
        for (var i = 0; i < shares.Length; i++)
        {
            var exact = weights[i] / sum * total;
            shares[i] = (int)exact;
            remainders[i] = exact - shares[i];
            left -= shares[i];
        }
        for (; left > 0; left--)
        {
            var largest = remainders.AsSpan().IndexOf(remainders.Max());
            shares[largest]++;
            remainders[largest] = -1;
        }
        return shares;
    }
}
