using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>A synthetic store in a temporary folder and its files as tables.</summary>
internal sealed class SyntheticStoreTables : IDisposable
{
    private readonly DuckDb _database = DuckDb.OpenInMemory(2);

    public TemporaryFolder Folder { get; } = new();

    public static async Task<SyntheticStoreTables> WriteAsync(SyntheticStoreOptions options)
    {
        var tables = new SyntheticStoreTables();
        await SyntheticStore.WriteAsync(tables.Folder.Path, options);
        foreach (var (table, file) in ((string, string)[])[
            ("customers", SyntheticStoreFiles.Customers), ("orders", SyntheticStoreFiles.Orders), ("items", SyntheticStoreFiles.Items),
            ("payments", SyntheticStoreFiles.Payments), ("reviews", SyntheticStoreFiles.Reviews), ("products", SyntheticStoreFiles.Products),
            ("sellers", SyntheticStoreFiles.Sellers), ("translation", SyntheticStoreFiles.Translation)])
            tables._database.Execute($"CREATE TABLE {table} AS FROM read_csv({DuckDb.Literal(tables.Folder.File(file))}, header = true, quote = '\"', escape = '\"')");
        return tables;
    }

    public double Number(string sql)
    {
        var value = double.NaN;
        _database.Query($"SELECT CAST(({sql}) AS DOUBLE)", row => value = row.GetDouble(0));
        return value;
    }

    /// <summary>Rows of numbers.</summary>
    public List<double[]> Rows(string select, int columns)
    {
        var rows = new List<double[]>();
        _database.Query(select, row => rows.Add([.. Enumerable.Range(0, columns).Select(row.GetDouble)]));
        return rows;
    }

    public void Execute(string sql) => _database.Execute(sql);

    public void Dispose()
    {
        _database.Dispose();
        Folder.Dispose();
    }
}
