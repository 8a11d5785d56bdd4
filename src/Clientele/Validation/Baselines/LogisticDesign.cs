namespace Clientele.Validation.Baselines;

/// <summary>Rows of a table as sparse vectors. Categorical columns: one indicator a level, and one for "unknown". Numeric columns: the standardised value (of its
/// logarithm where that is the less skewed) and one indicator a decile, so that a linear model can bend; an unknown value is the mean and its own indicator.
/// Everything is learned on the rows to fit on.</summary>
internal sealed class LogisticDesign
{
    private readonly List<int> _slots = [];

    /// <summary>Lays out the columns.</summary>
    public LogisticDesign(IReadOnlyList<TaskColumn> columns, int[] fit, int count)
    {
        Entries = 1 + columns.Sum(c => c.Levels > 0 ? 1 : 2);
        (Index, Value) = (new int[count * Entries], new double[count * Entries]);
        Add(count, _ => (0, 1), 1);
        foreach (var column in columns)
        {
            if (column.Levels > 0)
            {
                Add(count, i => (Indicator(column.Values[i], column.Levels), 1), column.Levels + 1);
                continue;
            }
            var cuts = ConditionalMarginal.Cuts(fit.Select(i => column.Values[i]), 10);
            var scale = Scale(fit.Select(i => column.Values[i]).Where(v => !double.IsNaN(v)).ToArray());
            Add(count, i => (0, double.IsNaN(column.Values[i]) ? 0 : scale(column.Values[i])), 1);
            Add(count, i => (double.IsNaN(column.Values[i]) ? cuts.Length + 1 : ConditionalMarginal.Cell(cuts, column.Values[i]), 1), cuts.Length + 2);
        }
    }

    /// <summary>Entries a row: its non-zeros.</summary>
    public int Entries { get; }

    /// <summary>Features; feature 0 is the constant.</summary>
    public int Features { get; private set; }

    /// <summary>Features of the entries, row by row.</summary>
    public int[] Index { get; }

    /// <summary>Values of the entries, row by row.</summary>
    public double[] Value { get; }

    private static int Indicator(double value, int levels) => double.IsNaN(value) ? levels : (int)value;

    private void Add(int count, Func<int, (int Feature, double Value)> entry, int width)
    {
        var slot = _slots.Count;
        _slots.Add(Features);
        for (var i = 0; i < count; i++)
        {
            var (feature, value) = entry(i);
            (Index[(i * Entries) + slot], Value[(i * Entries) + slot]) = (Features + feature, value);
        }
        Features += width;
    }

    private static Func<double, double> Scale(double[] values)
    {
        if (values.Length == 0)
            return _ => 0;
        var plain = Moments(values);
        if (values.Min() >= 0)
        {
            var logs = Moments(Array.ConvertAll(values, v => Math.Log(1 + v)));
            if (Math.Abs(logs.Skew) < Math.Abs(plain.Skew))
                return v => (Math.Log(1 + Math.Max(0, v)) - logs.Mean) / logs.Deviation;
        }
        return v => (v - plain.Mean) / plain.Deviation;
    }

    private static (double Mean, double Deviation, double Skew) Moments(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return deviation > 1e-12 ? (mean, deviation, values.Average(v => Math.Pow((v - mean) / deviation, 3))) : (mean, 1, 0);
    }
}
