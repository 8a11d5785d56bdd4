namespace Clientele.EndToEnd.Tests;

public sealed class OutputTests
{
    [Fact]
    public async Task A_reader_that_goes_away_is_no_failure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is needed.");
        var outcome = await Tool.ShellAsync($"{Tool.Shell("run --help")} | head -n 1; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("0", outcome.Output.TrimEnd().Split('\n')[^1]);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task A_full_disk_at_standard_output_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        var outcome = await Tool.ShellAsync($"{Tool.Shell($"scenario validate '{Tool.Repository}/src/Clientele/Simulation/Scenarios/flash_sale.yaml'")} > /dev/full");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("standard output cannot be written", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_under_a_file_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1000", "--out", folder.At("store"), "-q")).ExitCode);
        var outcome = await Tool.RunAsync("data", "check", "--data", folder.At("store"), "--rejected", "/dev/full");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("disk is full", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_under_the_study_is_told_and_leaves_no_study()
    {
        using var folder = new Folder();
        var disk = folder.At("disk");
        Directory.CreateDirectory(disk);
        var mounted = await Tool.ShellAsync($"mount -t tmpfs -o size=64k tmpfs '{disk}'");
        Assert.SkipUnless(mounted.ExitCode == 0, "A small file system can be mounted only by root.");
        try
        {
            Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1000", "--out", folder.At("store"), "-q")).ExitCode);
            var outcome = await Tool.RunAsync("run", "--data", folder.At("store"), "--out", Path.Combine(disk, "study"), "-q");
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains("disk is full", outcome.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(disk, "study", "study.json")));
        }
        finally
        {
            await Tool.ShellAsync($"umount '{disk}'");
        }
    }

    [Fact]
    public async Task Without_permission_to_write_an_ordinary_user_is_told_before_any_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX permissions.");
        using var folder = new Folder();
        var locked = folder.At("locked");
        Directory.CreateDirectory(locked);
        Assert.Equal(0, (await Tool.ShellAsync($"chmod 755 '{folder.Path}' && chmod 555 '{locked}'")).ExitCode);
        var asUser = "";
        if (Environment.UserName == "root")
        {
            asUser = "setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent ";
            var able = await Tool.ShellAsync(asUser + Tool.Shell("--version"));
            Assert.SkipUnless(able.ExitCode == 0, "This user may write everywhere, and no other user can run the tool from here.");
        }
        var outcome = await Tool.ShellAsync(asUser + Tool.Shell($"demo --orders 1000 --out '{locked}/demo'"));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("cannot be written", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_standard_error_that_cannot_be_written_loses_lines_and_no_run()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using var folder = new Folder();
        foreach (var (redirection, name) in ((string, string)[])[("2>/dev/full", "full"), ("2>&-", "closed"), ("2> >(exec 0<&-; sleep 0)", "unread")])
        {
            var outcome = await Tool.ShellAsync($"{Tool.Shell($"demo --orders 1000 --out '{folder.At(name)}'")} {redirection}");
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("Decisions", outcome.Output, StringComparison.Ordinal);
            // No line that was meant for a reader is in a file.
            foreach (var file in Directory.EnumerateFiles(folder.At(name), "*.json", SearchOption.AllDirectories))
                Assert.Equal('{', (char)File.ReadAllBytes(file)[0]);
            var failed = await Tool.ShellAsync($"{Tool.Shell($"simulate --study '{folder.At("none")}'")} {redirection}");
            Assert.Equal(2, failed.ExitCode);
        }
    }

    [Fact]
    public async Task A_standard_output_that_is_closed_is_told_before_any_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A shell of Unix.");
        using var folder = new Folder();
        var outcome = await Tool.ShellAsync($"{Tool.Shell($"demo --orders 1000 --out '{folder.At("demo")}'")} >&-");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("standard output is closed", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("demo")));
    }

    [Theory]
    [InlineData("report", "--out")]
    [InlineData("report", "--study")]
    [InlineData("run --data .", "--out")]
    [InlineData("run", "--data")]
    [InlineData("pipeline --data .", "--features")]
    [InlineData("simulate", "--personas")]
    [InlineData("simulate", "--scenarios")]
    [InlineData("results", "--export-journal")]
    [InlineData("figures", "--out")]
    [InlineData("validate --data .", "--outcomes")]
    [InlineData("segments choose-k --data .", "--out")]
    [InlineData("synth", "--out")]
    [InlineData("demo", "--out")]
    [InlineData("studio --no-browser --port 0", "--study")]
    [InlineData("studio --no-browser --port 0", "--data")]
    [InlineData("data check --data .", "--rejected")]
    [InlineData("data check --data .", "--init")]
    [InlineData("data download", "--out")]
    public async Task A_path_that_is_empty_is_refused(string command, string option)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, [.. command.Split(' '), option, ""]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{option}: the path is empty", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_study_that_is_read_only_says_so_and_can_be_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions of Unix.");
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("demo", "--orders", "1000", "--out", folder.At("demo"))).ExitCode);
        var study = folder.At("demo", "study");
        Assert.Equal(0, (await Tool.ShellAsync($"chmod 755 '{folder.Path}' && chmod -R a-w,a+rX '{study}'")).ExitCode);
        var asUser = Environment.UserName == "root" ? "setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent " : "";
        Assert.SkipUnless((await Tool.ShellAsync(asUser + Tool.Shell("--version"))).ExitCode == 0, "No other user can run the tool from here.");
        var written = await Tool.ShellAsync(asUser + Tool.Shell($"simulate --study '{study}'"));
        Assert.Equal(2, written.ExitCode);
        Assert.Contains("read-only", written.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another process", written.Error, StringComparison.Ordinal);
        var read = await Tool.ShellAsync(asUser + Tool.Shell($"simulate --study '{study}' --no-save"));
        Assert.True(read.ExitCode == 0, read.Error);
        Assert.Equal(0, (await Tool.ShellAsync($"chmod -R u+w '{study}'")).ExitCode);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1 ", false)]
    public async Task A_terminal_gets_bars_and_colour_unless_NO_COLOR_is_set(string environment, bool coloured)
    {
        Assert.SkipUnless((await Tool.ShellAsync("command -v script")).ExitCode == 0, "script(1) is needed to make a terminal.");
        using var folder = new Folder();
        var outcome = await Tool.ShellAsync($"env -u NO_COLOR TERM=xterm {environment}script -qec \"{Tool.Shell($"synth --orders 50000 --out '{folder.At("store")}'")}\" /dev/null");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("100%", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(coloured, System.Text.RegularExpressions.Regex.IsMatch(outcome.Output, "\e\\[[0-9;]*(3[0-9]|9[0-9])[0-9;]*m"));
    }
}
