namespace Clientele.Data;

public sealed partial class Transactions
{
    /// <summary>Every accepted item of these customers.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ItemTable> ReadItemsAsync(CancellationToken cancellationToken = default)
    {
        await PrepareFactsAsync(null, cancellationToken);
        var categories = Texts("SELECT word FROM category_words ORDER BY no", cancellationToken);
        var n = (int)Database.Count("SELECT count(*) FROM item_facts");
        var table = new ItemTable { Categories = categories, Price = new double[n], Freight = new double[n], Category = new int[n], Customer = new int[n] };
        var start = 0;
        Database.ReadChunks("""
            SELECT CAST(i.amount AS DOUBLE) / CAST(greatest(i.units, 1) AS DOUBLE), CAST(i.freight AS DOUBLE), c.no, CAST(i.customer_no AS INTEGER)
            FROM item_facts i LEFT JOIN category_words c ON c.word = i.category
            """, chunk =>
        {
            Fill(chunk, 0, table.Price, start, double.NaN);
            Fill(chunk, 1, table.Freight, start, double.NaN);
            Fill(chunk, 2, table.Category, start, -1);
            Fill(chunk, 3, table.Customer, start, -1);
            start += chunk.Count;
        }, cancellationToken);
        return start == n ? table : throw new InvalidOperationException($"{n} items, but {start} were read.");
    }
}
