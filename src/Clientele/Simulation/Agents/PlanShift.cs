namespace Clientele.Simulation.Agents;

/// <summary>What the context of an order adds to the utility of its plans; nothing for the average order.</summary>
/// <param name="Several">Added to every plan of more than one instalment.</param>
/// <param name="LogPlan">Added × ln k.</param>
/// <param name="Longest">Added to the longest plan on offer.</param>
/// <param name="Departures">Added to plan k, at [k − 2]; null = nothing.</param>
internal readonly record struct PlanShift(double Several, double LogPlan, double Longest, double[]? Departures)
{
    /// <summary>What it adds to one plan.</summary>
    public double Of(int k, int longest) =>
        k < 2 ? 0 : Several + LogPlan * PlanUtility.Log(k) + (k == longest ? Longest : 0) + (Departures is not null && k - 2 < Departures.Length ? Departures[k - 2] : 0);
}
