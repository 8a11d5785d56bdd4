using Clientele.Clustering;

namespace Clientele.Validation;

/// <summary>One way to cut the customers, with the evidence for it.</summary>
/// <param name="FeatureSet">Features that it is made from.</param>
/// <param name="K">Number of segments.</param>
/// <param name="JaccardMin">Bootstrap Jaccard similarity of the least stable segment, 0..1, over resamples.</param>
/// <param name="JaccardMedian">Median over the segments.</param>
/// <param name="PredictionStrength">Prediction strength, 0..1, over halvings.</param>
/// <param name="Silhouette">Mean silhouette, −1..1.</param>
/// <param name="NullShare">Share of it that data without groups reach (Gaussian copula).</param>
/// <param name="PValue">p value of the silhouette against such data, over all candidates.</param>
/// <param name="Recommended">Whether evidence recommends it.</param>
/// <param name="InUse">Whether the personas of this study are made from it.</param>
public sealed record FidelitySegmentation(
    string FeatureSet, int K, MonteCarloMean JaccardMin, MonteCarloMean JaccardMedian, MonteCarloMean PredictionStrength, double Silhouette, double NullShare, double PValue, bool Recommended, bool InUse);
