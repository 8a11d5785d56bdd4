namespace Clientele.Validation.Experiments;

/// <summary>A discontinuity, or another difference, with its standard errors.</summary>
/// <param name="Value">Right of the cutoff minus left of it; NaN when one side cannot carry a line.</param>
/// <param name="Se">Standard error, clustered by customer.</param>
/// <param name="RobustSe">Heteroskedasticity-robust standard error that takes every order for independent.</param>
/// <param name="N">Orders with weight.</param>
/// <param name="Left">Level just below the cutoff.</param>
/// <param name="Right">Level at it.</param>
internal readonly record struct JumpEstimate(double Value, double Se, double RobustSe, int N, double Left, double Right)
{
    /// <summary>Nothing could be estimated.</summary>
    public static JumpEstimate None { get; } = new(double.NaN, double.NaN, double.NaN, 0, double.NaN, double.NaN);

    /// <summary>Whether the clustered 95 % interval excludes 0.</summary>
    public bool IsSignificant => Math.Abs(Value) > 1.96 * Se;
}
