namespace Clientele.Data;

/// <summary>What <see cref="SyntheticStore.WriteAsync"/> wrote.</summary>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Orders">Orders of all statuses.</param>
/// <param name="Customers">Distinct <c>customer_unique_id</c>.</param>
/// <param name="Items">Rows of the items file.</param>
/// <param name="Payments">Rows of the payments file.</param>
/// <param name="Reviews">Rows of the reviews file.</param>
/// <param name="Products">Rows of the products file.</param>
/// <param name="Sellers">Rows of the sellers file.</param>
/// <param name="Bytes">Bytes of all files.</param>
public sealed record SyntheticStoreSummary(
    string Folder, long Orders, long Customers, long Items, long Payments, long Reviews, int Products, int Sellers, long Bytes);
