using System.IO.Compression;
using Clientele.Data;
using Clientele.Data.Reading;

namespace Clientele.Tests.Data;

public sealed class DuckDbTests
{
    [Fact]
    public void Rows_beyond_the_budget_go_to_a_folder_that_is_deleted_with_the_database()
    {
        using var scratch = new TemporaryFolder();
        using (var database = DuckDb.OpenInMemory(1, MemoryBudget.Least, scratch.Path))
        {
            // Three columns of 64 random bits: 240 MB that cannot be packed, where 115 may be held.
            database.Execute("CREATE TABLE rows AS SELECT hash(range) AS a, hash(range + 1) AS b, hash(range + 2) AS c FROM range(10_000_000)");
            Assert.Equal(10_000_000, database.Count("SELECT count(DISTINCT a) FROM rows"));
            Assert.NotEmpty(Directory.EnumerateFiles(scratch.Path, "*", SearchOption.AllDirectories));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [Fact]
    public void A_statement_that_would_never_end_is_stopped_in_whatever_way_it_is_run()
    {
        const string Endless = "SELECT count(*) FROM range(1_000_000_000_000) a, range(1_000_000) b WHERE hash(a.range + b.range) = 7";
        foreach (var run in new Action<DuckDb>[] { database => database.Count(Endless), database => database.Query(Endless, _ => { }), database => database.Execute("CREATE TABLE endless AS " + Endless) })
        {
            using var database = DuckDb.OpenInMemory(1);
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            database.Cancellation = stop.Token;
            Assert.Throws<OperationCanceledException>(() => run(database));
        }
        using var chunks = DuckDb.OpenInMemory(1);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Throws<OperationCanceledException>(() => chunks.ReadChunks(Endless, _ => { }, soon.Token));
    }

    [Fact]
    public void A_packed_file_counts_by_its_text()
    {
        using var folder = new TemporaryFolder();
        var (packed, plain) = (Path.Combine(folder.Path, "shop.csv.gz"), Path.Combine(folder.Path, "shop.csv"));
        File.WriteAllBytes(plain, new byte[3_000_000]);
        using (var file = File.Create(packed))
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
            gzip.Write(new byte[3_000_000]);
        Assert.InRange(new FileInfo(packed).Length, 1, 10_000);
        Assert.Equal(3_000_000, GzipFile.TextLength(new FileInfo(packed)));
        Assert.Equal(3_000_000, GzipFile.TextLength(new FileInfo(plain)));
        File.WriteAllBytes(packed, [1, 2]);
        Assert.Equal(2, GzipFile.TextLength(new FileInfo(packed)));
    }
}
