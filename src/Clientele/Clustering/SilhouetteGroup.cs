namespace Clientele.Clustering;

/// <summary>A run of points in one joint cell that share some coordinates.</summary>
/// <param name="Start">First place, a multiple of 8.</param>
/// <param name="End">Place after the last, a multiple of 8.</param>
/// <param name="Cell">Their joint cell.</param>
/// <param name="Varying">Features that differ within the group.</param>
/// <param name="Constant">Features that do not.</param>
/// <param name="Values">The constant features' values.</param>
internal sealed record SilhouetteGroup(int Start, int End, int Cell, int[] Varying, int[] Constant, float[] Values);
