namespace Clientele.Validation.Experiments;

/// <summary>A slope with its clustered standard error.</summary>
/// <param name="Value">The slope; NaN when the regressor does not vary within what is absorbed.</param>
/// <param name="Se">Standard error clustered by the group that the regressor varies over.</param>
/// <param name="N">Rows.</param>
/// <param name="Clusters">Clusters.</param>
internal readonly record struct SlopeEstimate(double Value, double Se, int N, int Clusters)
{
    /// <summary>Whether the 95 % interval holds 0.</summary>
    public bool HoldsZero => !(Math.Abs(Value) > 1.96 * Se);
}
