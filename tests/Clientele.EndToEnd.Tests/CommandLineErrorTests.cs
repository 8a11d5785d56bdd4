namespace Clientele.EndToEnd.Tests;

public sealed class CommandLineErrorTests
{
    [Theory]
    [InlineData("run --dta x", "clientele: there is no option --dta for \"clientele run\".", "Did you mean --data?")]
    [InlineData("rnu", "clientele: there is no command \"clientele rnu\".", "Did you mean run?")]
    [InlineData("validat --study x --data y", "clientele: there is no command \"clientele validat\".", "Did you mean validate?")]
    [InlineData("rnu --help", "clientele: there is no command \"clientele rnu\".", "Did you mean run?")]
    [InlineData("data chek --help", "clientele: there is no command \"clientele data chek\".", "Did you mean check?")]
    [InlineData("nonsense --version", "clientele: there is no command \"clientele nonsense\".", "See: clientele --help")]
    [InlineData("check --data x", "clientele: there is no command \"clientele check\".", "Did you mean data check?")]
    [InlineData("chose-k", "clientele: there is no command \"clientele chose-k\".", "Did you mean segments choose-k?")]
    [InlineData("--verson", "clientele: there is no option --verson for \"clientele\".", "Did you mean --version?")]
    [InlineData("data chek", "clientele: there is no command \"clientele data chek\".", "Did you mean check?")]
    [InlineData("data", "clientele: \"clientele data\" needs one of: check, download.", "See: clientele data --help")]
    [InlineData("run", "clientele: Option '--data' is required.", "See: clientele run --help")]
    [InlineData("run --data x --k 1", "clientele: \"1\" is not a value for --k: give a whole number of at least 2.", "See: clientele run --help")]
    [InlineData("run --data x --max-rejected 7", "clientele: \"7\" is not a value for --max-rejected: give a share such as 1% or 0.01, between 0 and 100%.", "See:")]
    [InlineData("run --data x --memory 10MB", "clientele: \"10MB\" is not a value for --memory: at least 256 MB are needed.", "See: clientele run --help")]
    [InlineData("run --data x --memory 150%", "clientele: \"150%\" is not a value for --memory: give at most 100 % of what is free.", "See: clientele run --help")]
    [InlineData("segments choose-k --data x --halvings 1", "clientele: \"1\" is not a value for --halvings: give a whole number of at least 2.", "See:")]
    [InlineData("segments choose-k --data x --k 9..2", "clientele: \"9..2\" is not a value for --k: the range ends before it starts.", "See:")]
    public async Task A_wrong_command_line_is_told_in_one_line_with_a_suggestion(string line, string message, string suggestion)
    {
        var outcome = await Tool.RunAsync(line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var lines = outcome.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal(message, lines[0].TrimEnd());
        Assert.Contains(suggestion, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_without_glibc_is_told_that_there_is_no_package_for_it()
    {
        var start = new ToolStart { Environment = new Dictionary<string, string?> { ["DOTNET_RUNTIME_ID"] = "linux-musl-x64" } };
        var outcome = await Tool.RunAsync(start, "scenario", "list");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("there is no Clientele for linux-musl-x64", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_are_not_written_over_the_shops_own_files()
    {
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1000", "--out", folder.At("shop"))).ExitCode);
        var orders = Path.Combine(folder.At("shop"), "olist_orders_dataset.csv");
        var before = await File.ReadAllBytesAsync(orders, TestContext.Current.CancellationToken);
        var outcome = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--rejected", orders);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("this lies among the shop's files, which are only read", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(orders, TestContext.Current.CancellationToken));
        // A report replaces reports, nothing else.
        var notes = folder.At("notes.txt");
        await File.WriteAllTextAsync(notes, "mine", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tool.RunAsync("run", "--data", folder.At("shop"), "--k", "3", "--no-silhouette", "--population", "sample:50", "--out", folder.At("study"))).ExitCode);
        outcome = await Tool.RunAsync("report", "--study", folder.At("study"), "--out", notes);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("this file exists, and is no .html file", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(notes, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_temporary_folder_that_cannot_be_written_is_named()
    {
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1000", "--out", folder.At("shop"))).ExitCode);
        var start = new ToolStart { Environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.At("missing") } };
        var outcome = await Tool.RunAsync(start, "pipeline", "--data", folder.At("shop"), "--no-save");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{folder.At("missing")}/: no folder can be made here for temporary files", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", outcome.Error, StringComparison.Ordinal);
    }
}
