namespace Clientele;

/// <summary>An estimate with its 95 % interval. NaN bounds mean that no interval could be computed.</summary>
/// <param name="Value">Point estimate.</param>
/// <param name="Low">2.5 % quantile of the parameter draws.</param>
/// <param name="High">97.5 % quantile.</param>
public readonly record struct Interval(double Value, double Low, double High);
