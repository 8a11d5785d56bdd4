using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>How a customer has paid so far: orders by way of paying. Equal by content.</summary>
/// <param name="Payments">Method, instalments and number of orders; ordered by method, then instalments.</param>
public sealed record PaymentHistory(IReadOnlyList<(PaymentMethod Method, int Instalments, int Orders)> Payments)
{
    /// <summary>A customer of whom nothing is known.</summary>
    public static PaymentHistory None { get; } = new([]);

    /// <inheritdoc/>
    public bool Equals(PaymentHistory? other) => other is not null && Payments.SequenceEqual(other.Payments);

    /// <inheritdoc/>
    public override int GetHashCode() => Payments.Aggregate(17, HashCode.Combine);
}
