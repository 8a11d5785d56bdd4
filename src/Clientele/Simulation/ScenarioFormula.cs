namespace Clientele.Simulation;

/// <summary>Sums and products of numbers and of the offer's numbers: <c>offer.price</c>, <c>0.9 * offer.price</c>, <c>115 / 135 * offer.price + 10</c>.
/// Multiplication and division bind tighter; there are no brackets and no functions.</summary>
internal static class ScenarioFormula
{
    /// <summary>The value, rounded to a millionth so that 0.1 * 3 is 0.3.</summary>
    /// <exception cref="FormatException">It is not such a formula, or names an offer field that is not a number or is not stated.</exception>
    public static double Evaluate(string formula, IReadOnlyDictionary<string, double> offer)
    {
        var tokens = formula.Replace("*", " * ", StringComparison.Ordinal).Replace("/", " / ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (tokens.Length is 0 or > 40 || tokens.Length % 2 == 0)
            throw new FormatException($"\"{Words.Cut(formula, 60)}\" is neither a number nor a formula.");
        double sum = 0, product = Operand(tokens[0], offer), sign = 1;
        for (var i = 1; i < tokens.Length; i += 2)
        {
            var operand = Operand(tokens[i + 1], offer);
            switch (tokens[i])
            {
                case "*": product *= operand; break;
                case "/": product /= operand; break;
                case "+": (sum, product, sign) = (sum + sign * product, operand, 1); break;
                case "-": (sum, product, sign) = (sum + sign * product, operand, -1); break;
                default: throw new FormatException($"\"{Words.Cut(tokens[i], 20)}\" in \"{Words.Cut(formula, 60)}\" is none of * / + -.");
            }
        }
        return Math.Round(sum + sign * product, 6);
    }

    private static double Operand(string token, IReadOnlyDictionary<string, double> offer)
    {
        if (ScenarioReader.TryNumber(token, out var number))
            return number;
        if (!token.StartsWith("offer.", StringComparison.Ordinal))
            throw new FormatException($"\"{Words.Cut(token, 40)}\" is neither a number nor a field of the offer.");
        var name = token["offer.".Length..];
        if (offer.TryGetValue(name, out var value))
            return value;
        var known = ScenarioFields.Offer.Where(field => field.IsNumber).Select(field => field.Name).ToList();
        throw new FormatException(known.Contains(name)
            ? $"{token} is used in a formula, but the offer does not state {name}."
            : $"{Words.Cut(token, 40)} is no number of the offer{(Words.Nearest(name, known) is { } near ? $"; did you mean offer.{near}?" : ".")}");
    }
}
