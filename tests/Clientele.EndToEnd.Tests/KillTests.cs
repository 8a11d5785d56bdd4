using Clientele.Stub;

namespace Clientele.EndToEnd.Tests;

/// <summary>SIGKILL at boundaries between stages: what is left is the study of before, and the same command again ends well. bench/reference/kills does it at
/// random moments, thirty times a command.</summary>
public sealed class KillTests(DemoShop shop) : IClassFixture<DemoShop>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Study => _folder.At("study");

    private string[] Command(string verb) => verb switch
    {
        "pipeline" => ["pipeline", "--data", shop.Store, "--out", Study, "--k", "4"],
        "simulate" => ["simulate", "--study", Study, "--replicates", "8", "--seed", "7"],
        "simulate --model" => ["simulate", "--study", Study, "--model", "claude-haiku-5-5", "--max-cost", "none", "--population", "sample:40", "--scenarios", "flash_sale"],
        "validate" => ["validate", "--data", shop.Store, "--out", Study],
        "validate --model" => ["validate", "--data", shop.Store, "--out", Study, "--k", "3", "--model", "claude-haiku-5-5", "--max-cost", "none", "--questions", "10"],
        "figures" => ["figures", "--study", Study, "--out", Path.Combine(Study, "figures")],
        "synth" => ["synth", "--orders", "60000", "--out", Path.Combine(Study, "store"), "--force"],
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No such verb."),
    };

    [Theory]
    [InlineData("pipeline", ".clientele.lock.json")]
    [InlineData("pipeline", ".clientele.draft")]
    [InlineData("pipeline", ".clientele.draft/model/customer_features.csv")]
    [InlineData("pipeline", ".clientele.draft/model/choice-model.json")]
    [InlineData("simulate", ".clientele.lock.json")]
    [InlineData("simulate", "runs/*/.clientele.draft")]
    [InlineData("simulate --model", "journal.db-wal")]
    [InlineData("validate", "cache/*")]
    [InlineData("validate --model", "journal.db-wal")]
    [InlineData("figures", "figures/.clientele.draft")]
    [InlineData("synth", "store/.clientele.draft")]
    public async Task A_command_that_is_killed_leaves_the_state_of_before_and_nothing_that_is_in_the_way(string verb, string when)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals.");
        shop.CopyStudy(Study);
        Directory.CreateDirectory(_folder.At("study", "figures"));
        Directory.CreateDirectory(_folder.At("study", "store"));
        var before = Results();
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7, Latency = TimeSpan.FromMilliseconds(5) }, TestContext.Current.CancellationToken);
        var start = new ToolStart { Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "sk-test", ["ANTHROPIC_BASE_URL"] = stub.Address.GetLeftPart(UriPartial.Authority) } };
        var killed = await Tool.RunAsync(start with
        {
            WhenStarted = async process =>
            {
                while (!IsThere(when) && !process.HasExited)
                    await Task.Delay(1, TestContext.Current.CancellationToken);
                process.Kill();
            },
        }, Command(verb));
        Assert.True(killed.ExitCode == 137, killed.Error);
        var read = await Tool.RunAsync("simulate", "--study", Study, "--no-save");
        Assert.True(read.ExitCode == 0, read.Error);
        Assert.Equal(before, Results());
        var again = await Tool.RunAsync(start, Command(verb));
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Study, "*", SearchOption.AllDirectories), left => Path.GetFileName(left) is ".clientele.draft" or ".clientele.ready" or ".clientele.lock.json" || left.EndsWith(".partial", StringComparison.Ordinal));
    }

    private bool IsThere(string pattern)
    {
        try
        {
            // One star: for the name of a folder or a file.
            var at = pattern.IndexOf('*', StringComparison.Ordinal);
            return at < 0 ? Path.Exists(Path.Combine(Study, pattern))
                : Directory.Exists(Path.Combine(Study, pattern[..at])) && Directory.EnumerateFileSystemEntries(Path.Combine(Study, pattern[..at])).Any(entry => Path.Exists(entry + pattern[(at + 1)..]));
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    // Bytes of every result: not of what is kept for the folder's own sake, of answers that were paid for, of what may be computed again.
    private Dictionary<string, string> Results() => Directory.EnumerateFiles(Study, "*", SearchOption.AllDirectories)
        .Select(file => (Name: Path.GetRelativePath(Study, file), File: file))
        .Where(file => !file.Name.Contains(".clientele.", StringComparison.Ordinal) && !file.Name.StartsWith("journal.db", StringComparison.Ordinal) && !file.Name.StartsWith("cache", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.File))));
}
