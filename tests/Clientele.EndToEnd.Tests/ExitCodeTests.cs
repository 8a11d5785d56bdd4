using System.Globalization;
using Clientele.Cli;

namespace Clientele.EndToEnd.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_failed_check_is_1()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.At("bad.yaml"), "schema: clientele/scenario/v1\nname: no_offer\n");
        var outcome = await Tool.RunAsync("scenario", "validate", folder.At("bad.yaml"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("line ", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Data_with_too_many_rejected_rows_fail_the_check_but_stop_a_run()
    {
        using var folder = new Folder();
        File.WriteAllLines(folder.At("CDNOW_master.txt"), Enumerable.Range(1, 40).Select(i => i % 4 == 0 ? $" {i:00000} 19970101 1 much" : $" {i:00000} 19970101 1 11.77"));
        var check = await Tool.RunAsync("data", "check", "--data", folder.Path, "--mapping", "cdnow", "--rejected", folder.At("rejected.csv"));
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("FAILED: CDNOW_master.txt: 25 % of the rows are rejected", check.Output, StringComparison.Ordinal);
        Assert.Equal(11, File.ReadLines(folder.At("rejected.csv")).Count());
        var run = await Tool.RunAsync("run", "--data", folder.Path, "--mapping", "cdnow", "--out", folder.At("study"));
        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(folder.At("study", "study.json")));
    }

    [Theory]
    [InlineData("run --data no-such-folder --no-save", "no-such-folder")]
    [InlineData("run --data . --mapping no-such-mapping --no-save", "no-such-mapping")]
    [InlineData("simulate --study no-such-study", "no-such-study")]
    [InlineData("simulate --agent oracle", "there is no agent \"oracle\"")]
    [InlineData("simulate --sweep price", "\"price\" is no sweep")]
    [InlineData("scenario validate no-such-file.yaml", "no-such-file.yaml")]
    public async Task What_the_user_can_put_right_is_2_with_a_hint_and_no_stack(string line, string named)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.True(outcome.Error.TrimEnd().Split('\n').Length >= 2, outcome.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_download_without_a_key_says_where_to_get_one()
    {
        using var folder = new Folder();
        var nowhere = new ToolStart { Environment = new Dictionary<string, string?> { ["HOME"] = folder.Path, ["KAGGLE_USERNAME"] = null, ["KAGGLE_KEY"] = null, ["KAGGLE_CONFIG_DIR"] = null } };
        var outcome = await Tool.RunAsync(nowhere, "data", "download", "--out", folder.At("olist"));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("kaggle.json", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("olist")));
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_not_written_into_unless_forced()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.At("thesis.txt"), "three years of work");
        var refused = await Tool.RunAsync("demo", "--orders", "500", "--out", folder.Path);
        Assert.Equal(2, refused.ExitCode);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
        var forced = await Tool.RunAsync("demo", "--orders", "1000", "--out", folder.Path, "--force");
        Assert.True(forced.ExitCode == 0, forced.Error);
        Assert.Equal("three years of work", File.ReadAllText(folder.At("thesis.txt")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task A_signal_stops_a_command_with_130_and_leaves_nothing_half_written(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX signals.");
        using var folder = new Folder();
        var start = new ToolStart
        {
            WhenStarted = async process =>
            {
                // The store's folder appears when the work has begun.
                while (!Directory.Exists(folder.At("store")) && !process.HasExited)
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                Tool.Signal(process, signal);
            },
        };
        var outcome = await Tool.RunAsync(start, "synth", "--orders", "30000000", "--out", folder.At("store"));
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("Stopped", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.Exists(folder.At("store")) ? Directory.GetFiles(folder.At("store"), "*.csv") : []);
    }

    [Fact]
    public void A_defect_is_4_with_a_request_to_report_it_and_no_stack()
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(4, FailureMessage.Write(new InvalidOperationException("two\nlines"), stopped: false, error));
        Assert.Contains("defect of Clientele (InvalidOperationException: two lines)", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("report", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_parallel_loop_wrapped_is_told_as_what_it_is()
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(2, FailureMessage.Write(new AggregateException(new ClienteleException("too few customers", hint: "Take fewer segments.")), stopped: false, error));
        Assert.Equal(130, FailureMessage.Write(new AggregateException(new OperationCanceledException()), stopped: true, error));
        Assert.Equal(4, FailureMessage.Write(new OperationCanceledException(), stopped: false, error));
    }
}
