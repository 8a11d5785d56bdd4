namespace Clientele.Simulation;

/// <summary>The demand curve of one group of agents.</summary>
/// <param name="Name">Persona name, <c>Population</c> or <c>Other</c>.</param>
/// <param name="Weight">Real customers.</param>
/// <param name="Points">One a value of the sweep.</param>
/// <param name="BestRevenue">Value with the largest revenue among those swept; its interval is that of the best value over the parameter draws.</param>
/// <param name="BestMargin">The same for the margin; null without a unit cost.</param>
/// <param name="BestAtEdge">The best value (margin if there is one, else revenue) is the first or the last one: a wider sweep may find a better one.</param>
public sealed record SweepGroup(
    string Name, double Weight, IReadOnlyList<SweepPoint> Points, Interval BestRevenue, Interval? BestMargin, bool BestAtEdge);
