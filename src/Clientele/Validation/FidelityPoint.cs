namespace Clientele.Validation;

/// <summary>A point of a figure: what really happened beside what was simulated.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Real">Measured.</param>
/// <param name="RealSe">Its standard error, honest where one is defined; NaN = unknown.</param>
/// <param name="Simulated">Simulated; NaN = not simulated.</param>
/// <param name="SimulatedSe">Its standard error; NaN = unknown.</param>
/// <param name="N">Orders behind the measurement.</param>
public sealed record FidelityPoint(string Label, double Real, double RealSe, double Simulated, double SimulatedSe, int N);
