using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Clientele.Data;

namespace Clientele.Tests.Data;

public sealed class SyntheticStoreTests
{
    private static readonly SyntheticStoreOptions Small = new() { Orders = 6_000, Seed = 7 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_same_seed_gives_the_same_bytes_whatever_the_thread_count(int threads)
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await Write(one, Small with { Threads = 1 });
        await Write(other, Small with { Threads = threads });
        foreach (var name in SyntheticStoreFiles.Names)
            Assert.Equal(File.ReadAllBytes(one.File(name)), File.ReadAllBytes(other.File(name)));
    }

    [Fact]
    public async Task Another_seed_gives_another_store()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await Write(one, Small);
        await Write(other, Small with { Seed = 8 });
        foreach (var name in SyntheticStoreFiles.Names.Except([SyntheticStoreFiles.Translation]))
            Assert.NotEqual(File.ReadAllBytes(one.File(name)), File.ReadAllBytes(other.File(name)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(SyntheticStoreBlock.Size)]
    [InlineData(SyntheticStoreBlock.Size + 1)]
    public async Task Exactly_the_orders_asked_for_are_written(int orders)
    {
        using var folder = new TemporaryFolder();
        var summary = await Write(folder, Small with { Orders = orders });
        Assert.Equal(orders, File.ReadLines(folder.File(SyntheticStoreFiles.Orders)).Count() - 1);
        Assert.Equal(orders, File.ReadLines(folder.File(SyntheticStoreFiles.Customers)).Count() - 1);
        Assert.Equal(summary.Items, File.ReadLines(folder.File(SyntheticStoreFiles.Items)).Count() - 1);
        Assert.Equal(summary.Payments, File.ReadLines(folder.File(SyntheticStoreFiles.Payments)).Count() - 1);
        Assert.Equal(summary.Bytes, Directory.EnumerateFiles(folder.Path).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task An_existing_store_is_kept_unless_overwriting_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        folder.Write(SyntheticStoreFiles.Orders, "mine");
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Write(folder, Small));
        Assert.Contains(SyntheticStoreFiles.Orders, failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.File(SyntheticStoreFiles.Orders)));
        Assert.Single(Directory.EnumerateFiles(folder.Path));

        await Write(folder, Small with { Overwrite = true });
        Assert.Equal(SyntheticStoreFiles.Names.Order(), Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Other_files_of_the_folder_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "mine");
        await Write(folder, Small with { Orders = 10 });
        Assert.Equal("mine", File.ReadAllText(folder.File("notes.txt")));
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var progress = new Immediate(_ => source.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SyntheticStore.WriteAsync(folder.Path, new() { Orders = 2_000_000, Threads = 2 }, progress, source.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Progress_ends_at_the_total()
    {
        using var folder = new TemporaryFolder();
        var last = default(StageProgress);
        await SyntheticStore.WriteAsync(folder.Path, Small, new Immediate(progress => last = progress), TestContext.Current.CancellationToken);
        Assert.Equal((6_000L, 6_000L, "orders"), (last.Done, last.Total, last.Unit));
    }

    [Fact]
    public async Task A_world_that_does_not_exist_is_refused()
    {
        using var folder = new TemporaryFolder();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Write(folder, Small with { World = (SyntheticStoreWorld)99 }));
    }

    [Theory]
    [InlineData(SyntheticStoreWorld.NoHeterogeneity)]
    [InlineData(SyntheticStoreWorld.Habits)]
    [InlineData(SyntheticStoreWorld.FewCustomers)]
    public async Task Every_world_keeps_its_bytes_whatever_the_thread_count(SyntheticStoreWorld world)
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await Write(one, Small with { World = world, Threads = 1 });
        await Write(other, Small with { World = world, Threads = 3 });
        foreach (var name in SyntheticStoreFiles.Names)
            Assert.Equal(File.ReadAllBytes(one.File(name)), File.ReadAllBytes(other.File(name)));
    }

    [Fact]
    public async Task The_choice_model_world_keeps_its_bytes_from_version_to_version()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The last digit depends on the platform's mathematics library.");
        using var folder = new TemporaryFolder();
        await Write(folder, Small);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in SyntheticStoreFiles.Names.Except([SyntheticStoreFiles.Truth]))
            hash.AppendData(File.ReadAllBytes(folder.File(name)));
        // Published figures rest on these stores. A change of the files is a change of every one of them.
        Assert.Equal("85e800911f6461a6e6ae2642e41f4d42f4ed3d3623a9720d974e608037bb8c45", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(2_000_000_001, 0)]
    [InlineData(10, -1)]
    public async Task Impossible_sizes_are_refused(long orders, int threads)
    {
        using var folder = new TemporaryFolder();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Write(folder, Small with { Orders = orders, Threads = threads }));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_an_error_for_the_user()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("taken", "");
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => SyntheticStore.WriteAsync(path, Small, null, TestContext.Current.CancellationToken));
        Assert.NotNull(failure.Hint);
    }

    private static Task<SyntheticStoreSummary> Write(TemporaryFolder folder, SyntheticStoreOptions options) =>
        SyntheticStore.WriteAsync(folder.Path, options, null, TestContext.Current.CancellationToken);

    private sealed class Immediate(Action<StageProgress> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => report(value);
    }
}
