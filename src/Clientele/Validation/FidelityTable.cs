namespace Clientele.Validation;

/// <summary>A joint distribution, real and simulated: shares by row and column.</summary>
/// <param name="Name">plan × value decile …</param>
/// <param name="Rows">Row names.</param>
/// <param name="Columns">Column names.</param>
/// <param name="Real">Shares, (rows, columns).</param>
/// <param name="Simulated">Shares of the simulated orders.</param>
public sealed record FidelityTable(string Name, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Real, IReadOnlyList<IReadOnlyList<double>> Simulated);
