using Clientele.Studio;
using Clientele.Studio.Jobs;
using Clientele.Studio.Work;

namespace Clientele.EndToEnd.Tests;

/// <summary>Two processes on one study: the first is halted while it writes, so that both are certainly there at once.</summary>
public sealed class StudyLockTests(DemoShop shop) : IClassFixture<DemoShop>, IDisposable
{
    private const int SigInt = 2, SigKill = 9, SigCont = 18, SigStop = 19;
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Study
    {
        get
        {
            var study = _folder.At("study");
            if (!Directory.Exists(study))
                shop.CopyStudy(study);
            return study;
        }
    }

    private string[] Command(string verb) => verb switch
    {
        "pipeline" or "run" or "validate" or "segments choose-k" => [.. verb.Split(' '), "--data", shop.Store, "--out", Study, .. verb is "segments choose-k" ? ["--k", "2..4", "--no-stability"] : Array.Empty<string>()],
        "simulate" => ["simulate", "--study", Study, "--replicates", "8"],
        "report" => ["report", "--study", Study],
        "figures" => ["figures", "--study", Study, "--out", Path.Combine(Study, "figures")],
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No such verb."),
    };

    // Starts a command, halts it once it has the study, lets something happen, and lets it go on.
    private async Task<Outcome> WhileAsync(string verb, Func<System.Diagnostics.Process, Task> then)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals.");
        var holder = Path.Combine(Study, ".clientele.lock.json");
        return await Tool.RunAsync(new ToolStart
        {
            WhenStarted = async process =>
            {
                while (!File.Exists(holder) && !process.HasExited)
                    await Task.Delay(1, TestContext.Current.CancellationToken);
                Tool.Signal(process, SigStop);
                await then(process);
                if (!process.HasExited)
                    Tool.Signal(process, SigCont);
            },
        }, Command(verb));
    }

    [Theory]
    [InlineData("pipeline", "pipeline")]
    [InlineData("pipeline", "simulate")]
    [InlineData("simulate", "simulate")]
    [InlineData("validate", "pipeline")]
    [InlineData("run", "validate")]
    [InlineData("segments choose-k", "report")]
    [InlineData("simulate", "figures")]
    public async Task The_second_ends_at_once_and_names_the_first_which_is_not_disturbed(string first, string second)
    {
        var process = 0;
        Outcome refused = null!;
        var done = await WhileAsync(first, async running =>
        {
            process = running.Id;
            refused = await Tool.RunAsync(Command(second));
        });
        Assert.Equal(2, refused.ExitCode);
        Assert.Matches($@"another process is writing here: {first} \(process {process}\), since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d", refused.Error);
        Assert.Contains("--wait", refused.Error, StringComparison.Ordinal);
        Assert.True(done.ExitCode == 0, done.Error);
        var next = await Tool.RunAsync(Command("simulate"));
        Assert.True(next.ExitCode == 0, next.Error);
        Assert.Equal([".clientele.lock"], Directory.GetFileSystemEntries(Study, ".clientele.*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Who_reads_sees_the_study_of_before_while_another_is_learned()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(Study, "study.json"), TestContext.Current.CancellationToken);
        await WhileAsync("pipeline", async _ =>
        {
            foreach (var command in (string[][])[["results", "--study", Study], ["simulate", "--study", Study, "--no-save"], ["report", "--study", Study, "--out", _folder.At("report.html")], ["figures", "--study", Study, "--out", _folder.At("figures"), "--only", "segment-sizes"]])
            {
                var read = await Tool.RunAsync(command);
                Assert.True(read.ExitCode == 0, read.Error);
            }
            Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(Study, "study.json"), TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public async Task With_wait_the_second_says_for_whom_and_comes_after_or_is_stopped()
    {
        var told = _folder.At("told");
        Task<Outcome> second = null!;
        var first = await WhileAsync("simulate", async _ =>
        {
            // One that is stopped, and one that waits to the end.
            var stopped = await Tool.RunAsync(new ToolStart { Program = "bash", WhenStarted = async process => { await Told(told); Tool.Signal(process, SigInt); } }, "-c", $"exec dotnet '{Tool.Dll}' {string.Join(' ', Command("simulate"))} --wait 2>'{told}'");
            Assert.Equal(130, stopped.ExitCode);
            File.Delete(told);
            second = Tool.ShellAsync($"exec dotnet '{Tool.Dll}' {string.Join(' ', Command("simulate"))} --wait 2>'{told}'");
            await Told(told);
            Assert.False(second.IsCompleted);
        });
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.True((await second).ExitCode == 0, await File.ReadAllTextAsync(told, TestContext.Current.CancellationToken));
        Assert.Matches(@"Waiting: .*: another process is writing here: simulate \(process \d+\), since ", await File.ReadAllTextAsync(told, TestContext.Current.CancellationToken));
    }

    private static async Task Told(string file)
    {
        while (!File.Exists(file) || !(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Contains("Waiting", StringComparison.Ordinal))
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_process_that_is_killed_frees_the_study()
    {
        var killed = await WhileAsync("pipeline", process =>
        {
            Tool.Signal(process, SigKill);
            return process.WaitForExitAsync(TestContext.Current.CancellationToken);
        });
        Assert.Equal(137, killed.ExitCode);
        foreach (var verb in (string[])["simulate", "pipeline"])
        {
            var next = await Tool.RunAsync(Command(verb));
            Assert.True(next.ExitCode == 0, next.Error);
        }
    }

    [Fact]
    public async Task The_studio_and_the_command_line_and_two_studios_keep_out_of_each_others_way()
    {
        var (one, other) = (Open(), Open());
        await WhileAsync("pipeline", async process =>
        {
            var job = one.MakeStore(500, seed: 1);
            await job.Work;
            Assert.Equal(JobState.Failed, job.State);
            Assert.Contains($"pipeline (process {process.Id})", job.Problem, StringComparison.Ordinal);
            Assert.Contains("try again", job.Hint, StringComparison.Ordinal);
            Assert.Contains("pipeline", Assert.Throws<ClienteleException>(() => one.Choose(shop.Store, "olist")).Message, StringComparison.Ordinal);
            Assert.NotNull(one.Model());
        });
        // Long enough to be there while the others ask; then it is stopped.
        var lasting = one.MakeStore(1_000_000, seed: 1);
        while (lasting.Progress is null)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        var second = other.MakeStore(500, seed: 1);
        await second.Work;
        Assert.Equal(JobState.Failed, second.State);
        Assert.Contains("studio: Writing a synthetic store", second.Problem, StringComparison.Ordinal);
        var command = await Tool.RunAsync(Command("simulate"));
        Assert.Equal(2, command.ExitCode);
        Assert.Contains("studio: Writing a synthetic store", command.Error, StringComparison.Ordinal);
        lasting.Cancel();
        await lasting.Work;
        Assert.Equal(JobState.Cancelled, lasting.State);
        var free = other.MakeStore(500, seed: 1);
        await free.Work;
        Assert.True(free.State == JobState.Done, free.Problem);
    }

    private Workspace Open()
    {
        var options = new StudioOptions { Study = Study, Port = 0, DataFolders = [shop.Store] };
        return new Workspace(options, new JobBoard(options));
    }
}
