using System.IO.Compression;
using System.Text;
using Clientele.Data;
using static Clientele.Tests.Data.KaggleDownloadServer;

namespace Clientele.Tests.Data;

public sealed class KaggleDownloadTests
{
    private const string Key = "0123456789abcdef-the-key";
    private const string Tag = "\"first\"";
    private static readonly KaggleCredentials User = new("ana", Key);
    private static readonly byte[] Archive = Zip(("a.csv", "x,y\n1,2\n"), ("b.csv", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10007},"))));

    [Fact]
    public async Task It_follows_the_redirect_and_unpacks_every_file()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, Archive));
        var progress = new List<StageProgress>();
        var summary = await Run(folder, server, progress: new Immediate(progress.Add));

        Assert.Equal(["a.csv", "b.csv"], summary.Files);
        Assert.Equal(["a.csv", "b.csv"], Names(folder));
        Assert.Equal("x,y\n1,2\n", File.ReadAllText(folder.File("a.csv")));
        Assert.Equal((Archive.Length, 0L), (summary.Bytes, summary.Resumed));
        Assert.Equal("/api/v1/datasets/download/olistbr/brazilian-ecommerce", server.Requests.First().Path);
        Assert.Contains(progress, p => p.Unit == "bytes" && p.Done == Archive.Length && p.Total == Archive.Length);
    }

    [Fact]
    public async Task The_credentials_go_to_the_api_and_to_no_other_host()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, Archive));
        await Run(folder, server);
        Assert.Equal(["127.0.0.1", "localhost"], server.Requests.Select(request => request.Host));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:" + Key)), server.Requests.First()["Authorization"]);
        Assert.Null(server.Requests.Last()["Authorization"]);
    }

    [Fact]
    public async Task A_dropped_connection_is_continued_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored == 0 ? Dropped(request, 1_000) : Ranged(request));
        var time = new PatientTime();
        var summary = await Run(folder, server, new() { Time = time });

        Assert.Equal(["a.csv", "b.csv"], summary.Files);
        Assert.Equal("bytes=1000-", server.Requests.Last()["Range"]);
        Assert.Equal(Tag, server.Requests.Last()["If-Range"]);
        Assert.Equal([TimeSpan.FromSeconds(1)], time.Waits);
    }

    [Fact]
    public async Task A_download_that_fails_for_good_is_continued_by_the_next_call()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored < 3 ? Dropped(request, 500) : Ranged(request));
        var time = new PatientTime();
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server, new() { Attempts = 3, Time = time }));
        Assert.Contains("3 times", failure.Message, StringComparison.Ordinal);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], time.Waits);

        var summary = await Run(folder, server);
        Assert.Equal(500, summary.Resumed);
        Assert.Equal(["a.csv", "b.csv"], Names(folder));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_makes_it_start_again()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored == 0 ? Dropped(request, 1_000) : Whole(request, Archive));
        var summary = await Run(folder, server);
        Assert.Equal((Archive.Length, 0L), (summary.Bytes, summary.Resumed));
    }

    [Fact]
    public async Task A_server_whose_copy_has_changed_makes_it_start_again()
    {
        using var folder = new TemporaryFolder();
        var changed = Zip(("c.csv", "new"));
        using var server = Server((request, stored) => stored == 0
            ? Dropped(request, 1_000)
            : Whole(request, changed) with { Headers = [("ETag", "\"second\"")] });
        await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server, new() { Attempts = 1 }));
        var summary = await Run(folder, server);
        Assert.Equal(["c.csv"], summary.Files);
        Assert.Equal(0, summary.Resumed);
    }

    [Theory]
    [InlineData("bytes 0-99/100", Tag)]
    [InlineData("bytes 500-599/600", "\"other\"")]
    public async Task A_wrong_continuation_is_not_appended(string range, string tag)
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored switch
        {
            0 => Dropped(request, 500),
            1 => new Reply(206, new byte[100]) { Headers = [("ETag", tag), ("Content-Range", range)] },
            _ => Ranged(request),
        });
        await Run(folder, server);
        Assert.Equal(["a.csv", "b.csv"], Names(folder));
        Assert.Null(server.Requests.Last()["Range"]);
    }

    [Fact]
    public async Task A_whole_archive_is_not_fetched_twice()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("brazilian-ecommerce.zip.part"), Archive);
        folder.Write("brazilian-ecommerce.zip.part.etag", Tag);
        using var server = Server(_ => new Reply(416, []) { Headers = [("Content-Range", $"bytes */{Archive.Length}")] });
        Assert.Equal(Archive.Length, (await Run(folder, server)).Resumed);
        Assert.Equal(["a.csv", "b.csv"], Names(folder));
    }

    [Fact]
    public async Task Without_a_strong_tag_nothing_is_continued()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored == 0
            ? Dropped(request, 1_000) with { Headers = [("ETag", "W/" + Tag)] }
            : Whole(request, Archive) with { Headers = [] });
        Assert.Equal(Archive.Length, (await Run(folder, server)).Bytes);
        Assert.DoesNotContain(server.Requests, request => request["Range"] is not null);
    }

    [Theory]
    [InlineData(401, "ana", "Create New Token")]
    [InlineData(403, "olistbr/brazilian-ecommerce", "accept its terms")]
    [InlineData(404, "olistbr/brazilian-ecommerce", "Check the name")]
    [InlineData(429, "fewer requests", "in 17 s")]
    [InlineData(418, "418", "later")]
    public async Task Refusals_say_what_to_do(int status, string message, string hint)
    {
        using var folder = new TemporaryFolder();
        using var server = new KaggleDownloadServer((_, _) => new Reply(status, "{}"u8.ToArray()) { Headers = [("Retry-After", "17")] });
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(hint, failure.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(Names(folder));
    }

    [Fact]
    public async Task A_storage_link_that_ran_out_is_asked_for_again()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored == 0 ? new Reply(403, []) : Whole(request, Archive));
        await Run(folder, server);
        Assert.Equal(["127.0.0.1", "localhost", "127.0.0.1", "localhost"], server.Requests.Select(request => request.Host));
    }

    [Fact]
    public async Task A_server_that_stays_silent_counts_as_dropped()
    {
        using var folder = new TemporaryFolder();
        var time = new PatientTime();
        using var server = new KaggleDownloadServer((_, _) =>
        {
            time.LosePatience();
            return new Reply(200, []) { Hang = true };
        });
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server, new() { Attempts = 2, Time = time }));
        Assert.Contains("no answer in time", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_key_and_the_signed_link_stand_in_no_message_and_no_file()
    {
        using var folder = new TemporaryFolder();
        using var server = Server((request, stored) => stored < 2 ? Dropped(request, 700) : new Reply(500, []));
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server, new() { Attempts = 4 }));
        var secrets = new[] { Key, Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:" + Key)), "secret-link" };
        var texts = Directory.EnumerateFiles(folder.Path).Select(File.ReadAllText).Append(failure + failure.Hint).Append($"{User}");
        Assert.All(texts, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
        Assert.Equal(2, Names(folder).Length);
    }

    [Fact]
    public async Task Cancelling_keeps_what_was_fetched()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        using var server = Server(request => Dropped(request, 3 << 20, Zip(("a.bin", RandomText(4 << 20)))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => KaggleDownload.RunAsync(
            folder.Path, User, Client(), Options(server, null), new Immediate(_ => source.Cancel()), source.Token));
        Assert.InRange(new FileInfo(folder.File("brazilian-ecommerce.zip.part")).Length, 1 << 20, 3 << 20);
    }

    [Fact]
    public async Task Files_that_are_already_there_are_kept()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.csv", "mine");
        using var server = Server(request => Ranged(request));
        await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Equal("mine", File.ReadAllText(folder.File("b.csv")));
        Assert.False(File.Exists(folder.File("a.csv")));

        await Run(folder, server, new() { Overwrite = true });
        Assert.NotEqual("mine", File.ReadAllText(folder.File("b.csv")));
    }

    [Fact]
    public async Task A_store_that_is_already_there_is_noticed_before_anything_is_fetched()
    {
        using var folder = new TemporaryFolder();
        folder.Write("olist_orders_dataset.csv", "mine");
        using var server = Server(request => Whole(request, Archive));
        await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_an_unprotected_host_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        using var server = new KaggleDownloadServer((_, _) => new Reply(302, []) { Headers = [("Location", "http://example.org/x")] });
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Contains("http://example.org", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using var folder = new TemporaryFolder();
        using var server = new KaggleDownloadServer((request, _) => new Reply(302, []) { Headers = [("Location", request.Path)] });
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Contains("redirected more than 5 times", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://www.kaggle.com", "a/b")]
    [InlineData("https://www.kaggle.com", "a")]
    [InlineData("https://www.kaggle.com", "a/../b")]
    [InlineData("https://www.kaggle.com", "a/..")]
    [InlineData("https://www.kaggle.com", "a/b?c")]
    public async Task Unsafe_addresses_are_refused_before_any_request(string address, string dataset)
    {
        using var folder = new TemporaryFolder();
        await Assert.ThrowsAsync<ArgumentException>(() => KaggleDownload.RunAsync(
            folder.Path, User, Client(), new() { BaseAddress = new(address), Dataset = dataset }, null, TestContext.Current.CancellationToken));
    }

    internal static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return memory.ToArray();
    }

    internal static Task<KaggleDownloadSummary> Run(
        TemporaryFolder folder, KaggleDownloadServer server, KaggleDownloadOptions? options = null, IProgress<StageProgress>? progress = null) =>
        KaggleDownload.RunAsync(folder.Path, User, Client(), Options(server, options), progress, TestContext.Current.CancellationToken);

    /// <summary>The API redirects to the storage, which answers by the number of requests that it has had.</summary>
    internal static KaggleDownloadServer Server(Func<Request, int, Reply> storage)
    {
        var stored = 0;
        KaggleDownloadServer? server = null;
        server = new KaggleDownloadServer((request, _) => request.Host == "localhost"
            ? storage(request, stored++)
            : new Reply(302, []) { Headers = [("Location", server!.Storage)] });
        return server;
    }

    internal static KaggleDownloadServer Server(Func<Request, Reply> storage) => Server((request, _) => storage(request));

    internal static Reply Whole(Request request, byte[] body) => new(200, body) { Headers = [("ETag", Tag), ("Content-Type", "application/zip")] };

    internal static string[] Names(TemporaryFolder folder) => [.. Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order()];

    private static HttpClient Client() => KaggleDownload.CreateClient();

    private static KaggleDownloadOptions Options(KaggleDownloadServer server, KaggleDownloadOptions? options)
    {
        options ??= new();
        return options with { BaseAddress = server.Api, Time = options.Time == TimeProvider.System ? new PatientTime() : options.Time };
    }

    private static Reply Dropped(Request request, int bytes, byte[]? body = null) =>
        Whole(request, (body ?? Archive)[..bytes]) with { ClaimedLength = (body ?? Archive).Length };

    private static Reply Ranged(Request request)
    {
        if (request["Range"] is not { } range || request["If-Range"] != Tag)
            return Whole(request, Archive);
        var from = int.Parse(range["bytes=".Length..^1], null);
        return from >= Archive.Length
            ? new Reply(416, []) { Headers = [("Content-Range", $"bytes */{Archive.Length}")] }
            : new Reply(206, Archive[from..]) { Headers = [("ETag", Tag), ("Content-Range", $"bytes {from}-{Archive.Length - 1}/{Archive.Length}")] };
    }

    private static string RandomText(int length)
    {
        var random = new SeededRandom(1);
        return string.Create(length, random, (span, chance) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)(' ' + chance.NextInt32(94));
        });
    }

    private sealed class Immediate(Action<StageProgress> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => report(value);
    }

    /// <summary>A clock on which every wait is over at once, but patience with a silent server lasts until the test ends it.</summary>
    private sealed class PatientTime : TimeProvider
    {
        private Action _losePatience = () => { };

        public List<TimeSpan> Waits { get; } = [];

        public void LosePatience() => _losePatience();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == new KaggleDownloadOptions().Patience)
            {
                _losePatience = () => callback(state);
                return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            }
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
