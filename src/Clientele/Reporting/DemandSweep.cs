namespace Clientele.Reporting;

/// <summary>What demand does as one field of a scenario is swept (<c>simulate --sweep offer.price=80:200:10</c>).</summary>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Field">Field that was swept, as the scenario file names it: <c>offer.price</c>.</param>
/// <param name="Currency">ISO 4217 code of amounts.</param>
/// <param name="Curves">The population first, then the personas; all with the same values.</param>
/// <param name="AssumedLevel">What an assumed purchase level rests on; null when the user anchored it.</param>
public sealed record DemandSweep(string Scenario, string Field, string Currency, IReadOnlyList<DemandCurve> Curves, string? AssumedLevel);

/// <summary>One group's curve.</summary>
/// <param name="Name"><c>Population</c>, a persona name, or <c>Other</c>.</param>
/// <param name="Points">In the order of the values, at least one.</param>
public sealed record DemandCurve(string Name, IReadOnlyList<DemandPoint> Points);

/// <summary>Demand at one value.</summary>
/// <param name="Value">Value of the field.</param>
/// <param name="Purchase">Probability of a purchase.</param>
/// <param name="Revenue">Expected revenue a customer asked, currency.</param>
/// <param name="Margin">Expected margin a customer asked, currency; null without a unit cost.</param>
public sealed record DemandPoint(double Value, Interval Purchase, Interval Revenue, Interval? Margin);
