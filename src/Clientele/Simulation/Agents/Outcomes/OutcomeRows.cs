using Clientele.Data;

namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>The orders that show an attribute, by column: what the tables are counted from.</summary>
internal sealed record OutcomeRows
{
    public int Count => Outcome.Length;

    /// <summary>Code of each row for each field of <see cref="OutcomeField.All"/>; null for a field that no view asks for.</summary>
    public required int[]?[] Codes { get; init; }

    /// <summary>Value of each row for each slope.</summary>
    public required double[][] Slopes { get; init; }

    /// <summary>Option of each row.</summary>
    public required int[] Outcome { get; init; }

    /// <summary>Customer of each row; a customer's rows stand together.</summary>
    public required int[] Customer { get; init; }

    /// <summary>First row of the row's customer.</summary>
    public required int[] First { get; init; }

    /// <summary>One after the last row of the row's customer.</summary>
    public required int[] End { get; init; }

    /// <summary>Customers.</summary>
    public required int Customers { get; init; }

    public static OutcomeRows From(
        OrderTable orders, PersonaAssignment personas, MaskedOrder masked, OutcomeVocabulary words, IReadOnlyList<int> fields, IReadOnlyList<OutcomeSlope> slopes,
        ParallelOptions parallel)
    {
        int[] outcomes = [.. Enumerable.Range(0, orders.Count).Select(i => masked.Outcome(orders, i))];
        int[] rows = [.. Enumerable.Range(0, orders.Count).Where(i => outcomes[i] >= 0)];
        var codes = new int[]?[OutcomeField.All.Count];
        foreach (var field in fields)
            codes[field] = new int[rows.Length];
        double[][] values = [.. slopes.Select(_ => new double[rows.Length])];
        const int Block = 1024;
        Parallel.For(0, (rows.Length + Block - 1) / Block, parallel, block =>
        {
            for (var r = block * Block; r < Math.Min(rows.Length, (block + 1) * Block); r++)
            {
                var context = masked.Context(orders, rows[r]);
                var persona = personas.Persona[orders.Customer[rows[r]]];
                foreach (var field in fields)
                    codes[field]![r] = OutcomeField.All[field].Code(context, words, persona);
                for (var j = 0; j < slopes.Count; j++)
                    values[j][r] = slopes[j].Value(context);
            }
        });
        int[] customer = Array.ConvertAll(rows, i => orders.Customer[i]), first = new int[rows.Length], end = new int[rows.Length];
        var customers = 0;
        for (int start = 0, next; start < rows.Length; start = next, customers++)
        {
            for (next = start + 1; next < rows.Length && customer[next] == customer[start];)
                next++;
            first.AsSpan(start, next - start).Fill(start);
            end.AsSpan(start, next - start).Fill(next);
        }
        return new OutcomeRows
        {
            Codes = codes,
            Slopes = values,
            Outcome = Array.ConvertAll(rows, i => outcomes[i]),
            Customer = customer,
            First = first,
            End = end,
            Customers = customers,
        };
    }

    /// <summary>Whole customers, chosen by a counter, so that about so many rows remain.</summary>
    public int[] Sample(int rows, ulong seed)
    {
        var share = rows / (double)Math.Max(1, Count);
        return [.. Enumerable.Range(0, Count).Where(r => share >= 1 || CounterRandom.Uniform(seed, 0x5A3, (ulong)Customer[r]) < share)];
    }

    /// <summary>Outcomes of the same customer's other rows.</summary>
    public int[] Others(int row)
    {
        if (End[row] - First[row] == 1)
            return [];
        var others = new int[End[row] - First[row] - 1];
        for (int i = First[row], at = 0; i < End[row]; i++)
            if (i != row)
                others[at++] = Outcome[i];
        return others;
    }
}
