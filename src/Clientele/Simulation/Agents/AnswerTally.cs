using System.Globalization;

namespace Clientele.Simulation.Agents;

/// <summary>Numbers that an answer gives to options, until they are a distribution or a problem in words.</summary>
internal sealed class AnswerTally(AnswerNames names)
{
    private readonly AnswerQuantity?[] _given = new AnswerQuantity?[names.Options.Count];
    private string? _problem;

    /// <summary>Whether any option was given a number, or tried to be.</summary>
    public bool Any { get; private set; }

    /// <summary>Options with a number.</summary>
    public int Count => _given.Count(quantity => quantity is not null);

    /// <summary>Whether any number is a percentage.</summary>
    public bool HasPercent => _given.Any(quantity => quantity is { Percent: true });

    /// <summary>Notes a number for an option.</summary>
    /// <param name="option">Index of the option.</param>
    /// <param name="quantity">The number.</param>
    /// <param name="mayRepeat">Whether saying the same again is all right (prose) or not (keys of an object).</param>
    public void Add(int option, AnswerQuantity quantity, bool mayRepeat)
    {
        Any = true;
        if (_given[option] is { } before && !(mayRepeat && before == quantity))
            Fault($"{names.Options[option].Id} is given twice: {Show(before)} and {Show(quantity)}.");
        _given[option] ??= quantity;
    }

    /// <summary>Notes what makes the numbers unreadable; the first is told.</summary>
    public void Fault(string problem)
    {
        Any = true;
        _problem ??= problem;
    }

    /// <summary>The distribution, or the problem; neither when nothing was noted.</summary>
    public (double[]? Distribution, string? Problem) Finish()
    {
        if (!Any || _problem is not null)
            return (null, _problem);
        var given = _given.Where(quantity => quantity is not null).Select(quantity => quantity!.Value).ToList();
        foreach (var (option, quantity) in names.Options.Zip(_given))
            if (quantity is { } q && !(q.Value >= 0 && double.IsFinite(q.Value)))
                return (null, $"{option.Id} has {Show(q)}, which is not a probability.");
        var percent = given.Exists(quantity => quantity.Percent);
        if (percent && given.Exists(quantity => !quantity.Percent && quantity.Value > 0))
            return (null, "Some probabilities are percentages and some are not.");

        var sum = given.Sum(quantity => quantity.Value);
        bool Near(double whole) => Math.Abs(sum - whole) <= whole * AnswerReader.Rounding + 1e-9;
        var scale = !percent && Near(1) ? 1 : Near(100) ? 100 : 0;
        if (scale == 0)
        {
            var missing = names.Options.Where((_, o) => _given[o] is null).Select(option => option.Id).ToList();
            return (null, missing.Count == 0 ? $"The probabilities sum to {Show(sum, percent)}, not to {(percent ? "100 %" : "1")}."
                : $"Nothing is given for {Words.List(missing, 5)}, and the other probabilities sum to {Show(sum, percent)}, not to {(percent ? "100 %" : "1")}.");
        }
        foreach (var (option, quantity) in names.Options.Zip(_given))
            if (quantity is { } q && q.Value > scale)
                return (null, $"{option.Id} has {Show(q)}, which is more than certain.");
        return ([.. _given.Select(quantity => (quantity?.Value ?? 0) / sum + 0.0)], null);
    }

    private static string Show(AnswerQuantity quantity) => Show(quantity.Value, quantity.Percent);

    private static string Show(double value, bool percent)
    {
        var text = value.ToString("0.####;-0.####", CultureInfo.InvariantCulture);
        return (text.Length <= 20 && text != "0" ? text : value.ToString("R", CultureInfo.InvariantCulture)) + (percent ? " %" : "");
    }
}
