using System.Globalization;

namespace Clientele.Simulation;

/// <summary>Values that one number of a scenario takes, one after the other.</summary>
/// <param name="Path">Dotted path: <c>offer.price</c>, <c>options.upfront.pay.total</c>.</param>
/// <param name="Values">Ascending, at least two.</param>
public sealed record Sweep(string Path, IReadOnlyList<double> Values)
{
    private const int Most = 1000;

    /// <summary>Reads <c>offer.price=80:200:10</c>: path, first value, last value (included when a step reaches it), step.</summary>
    /// <exception cref="ClienteleException">Another form, a step that is not positive, or more than 1,000 values.</exception>
    public static Sweep Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ClienteleException Wrong(string problem) => new($"\"{text}\" {problem}.", "--sweep", "Write path=first:last:step, for instance offer.price=80:200:10.");
        var parts = text.Split('=');
        var numbers = parts.Length == 2 ? parts[1].Split(':') : [];
        if (numbers.Length != 3 || parts[0].Trim().Length == 0)
            throw Wrong("is no sweep");
        var values = new double[3];
        for (var i = 0; i < 3; i++)
            if (!double.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
                throw Wrong($"has a value that is no number: {numbers[i]}");
        var (first, last, step) = (values[0], values[1], values[2]);
        if (!(step > 0) || !(last > first))
            throw Wrong("does not rise");
        var count = Math.Floor((last - first) / step + 1e-9) + 1;
        if (count < 2)
            throw Wrong("has a step beyond its range");
        if (count > Most)
            throw Wrong($"has {count.ToString("N0", CultureInfo.InvariantCulture)} values; {Most} is the most");
        return new Sweep(parts[0].Trim(), [.. Enumerable.Range(0, (int)count).Select(i => Math.Round(first + i * step, 10))]);
    }
}
