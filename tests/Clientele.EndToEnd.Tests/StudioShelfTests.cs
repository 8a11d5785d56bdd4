using Clientele.Studio;
using Clientele.Studio.Jobs;
using Clientele.Studio.Work;

namespace Clientele.EndToEnd.Tests;

/// <summary>What the studio reads and stores: uploads whole or not at all, folders that were named and no others, and jobs that fail alone.</summary>
public sealed class StudioShelfTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Uploads => _folder.At("study", "studio", "uploads");

    private StudioOptions Options(params string[] data) => new() { Study = _folder.At("study"), Port = 0, LargestUpload = 1_000, DataFolders = data };

    private DataShelf Shelf(params string[] data) => new(Options(data), _folder.At("study", "studio"));

    private static (string, long, Func<long, CancellationToken, Stream>) File(string name, int length = 10, long? claimed = null) => (name, claimed ?? length, (_, _) => new MemoryStream(new byte[length]));

    private static Task<string> StoreAsync(DataShelf shelf, params (string, long, Func<long, CancellationToken, Stream>)[] files) =>
        shelf.StoreAsync(files, new Progress<StageProgress>(), TestContext.Current.CancellationToken);

    private async Task<ClienteleException> RefusedAsync(params (string, long, Func<long, CancellationToken, Stream>)[] files)
    {
        var refused = await Assert.ThrowsAsync<ClienteleException>(() => StoreAsync(Shelf(), files));
        Assert.NotNull(refused.Hint);
        AssertNothingStored();
        return refused;
    }

    private void AssertNothingStored() => Assert.Empty(Directory.Exists(_folder.Path) ? Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".clientele.lock").Concat(Directory.Exists(Uploads) ? Directory.GetFileSystemEntries(Uploads) : []) : []);

    [Fact]
    public async Task An_upload_is_stored_in_a_folder_of_its_own_and_offered()
    {
        var shelf = Shelf();
        // What a server that was killed in the middle left.
        Directory.CreateDirectory(Path.Combine(Uploads, ".draft-0"));
        var first = await StoreAsync(shelf, File("orders.csv"), File("Artículos (2).CSV.gz", 20), File("empty.txt", 0));
        Assert.Equal(Path.Combine(Uploads, "1"), first);
        Assert.Equal(20, new FileInfo(Path.Combine(first, "Artículos (2).CSV.gz")).Length);
        var both = await Task.WhenAll(StoreAsync(shelf, File("a.csv")), StoreAsync(shelf, File("a.csv")));
        Assert.Equal(["1", "2", "3"], Directory.GetFileSystemEntries(Uploads).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3, shelf.Folders().Count);
        Assert.All([first, .. both], folder => Assert.True(shelf.Allows(folder)));
        Assert.Equal(["Artículos (2).CSV.gz", "empty.txt", "orders.csv"], DataShelf.FilesOf(first));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../orders.csv")]
    [InlineData("a/orders.csv")]
    [InlineData("/orders.csv")]
    [InlineData("..\\orders.csv")]
    [InlineData("C:orders.csv")]
    [InlineData("orders.csv\0.txt")]
    [InlineData("or\nders.csv")]
    [InlineData(".orders.csv")]
    [InlineData("orders.exe")]
    [InlineData("orders*.csv")]
    [InlineData("orders'.csv")]
    public async Task A_name_that_is_no_data_files_is_refused(string name) => await RefusedAsync(File("fine.csv"), File(name));

    [Fact]
    public async Task Too_many_files_or_two_of_a_name_are_refused()
    {
        await RefusedAsync();
        await RefusedAsync([.. Enumerable.Range(0, 65).Select(index => File($"{index}.csv", 1))]);
        await RefusedAsync(File("orders.csv"), File("ORDERS.csv"));
        await RefusedAsync(File(new string('a', 130) + ".csv"));
    }

    [Fact]
    public async Task Too_much_is_refused_by_what_is_claimed_and_by_what_comes()
    {
        await RefusedAsync(File("a.csv", 1, claimed: 1_001));
        await RefusedAsync(File("a.csv", 600), File("b.csv", 600));
        await RefusedAsync(File("a.csv", 1, claimed: long.MaxValue), File("b.csv", 1, claimed: long.MaxValue));
        await RefusedAsync(File("a.csv", 1, claimed: -1));
        Assert.Contains("longer", (await RefusedAsync(File("a.csv", 500, claimed: 10))).Message, StringComparison.Ordinal);
        Assert.Contains("longer", (await RefusedAsync(File("fine.csv"), ("endless.csv", 10, (_, _) => new Endless()))).Message, StringComparison.Ordinal);
        Assert.Contains("sooner", (await RefusedAsync(File("a.csv", 10, claimed: 500))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_is_stopped_or_breaks_in_the_middle_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var shelf = Shelf();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shelf.StoreAsync(
            [File("first.csv"), ("second.csv", 900, (_, _) => new Endless { WhenRead = stop.Cancel })], new Progress<StageProgress>(), stop.Token));
        AssertNothingStored();
        await Assert.ThrowsAsync<ClienteleException>(() => StoreAsync(shelf, File("first.csv"), ("second.csv", 900, (_, _) => new Endless { WhenRead = () => throw new IOException("The connection was lost.") })));
        AssertNothingStored();
    }

    [Fact]
    public async Task A_browser_that_stands_still_or_is_gone_frees_the_job()
    {
        var options = Options() with { UploadPatience = TimeSpan.FromMilliseconds(50) };
        var jobs = new JobBoard(options);
        var workspace = new Workspace(options, jobs);
        Assert.Null(await workspace.Upload([("orders.csv", 10, (_, _) => new Still())]));
        Assert.Contains("has sent nothing for", jobs.Latest!.Problem, StringComparison.Ordinal);

        // However long it may stand still, a cancel and a page that is closed end it at once.
        options = Options() with { UploadPatience = Timeout.InfiniteTimeSpan };
        jobs = new JobBoard(options);
        workspace = new Workspace(options, jobs);
        var upload = workspace.Upload([("orders.csv", 10, (_, _) => new Still())]);
        jobs.Latest!.Cancel();
        Assert.Null(await upload);
        Assert.Equal(JobState.Cancelled, jobs.Latest!.State);
        using var lost = new CancellationTokenSource();
        upload = workspace.Upload([("orders.csv", 10, (_, _) => new Still(lost.Token))]);
        await lost.CancelAsync();
        Assert.Null(await upload);
        Assert.Contains("connection ended", jobs.Latest!.Problem, StringComparison.Ordinal);
        AssertNothingStored();
    }

    // Never has anything to read; ends when its page does.
    private sealed class Still(CancellationToken lost = default) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, lost);
            return 0;
        }
    }

    [Fact]
    public async Task A_study_whose_own_folders_are_links_is_not_written_through_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        var outside = Directory.CreateDirectory(_folder.At("outside")).FullName;
        Directory.CreateDirectory(_folder.At("study"));
        Directory.CreateSymbolicLink(_folder.At("study", "studio"), outside);
        await RefusedAsync(File("orders.csv"));
        var options = Options(outside);
        Assert.Throws<ClienteleException>(() => new Workspace(options, new JobBoard(options)).Choose(outside, "olist"));
        Assert.Empty(Directory.GetFileSystemEntries(outside));
        Directory.Delete(_folder.At("study", "studio"));
        Directory.CreateDirectory(_folder.At("study", "studio"));
        Directory.CreateSymbolicLink(Uploads, outside);
        await RefusedAsync(File("orders.csv"));
        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public async Task A_link_in_an_upload_takes_it_off_the_shelf_and_a_link_in_a_users_own_folder_is_the_users()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by ordinary users on Linux and macOS.");
        var own = Directory.CreateDirectory(_folder.At("own")).FullName;
        var outside = Directory.CreateDirectory(_folder.At("outside")).FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(outside, "secret.csv"), "a,b", TestContext.Current.CancellationToken);
        System.IO.File.CreateSymbolicLink(Path.Combine(own, "orders.csv"), Path.Combine(outside, "secret.csv"));
        var shelf = Shelf(own);
        Assert.True(shelf.Allows(own));
        Assert.Equal(["orders.csv"], DataShelf.FilesOf(own));

        var upload = await StoreAsync(shelf, File("orders.csv"));
        Assert.True(shelf.Allows(upload));
        System.IO.File.CreateSymbolicLink(Path.Combine(upload, "more.csv"), Path.Combine(outside, "secret.csv"));
        Assert.False(shelf.Allows(upload));
        Directory.CreateSymbolicLink(Path.Combine(Uploads, "2"), outside);
        Assert.False(shelf.Allows(Path.Combine(Uploads, "2")));
        Assert.Single(shelf.Folders());
    }

    [Fact]
    public async Task A_study_that_remembers_a_folder_which_was_not_named_or_a_mapping_that_leads_out_reads_neither()
    {
        var shop = Directory.CreateDirectory(_folder.At("shop")).FullName;
        await System.IO.File.WriteAllTextAsync(_folder.At("x.csv"), "order,customer\n1,2\n", TestContext.Current.CancellationToken);
        new Workspace(Options(shop), new JobBoard(Options(shop))).Choose(shop, "cdnow");

        // The next server is started without the folder, or with another.
        foreach (var options in (StudioOptions[])[Options(), Options(_folder.Path), Options(shop + "2")])
        {
            var later = new Workspace(options, new JobBoard(options));
            Assert.Equal(shop, later.Source!.Folder);
            Assert.Throws<ClienteleException>(later.Check);
            Assert.Throws<ClienteleException>(() => later.Choose(shop, "cdnow"));
        }
        var again = new Workspace(Options(shop), new JobBoard(Options(shop)));
        again.Remap(Clientele.Data.MappingFile.ReadShipped("cdnow").Replace("CDNOW_master.txt", "../x.csv", StringComparison.Ordinal));
        var job = again.Check();
        await job.Work;
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("../x.csv", job.Problem, StringComparison.Ordinal);
        Assert.Null(again.Checked);
    }

    [Fact]
    public async Task A_job_that_fails_is_shown_and_the_server_answers_on()
    {
        var shop = Directory.CreateDirectory(_folder.At("shop")).FullName;
        await System.IO.File.WriteAllBytesAsync(Path.Combine(shop, "CDNOW_master.txt"), [0, 255, 254, 10, 0, 34, 10], TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.At("study"));
        await using var server = await StudioServer.StartAsync(Options(shop), TestContext.Current.CancellationToken);
        var workspace = server.Service<Workspace>();
        workspace.Choose(shop, "cdnow");
        foreach (var start in (Func<Job>[])[workspace.Check, workspace.Check, () => server.Service<JobBoard>().Start("data", "Breaks", "/", (_, _, _) => throw new InvalidOperationException("broken"))])
        {
            var job = start();
            await job.Work;
            Assert.Equal(JobState.Failed, job.State);
            Assert.NotNull(job.Hint);
            using var client = new HttpClient();
            var page = await client.GetStringAsync(server.Address, TestContext.Current.CancellationToken);
            Assert.Contains("failed after", page, StringComparison.Ordinal);
        }
    }

    /// <summary>A stream without an end.</summary>
    private sealed class Endless : Stream
    {
        public Action WhenRead { get; init; } = () => { };

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() { }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WhenRead();
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span.Clear();
            return ValueTask.FromResult(Math.Min(buffer.Length, 100));
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
