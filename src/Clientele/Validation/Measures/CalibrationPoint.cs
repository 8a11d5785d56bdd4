namespace Clientele.Validation.Measures;

/// <summary>One bin of a reliability curve.</summary>
/// <param name="Confidence">Mean probability of the top option.</param>
/// <param name="Accuracy">How often it was right.</param>
/// <param name="N">Orders.</param>
internal sealed record CalibrationPoint(double Confidence, double Accuracy, int N);
