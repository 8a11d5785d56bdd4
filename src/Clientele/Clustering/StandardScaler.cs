namespace Clientele.Clustering;

/// <summary>Centres and scales features after their transform: z = (transform(x) − mean) / scale.</summary>
/// <param name="Mean">Mean of each transformed feature, d.</param>
/// <param name="Scale">Standard deviation (ddof 0) of each transformed feature, d; 1 where it is 0, so that a constant feature becomes 0.</param>
public sealed partial record StandardScaler(IReadOnlyList<double> Mean, IReadOnlyList<double> Scale);
