namespace Clientele.EndToEnd.Tests;

/// <summary>What commands say of the study that they are told to use: where it is, that it is none, that nothing was asked in it.</summary>
public sealed class StudyNamedTests(DemoShop shop) : IClassFixture<DemoShop>
{
    public static TheoryData<string> Readers =>
        ["report", "results", "status", "simulate", "estimate", "figures",
        "validate --data STORE", "run --data STORE", "pipeline --data STORE", "segments choose-k --data STORE",
        "studio --no-browser --port 0"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_study_that_is_not_there_is_said_to_be_missing_and_is_not_made(string command)
    {
        using var folder = new Folder();
        var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, [.. Words(command), "--study", "missing"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("missing: there is no such folder", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("report")]
    [InlineData("results")]
    [InlineData("status")]
    [InlineData("simulate")]
    [InlineData("validate --data STORE")]
    public async Task The_folder_above_a_study_is_said_to_be_none_and_the_study_is_named(string command)
    {
        var above = Path.GetDirectoryName(shop.Study)!;
        var outcome = await Tool.RunAsync([.. Words(command), "--study", above]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("this folder holds no study", outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"There is one in {shop.Study}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_validated_under_the_name_that_other_verbs_use()
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var outcome = await Tool.RunAsync("validate", "--data", shop.Store, "--study", folder.At("study"), "--k", "3", "-q");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.True(File.Exists(folder.At("study", "fidelity", "fidelity.json")));
        var both = await Tool.RunAsync("validate", "--data", shop.Store, "--study", folder.At("study"), "--out", folder.At("study"));
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("both name the study folder", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_without_runs_of_language_models_has_a_status()
    {
        var outcome = await Tool.RunAsync("status", "--study", shop.Study);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("No language model was asked in this study yet.", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("[]", (await Tool.RunAsync("status", "--study", shop.Study, "--json")).Output.Trim());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.000001")]
    public async Task A_limit_that_pays_for_no_call_is_refused_before_anything_is_asked(string limit)
    {
        using var folder = new Folder();
        shop.CopyStudy(folder.At("study"));
        var runs = Directory.GetDirectories(folder.At("study", "runs")).Length;
        var start = new ToolStart
        {
            Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "sk-none", ["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:9" },
        };
        var outcome = await Tool.RunAsync(
            start, "simulate", "--study", folder.At("study"), "--model", "claude-haiku-5-5", "--max-cost", limit);
        Assert.Equal(2, outcome.ExitCode);
        var message = $"--max-cost: a limit of ${limit} pays for no call: the cheapest may cost $0.00";
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Equal(runs, Directory.GetDirectories(folder.At("study", "runs")).Length);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("n", false)]
    [InlineData("", false)]
    public async Task On_a_terminal_the_studio_asks_before_it_makes_a_study(string answer, bool made)
    {
        Assert.SkipUnless((await Tool.ShellAsync("command -v script")).ExitCode == 0, "script(1) is needed to make a terminal.");
        using var folder = new Folder();
        // A study that is made is met by the next check, a token that cannot be: the server need not be ended.
        var command = Tool.Shell($"studio --no-browser --port 0 --study {folder.At("new")} --data {folder.At("nothing")}");
        var outcome = await Tool.ShellAsync($"echo '{answer}' | TERM=xterm script -qec \"{command}\" /dev/null");
        Assert.Contains($"There is no folder {folder.At("new")}. Make a new study there? [y/N]", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(made, Directory.Exists(folder.At("new")));
        Assert.Equal(!made, outcome.Output.Contains("make a new study there with --new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirected_output_breaks_no_path_and_no_command()
    {
        using var folder = new Folder();
        var deep = folder.At(
            "a folder with a long name and spaces in it", "another one below it that is about as long as the first", "study of the shop");
        var outcome = await Tool.RunAsync(
            "run", "--data", shop.Store, "--out", deep, "--k", "3", "--population", "sample:100", "--no-silhouette");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var run = Path.GetFileName(Directory.GetDirectories(Path.Combine(deep, "runs"))[0]);
        string[] said = [$"Saved in {Path.Combine(deep, "runs", run)}: run.json, decisions", $"clientele report --study {deep} --run {run[..8]}"];
        foreach (var whole in said)
            Assert.Contains(whole, outcome.Output, StringComparison.Ordinal);
        // A name that is longer than a table is wide is shown in one piece.
        var name = $"{string.Concat(Enumerable.Repeat("a long name of an export ", 5))}2026.csv";
        Directory.CreateDirectory(folder.At("shop"));
        var rows = string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},c{i % 17},2024-01-{1 + i % 28:00},{i}\n"));
        File.WriteAllText(folder.At("shop", name), "order_id,customer_id,order_date,amount_eur\n" + rows);
        Assert.Equal(0, (await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--init", folder.At("m.yaml"))).ExitCode);
        var read = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("m.yaml"));
        Assert.Contains(read.Output.Split('\n'), line =>
            line.StartsWith(name, StringComparison.Ordinal) && line.Contains("60", StringComparison.Ordinal));
        var status = await Tool.RunAsync("status", "--study", deep);
        Assert.Contains($"clientele estimate --study {deep} --model claude-haiku-5-5", status.Output, StringComparison.Ordinal);
        var check = await Tool.RunAsync("data", "check", "--data", shop.Store, "--init", Path.Combine(deep, "mapping.yaml"));
        var next = $"clientele data check --data {shop.Store} --mapping {Path.Combine(deep, "mapping.yaml")}";
        Assert.Contains(next, check.Output, StringComparison.Ordinal);
    }

    private string[] Words(string command) => command.Replace("STORE", shop.Store, StringComparison.Ordinal).Split(' ');
}
