using System.IO.Compression;
using Clientele.Data;
using static Clientele.Tests.Data.KaggleDownloadTests;

namespace Clientele.Tests.Data;

public sealed class KaggleDownloadArchiveTests
{
    [Theory]
    [InlineData("../evil.csv")]
    [InlineData("..")]
    [InlineData("/tmp/evil.csv")]
    [InlineData("C:evil.csv")]
    [InlineData("C:\\evil.csv")]
    [InlineData("..\\evil.csv")]
    [InlineData("a/../../evil.csv")]
    [InlineData("folder/")]
    [InlineData("name\n.csv")]
    public async Task No_entry_may_leave_the_folder(string name)
    {
        using var parent = new TemporaryFolder();
        using var server = Server(request => Whole(request, Zip(("good.csv", "1"), (name, "evil"))));
        var folder = parent.File("data");
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => Run(folder, server));
        Assert.Contains("not a plain file", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["data"], Names(parent));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder), path => path.EndsWith("good.csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_is_not_unpacked()
    {
        using var folder = new TemporaryFolder();
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry("link.csv");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var writer = new StreamWriter(entry.Open());
            writer.Write("/etc/passwd");
        }
        var bytes = memory.ToArray();
        using var server = Server(request => Whole(request, bytes));
        await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server));
        Assert.False(Path.Exists(folder.File("link.csv")));
    }

    [Fact]
    public async Task Two_entries_of_one_name_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, Zip(("a.csv", "1"), ("A.csv", "2"))));
        await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server));
        Assert.DoesNotContain("a.csv", Names(folder));
    }

    [Fact]
    public async Task An_archive_that_would_unpack_to_too_much_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, Zip(("bomb.csv", new string('0', 5_000_000)))));
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server, new() { MaxBytes = 1_000_000 }));
        Assert.Contains("1,000,000", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bomb.csv", Names(folder));
    }

    [Fact]
    public async Task A_download_that_is_too_long_is_stopped()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, new byte[300_000]) with { ClaimedLength = -1 });
        await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server, new() { MaxBytes = 200_000 }));
    }

    [Fact]
    public async Task An_archive_that_lies_about_its_size_is_broken()
    {
        using var folder = new TemporaryFolder();
        var bytes = Zip(("liar.csv", new string('0', 50_000)));
        PatchCentralDirectory(bytes, 24, 10); // Uncompressed size.
        using var server = Server(request => Whole(request, bytes));
        await ExpectBroken(folder, server);
    }

    [Fact]
    public async Task A_damaged_file_is_noticed_by_its_checksum()
    {
        using var folder = new TemporaryFolder();
        var bytes = Zip(("a.csv", "some text"));
        PatchCentralDirectory(bytes, 16, 12_345); // CRC-32.
        using var server = Server(request => Whole(request, bytes));
        await ExpectBroken(folder, server);
    }

    [Fact]
    public async Task A_web_page_instead_of_an_archive_is_broken_and_not_kept()
    {
        using var folder = new TemporaryFolder();
        using var server = Server(request => Whole(request, "<html>Please sign in</html>"u8.ToArray()));
        await ExpectBroken(folder, server);
    }

    [Fact]
    public async Task A_truncated_archive_is_broken_and_not_kept()
    {
        using var folder = new TemporaryFolder();
        var bytes = Zip(("a.csv", new string('x', 1_000)));
        using var server = Server(request => Whole(request, bytes[..^30]));
        await ExpectBroken(folder, server);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_for_the_user()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is only on Linux.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("brazilian-ecommerce.zip.part"), "/dev/full");
        using var server = Server(request => Whole(request, Zip(("a.csv", "1"))));
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server));
        Assert.Contains("space", failure.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"username\":\"ana\"}")]
    [InlineData("{\"username\":\"ana\",\"key\":5}")]
    [InlineData("{\"username\":\"ana\",\"key\":\"\"}")]
    [InlineData("{\"username\":\"a:na\",\"key\":\"TOPSECRET\"}")]
    [InlineData("{\"username\":\"ana\",\"key\":\"TOPSECRET\\nx\"}")]
    [InlineData("{\"username\":\"ana\",\"key\":TOPSECRET}")]
    public void Malformed_credentials_are_refused_without_quoting_them(string json)
    {
        var failure = Assert.Throws<ClienteleException>(() => KaggleCredentials.Parse(json));
        Assert.Contains("kaggle.json", failure.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_print_without_the_key()
    {
        var credentials = KaggleCredentials.Parse("{\"username\":\"ana\",\"key\":\" TOPSECRET \"}");
        Assert.Equal("KaggleCredentials { Username = ana, Key = *** }", credentials.ToString());
        Assert.Equal(new KaggleCredentials("ana", "TOPSECRET"), credentials);
    }

    private static Task<KaggleDownloadSummary> Run(string folder, KaggleDownloadServer server) =>
        KaggleDownload.RunAsync(folder, new("ana", "key"), KaggleDownload.CreateClient(), new() { BaseAddress = server.Api }, null, TestContext.Current.CancellationToken);

    private static async Task ExpectBroken(TemporaryFolder folder, KaggleDownloadServer server)
    {
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => KaggleDownloadTests.Run(folder, server));
        Assert.Contains("not a whole zip archive", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Names(folder));
    }

    private static void PatchCentralDirectory(byte[] zip, int offset, int value)
    {
        var header = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(header + offset), value);
    }
}
