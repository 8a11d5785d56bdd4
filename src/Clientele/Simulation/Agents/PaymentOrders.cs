using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>The orders that the payment nest is fitted on, by column, sorted by total so that runs of orders share a menu.</summary>
internal sealed class PaymentOrders
{
    /// <summary>ln total minus <see cref="Centre"/>.</summary>
    public required double[] LogValue { get; init; }

    /// <summary>Index into <see cref="Methods"/>.</summary>
    public required int[] Method { get; init; }

    /// <summary>Instalments; 1 for every other method than card.</summary>
    public required int[] Plan { get; init; }

    /// <summary>Position in the order table.</summary>
    public required int[] Order { get; init; }

    /// <summary>Customer index of the order table.</summary>
    public required int[] Customer { get; init; }

    /// <summary>Persona of the customer; −1 when unknown.</summary>
    public required int[] Persona { get; init; }

    /// <summary>Longest feasible plan, an order.</summary>
    public required int[] Longest { get; init; }

    /// <summary>Longest plan with large instalments, an order.</summary>
    public required int[] LongestLarge { get; init; }

    /// <summary>Added to the utility of plan k, an order, at [k − 2]: what its category, month and the like are worth. One for every plan of the rule above one instalment.</summary>
    public required double[][] Offset { get; init; }

    /// <summary>Methods that occur; the first is the base (card, where it occurs).</summary>
    public required PaymentMethod[] Methods { get; init; }

    public required double Centre { get; init; }

    public required SortedDictionary<string, int> LeftOut { get; init; }

    public int Count => LogValue.Length;

    public bool HasCard => Methods.Length > 0 && Methods[0] == PaymentMethod.CreditCard;

    /// <summary>Takes the orders with one payment row of a known method, a positive total and a feasible plan.</summary>
    /// <remarks>Above <paramref name="maxOrders"/> whole customers are kept or left by a hash, so that the draws still resample customers.</remarks>
    public static PaymentOrders From(OrderTable orders, PersonaAssignment personas, InstalmentRule rule, int maxOrders, ulong seed)
    {
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        void Leave(string reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;

        var rows = new List<int>(orders.Count);
        for (var i = 0; i < orders.Count; i++)
        {
            var method = orders.Method[i];
            if (orders.PaymentRows[i] == 0 || method == PaymentMethod.Unknown)
                Leave("no payment recorded");
            else if (orders.PaymentRows[i] > 1 || method == PaymentMethod.Mixed)
                Leave("several payments for one order");
            else if (!(orders.PaymentValue[i] > 0))
                Leave("nothing paid");
            else if (method == PaymentMethod.CreditCard && orders.Instalments[i] < 1)
                Leave("instalments not recorded");
            else if (method == PaymentMethod.CreditCard && orders.Instalments[i] > rule.Longest(orders.PaymentValue[i]))
                Leave("plan outside the shop's rule");
            else
                rows.Add(i);
        }
        if (rows.Count > maxOrders)
        {
            var share = (double)maxOrders / rows.Count;
            var kept = rows.FindAll(i => CounterRandom.Uniform(seed, (ulong)orders.Customer[i], 1) < share);
            leftOut["beyond the order limit (a sample of customers is fitted)"] = rows.Count - kept.Count;
            rows = kept;
        }
        return Build(orders, personas, rule, rows, leftOut);
    }

    /// <summary>The same orders as if each had been paid at once.</summary>
    public PaymentOrders AtOnce()
    {
        var ones = new int[Count];
        Array.Fill(ones, 1);
        return new PaymentOrders
        {
            LogValue = LogValue,
            Method = Method,
            Plan = ones,
            Order = Order,
            Offset = Offset,
            Customer = Customer,
            Persona = Persona,
            Longest = Longest,
            LongestLarge = LongestLarge,
            Methods = Methods,
            Centre = Centre,
            LeftOut = LeftOut,
        };
    }

    /// <summary>The part of the orders that satisfies a condition on their index, in the same order.</summary>
    public PaymentOrders Where(Func<int, bool> condition)
    {
        var chosen = new List<int>(Count);
        for (var i = 0; i < Count; i++)
            if (condition(i))
                chosen.Add(i);
        return At([.. chosen]);
    }

    /// <summary>The orders at these positions.</summary>
    public PaymentOrders At(int[] rows)
    {
        T[] Take<T>(T[] column) => Array.ConvertAll(rows, i => column[i]);
        return new PaymentOrders
        {
            LogValue = Take(LogValue),
            Method = Take(Method),
            Plan = Take(Plan),
            Order = Take(Order),
            Offset = Array.ConvertAll(Offset, Take),
            Customer = Take(Customer),
            Persona = Take(Persona),
            Longest = Take(Longest),
            LongestLarge = Take(LongestLarge),
            Methods = Methods,
            Centre = Centre,
            LeftOut = LeftOut,
        };
    }

    private static PaymentOrders Build(
        OrderTable orders, PersonaAssignment personas, InstalmentRule rule, List<int> rows, SortedDictionary<string, int> leftOut)
    {
        var values = rows.ConvertAll(i => orders.PaymentValue[i]).ToArray();
        var index = rows.ToArray();
        Array.Sort(values, index);
        // Equal totals: by position, so that the order does not depend on the sort's inner workings.
        for (var start = 0; start < values.Length;)
        {
            var end = start + 1;
            while (end < values.Length && values[end] == values[start])
                end++;
            Array.Sort(index, start, end - start);
            start = end;
        }

        var present = new HashSet<PaymentMethod>(index.Select(i => orders.Method[i]));
        PaymentMethod[] methods = [.. PaymentWords.Ways.Where(present.Contains)];
        var centre = values.Length == 0 ? 0 : values.Average(Math.Log);
        return new PaymentOrders
        {
            LogValue = Array.ConvertAll(values, value => Math.Log(value) - centre),
            Method = Array.ConvertAll(index, i => Array.IndexOf(methods, orders.Method[i])),
            Plan = Array.ConvertAll(index, i => orders.Method[i] == PaymentMethod.CreditCard ? orders.Instalments[i] : 1),
            Order = index,
            Offset = [.. Enumerable.Range(2, Math.Max(0, rule.Max - 1)).Select(_ => new double[index.Length])],
            Customer = Array.ConvertAll(index, i => orders.Customer[i]),
            Persona = Array.ConvertAll(index, i => personas.Persona[orders.Customer[i]]),
            Longest = Array.ConvertAll(values, rule.Longest),
            LongestLarge = Array.ConvertAll(values, value => PlanUtility.LongestLarge(value, rule.MinAmount)),
            Methods = methods,
            Centre = centre,
            LeftOut = leftOut,
        };
    }
}
