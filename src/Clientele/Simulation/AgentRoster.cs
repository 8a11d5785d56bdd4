using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Simulation;

/// <summary>All customers of a shop as possible agents, by column: salted id, persona, own payments, features. Holds no customer id.</summary>
public sealed record AgentRoster
{
    /// <summary>Creates the roster and checks its shape.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, or a history index points nowhere.</exception>
    public AgentRoster(
        ulong[] ids, int[] persona, int[] history, IReadOnlyList<PaymentHistory> histories, IReadOnlyList<string> featureNames, IReadOnlyList<double[]> features)
    {
        if (persona.Length != ids.Length || history.Length != ids.Length || features.Count != featureNames.Count || features.Any(column => column.Length != ids.Length))
            throw new ArgumentException("The columns of a roster have one entry an agent.", nameof(ids));
        if (history.Any(index => index < 0 || index >= histories.Count))
            throw new ArgumentException("A history index points nowhere.", nameof(history));
        (Ids, Persona, History, Histories, FeatureNames, Features) = (ids, persona, history, histories, featureNames, features);
    }

    /// <summary>First 64 bits of SHA-256 of salt and customer id; 16 hexadecimal digits in text.</summary>
    public ulong[] Ids { get; }

    /// <summary>Segment number of each agent's persona.</summary>
    public int[] Persona { get; }

    /// <summary>Index of each agent's payment history in <see cref="Histories"/>.</summary>
    public int[] History { get; }

    /// <summary>The distinct payment histories.</summary>
    public IReadOnlyList<PaymentHistory> Histories { get; }

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Feature values by column.</summary>
    public IReadOnlyList<double[]> Features { get; }

    /// <summary>Agents.</summary>
    public int Count => Ids.Length;

    /// <summary>An agent's id in text.</summary>
    public static string Text(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Makes the roster of the customers that have features.</summary>
    /// <param name="features">Customers and their features.</param>
    /// <param name="segmentation">Their segments.</param>
    /// <param name="orders">Their orders, for payment histories; null when unknown.</param>
    /// <param name="salt">Goes before the customer id in the hash; any text that stays the same within a study.</param>
    /// <exception cref="ArgumentException">Another number of labels than customers, or two customers with one id (then choose another salt).</exception>
    public static AgentRoster From(FeatureMatrix features, Segmentation segmentation, OrderTable? orders, string salt)
    {
        if (segmentation.Labels.Length != features.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {features.Count} customers.", nameof(segmentation));
        var ids = new ulong[features.Count];
        var prefix = Encoding.UTF8.GetBytes(salt);
        Parallel.For(0, (ids.Length + 4095) / 4096, block =>
        {
            Span<byte> hash = stackalloc byte[32];
            var text = new byte[prefix.Length + 256];
            prefix.CopyTo(text, 0);
            for (var i = block * 4096; i < Math.Min(ids.Length, (block + 1) * 4096); i++)
            {
                var id = features.CustomerIds[i];
                if (text.Length < prefix.Length + Encoding.UTF8.GetMaxByteCount(id.Length))
                    Array.Resize(ref text, prefix.Length + Encoding.UTF8.GetMaxByteCount(id.Length));
                SHA256.HashData(text.AsSpan(0, prefix.Length + Encoding.UTF8.GetBytes(id, text.AsSpan(prefix.Length))), hash);
                ids[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
            }
        });
        if (new HashSet<ulong>(ids).Count < ids.Length)
            throw new ArgumentException("Two customers have one agent id; another salt avoids it.", nameof(salt));

        var histories = new List<PaymentHistory> { PaymentHistory.None };
        var history = new int[ids.Length];
        if (orders is not null)
            ReadHistories(features, orders, histories, history);
        return new AgentRoster(ids, [.. segmentation.Labels], history, histories, [.. features.Features.Select(f => f.Name)], features.Columns);
    }

    private static void ReadHistories(FeatureMatrix features, OrderTable orders, List<PaymentHistory> histories, int[] history)
    {
        var known = new Dictionary<PaymentHistory, int> { [PaymentHistory.None] = 0 };
        for (int row = 0, j = 0; row < orders.Count;)
        {
            var (customer, first) = (orders.Customer[row], row);
            while (row < orders.Count && orders.Customer[row] == customer)
                row++;
            while (j < features.Count && string.CompareOrdinal(features.CustomerIds[j], orders.CustomerIds[customer]) < 0)
                j++;
            if (j >= features.Count)
                break;
            if (features.CustomerIds[j] != orders.CustomerIds[customer])
                continue;
            var own = PaymentHistory.Of(orders, Enumerable.Range(first, row - first));
            if (!known.TryGetValue(own, out var index))
            {
                known[own] = index = histories.Count;
                histories.Add(own);
            }
            history[j] = index;
        }
    }
}
