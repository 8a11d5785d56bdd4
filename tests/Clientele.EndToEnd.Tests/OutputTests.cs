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
