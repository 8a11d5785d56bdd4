using System.Text;

namespace Clientele.EndToEnd.Tests;

/// <summary>A studio on a study with one run and with links that lead out of it.</summary>
public sealed class LinkedStudy : IAsyncLifetime
{
    public const string Hash = "0123456789abcdef", Linked = "00000000000000aa", LinkedFile = "00000000000000bb", Marker = "foreign-bytes-marker", Own = "row,of,the,run";

    internal Folder Folder { get; } = new();

    internal Studio Studio { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Write(Own, "study", "runs", Hash, "decisions.csv");
        Write("{\"note\": \"not a run\"}", "study", "runs", Hash, "run.json");
        Sums.Renew(Folder.At("study", "runs", Hash));
        Write($"{{\"secret\": \"{Marker}\"}}", "study", "study.json");
        Write(Marker, "outside", "decisions.csv");
        Write(Marker, "outside", "run.json");
        Write(Marker, "secret.txt");
        Directory.CreateSymbolicLink(Folder.At("study", "runs", Linked), Folder.At("outside"));
        Directory.CreateDirectory(Folder.At("study", "runs", LinkedFile));
        File.CreateSymbolicLink(Folder.At("study", "runs", LinkedFile, "decisions.csv"), Folder.At("secret.txt"));
        File.CreateSymbolicLink(Folder.At("study", "runs", LinkedFile, "run.json"), Folder.At("secret.txt"));
        Directory.CreateDirectory(Folder.At("study", "studio"));
        Studio = await Studio.StartAsync(Folder.At("study"));
    }

    public async ValueTask DisposeAsync()
    {
        if (Studio is not null)
            await Studio.DisposeAsync();
        Folder.Dispose();
    }

    private void Write(string text, params string[] path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.At(path))!);
        File.WriteAllText(Folder.At(path), text, Encoding.ASCII);
    }
}

/// <summary>What the studio sends from the disk: a run's own files, and nothing that a path or a link leads to.</summary>
public sealed class StudioPathTests(LinkedStudy linked) : IClassFixture<LinkedStudy>
{
    private const string Hash = LinkedStudy.Hash, Linked = LinkedStudy.Linked, LinkedFile = LinkedStudy.LinkedFile;

    private readonly Folder _folder = linked.Folder;
    private readonly Studio _studio = linked.Studio;

    [Fact]
    public async Task A_file_of_a_run_is_sent_to_be_saved_under_a_name_that_says_which()
    {
        var sent = await _studio.SendAsync($"/runs/{Hash}/files/decisions.csv");
        Assert.Equal(200, sent.Status);
        Assert.Equal(LinkedStudy.Own, sent.Body);
        Assert.Contains("attachment; filename=decisions-01234567.csv", sent.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Contains("no-store", sent.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("text/csv", sent.Header("Content-Type"), StringComparison.Ordinal);
        // A record that cannot be read makes no page, and says so in plain text.
        var damaged = await _studio.SendAsync($"/runs/{Hash}/files/report.html");
        Assert.Equal(422, damaged.Status);
        Assert.StartsWith("text/plain", damaged.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/runs/../..")]
    [InlineData("/runs/../../secret.txt")]
    [InlineData("/../secret.txt")]
    [InlineData("/runs/%2e%2e%2f%2e%2e%2fsecret.txt")]
    [InlineData("/runs/%2e%2e/%2e%2e/secret.txt")]
    [InlineData("/runs/..%5c..%5csecret.txt")]
    [InlineData($"/runs/{Hash}/files/..%2f..%2f..%2fstudy.json")]
    [InlineData($"/runs/{Hash}/files/..%2f..%2fstudy.json")]
    [InlineData($"/runs/{Hash}/files/%252e%252e%252fstudy.json")]
    [InlineData($"/runs/{Hash}/files/../../../study.json")]
    [InlineData($"/runs/{Hash}/files/study.json")]
    [InlineData($"/runs/{Hash}/files/decisions.csv%00.txt")]
    [InlineData($"/runs/{Hash}/files/DECISIONS.CSV")]
    [InlineData($"/runs/{Hash}/files//etc/passwd")]
    [InlineData($"/runs/{Hash}/files/%2fetc%2fpasswd")]
    [InlineData($"/runs/{Hash}%2ffiles%2fdecisions.csv")]
    [InlineData("/runs/0123456789ABCDEF/files/decisions.csv")]
    [InlineData("/runs/01234567/files/decisions.csv")]
    [InlineData("/runs/0123456/files/decisions.csv")]
    [InlineData("/runs/../files/decisions.csv")]
    [InlineData("/runs/..%2f..%2foutside/files/decisions.csv")]
    [InlineData("/runs/%2e%2e/files/decisions.csv")]
    [InlineData("/runs/fedcba9876543210/files/decisions.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("/file:///etc/passwd")]
    public async Task No_path_leads_out_of_the_run(string path)
    {
        var answer = await _studio.SendAsync(path);
        // A server may put the dots of a path in order and find a page there; it never finds a file.
        Assert.True(answer.Status is 404 or 400 || answer.Header("Content-Type").StartsWith("text/html", StringComparison.Ordinal) && answer.Header("Content-Disposition").Length == 0, $"{answer.Status}");
        AssertNothingForeign(answer);
    }

    [Theory]
    [InlineData(Linked, "decisions.csv")]
    [InlineData(Linked, "run.json")]
    [InlineData(Linked, "report.html")]
    [InlineData(LinkedFile, "decisions.csv")]
    [InlineData(LinkedFile, "run.json")]
    [InlineData(LinkedFile, "report.html")]
    public async Task No_link_below_the_study_is_followed(string hash, string name)
    {
        var answer = await _studio.SendAsync($"/runs/{hash}/files/{name}");
        Assert.Equal(404, answer.Status);
        AssertNothingForeign(answer);
        foreach (var page in (string[])["/runs", $"/runs/{hash}"])
            AssertNothingForeign(await _studio.SendAsync(page));
    }

    [Fact]
    public async Task A_folder_of_runs_that_is_a_link_holds_no_runs()
    {
        Directory.CreateDirectory(_folder.At("other", "studio"));
        Directory.CreateSymbolicLink(_folder.At("other", "runs"), _folder.At("study", "runs"));
        await using var studio = await Studio.StartAsync(_folder.At("other"));
        Assert.Equal(404, (await studio.SendAsync($"/runs/{Hash}/files/decisions.csv")).Status);
        // The study itself may be a link of the user's.
        Directory.CreateSymbolicLink(_folder.At("mine"), _folder.At("study"));
        await using var mine = await Studio.StartAsync(_folder.At("mine"));
        Assert.Equal(200, (await mine.SendAsync($"/runs/{Hash}/files/decisions.csv")).Status);
    }

    private static void AssertNothingForeign(RawAnswer answer)
    {
        foreach (var foreign in (string[])[LinkedStudy.Marker, "root:x:", LinkedStudy.Own])
            Assert.DoesNotContain(foreign, answer.Body, StringComparison.Ordinal);
    }
}
