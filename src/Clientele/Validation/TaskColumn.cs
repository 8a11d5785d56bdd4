namespace Clientele.Validation;

/// <summary>One column of a context.</summary>
/// <param name="Name">Name in reports.</param>
/// <param name="Values">Values; NaN = unknown. For a categorical column whole numbers 0..<paramref name="Levels"/>−1.</param>
/// <param name="Levels">Levels of a categorical column; 0 = numeric.</param>
internal sealed record TaskColumn(string Name, double[] Values, int Levels = 0);
