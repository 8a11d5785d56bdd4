namespace Clientele.Data;

/// <summary>Part of a deterministic split of the customers by a hash of their id, made before any feature is computed, so that
/// nothing learned from one part has seen another (fidelity: split by customer, 60/20/20).</summary>
public enum CustomerGroup
{
    /// <summary>Every customer.</summary>
    All,

    /// <summary>60 %: parameters are estimated here.</summary>
    Fit,

    /// <summary>20 %: calibration and choices between models.</summary>
    Calibrate,

    /// <summary>20 %: scored once, never tuned on.</summary>
    Test,
}
