using Clientele.Data;
using Clientele.Simulation;

namespace Clientele.Tests.Simulation.Outcomes;

/// <summary>Made-up shops where what decides the stars and the category is known.</summary>
internal static class OutcomeWorld
{
    public static readonly string[] Categories = ["books", "lamps", "shoes", "tools"];

    /// <summary>One order a customer, every tenth customer two. Lamps always cost 77.70 and nothing else does; a late order loses two stars or so.</summary>
    public static OrderTable Shop(int customers, ulong seed)
    {
        int[] owner = [.. Enumerable.Range(0, customers).SelectMany(c => Enumerable.Repeat(c, c % 10 == 0 ? 2 : 1))];
        var n = owner.Length;
        double Chance(int i, int what) => CounterRandom.Uniform(seed, (ulong)what, (ulong)i);
        int[] category = [.. Enumerable.Range(0, n).Select(i => (int)(4 * Chance(i, 1)))];
        int[] late = [.. Enumerable.Range(0, n).Select(i => (int)(Chance(i, 2) < .7 ? -8 + 6 * Chance(i, 3) : 1 + 8 * Chance(i, 3)))];
        double[] amount = [.. Enumerable.Range(0, n).Select(i => category[i] == 1 ? 77.70 : Math.Round(20 + 30 * category[i] + 60 * Chance(i, 4), 2) is not 77.70 and var price ? price : 77.71)];
        int[] stars = [.. Enumerable.Range(0, n).Select(i => Math.Clamp((int)Math.Round((late[i] > 0 ? 2.2 : 4.4) + 1.2 * CounterRandom.Normal(seed, 5, (ulong)i)), 1, 5))];
        DateTime[] at = [.. Enumerable.Range(0, n).Select(i => new DateTime(2018, 1, 1).AddHours((int)(4000 * Chance(i, 6))))];
        T[] Fill<T>(T value) { var column = new T[n]; Array.Fill(column, value); return column; }
        return new OrderTable
        {
            CustomerIds = [.. Enumerable.Range(0, customers).Select(c => $"c{c:D7}")],
            Customer = owner,
            OrderedAt = at,
            PromisedAt = Array.ConvertAll(at, time => time.Date.AddDays(20)),
            DeliveredAt = [.. at.Select((time, i) => time.Date.AddDays(20 + late[i]).AddHours(12))],
            Amount = amount,
            Freight = Fill(12.0),
            Items = [.. Enumerable.Range(0, n).Select(_ => 1)],
            Products = Fill(1),
            Sellers = Fill(1),
            Categories = Categories,
            Category = category,
            PaymentRows = Fill(1),
            PaymentValue = Array.ConvertAll(amount, value => value + 12),
            Method = Fill(PaymentMethod.CreditCard),
            Instalments = [.. Enumerable.Range(0, n).Select(i => 1 + (int)(3 * Chance(i, 8)))],
            Stars = stars,
            ReviewCreatedAt = Fill(DateTime.MinValue),
            States = ["MG", "SP"],
            CustomerState = [.. Enumerable.Range(0, n).Select(i => Chance(i, 9) < .5 ? 0 : 1)],
            SellerState = Fill(1),
        };
    }
}
