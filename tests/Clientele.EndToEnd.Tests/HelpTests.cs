using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Clientele.Cli;

namespace Clientele.EndToEnd.Tests;

public sealed class HelpTests
{
    private static readonly RootCommand Root = Application.CreateRoot();

    [Fact]
    public void The_command_reference_is_what_help_says()
    {
        var path = Path.Combine(Tool.Repository, "docs", "cli.md");
        var text = Reference();
        if (Environment.GetEnvironmentVariable("CLIENTELE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path), "docs/cli.md is missing: run the tests once with CLIENTELE_UPDATE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Every_option_says_its_default_or_that_it_is_required()
    {
        foreach (var command in HelpPage.Leaves(Root))
            foreach (var option in command.Options)
                Assert.True(
                    option is HelpOption || option.Description!.Contains("[default: ", StringComparison.Ordinal) || option.Description.EndsWith("[required]", StringComparison.Ordinal),
                    $"{HelpPage.Path(command)} {option.Name}");
    }

    [Fact]
    public void Every_example_parses()
    {
        foreach (var command in HelpPage.Leaves(Root).Cast<ToolCommand>())
        {
            var parsed = Root.Parse(command.Example);
            Assert.Empty(parsed.Errors);
            Assert.Same(command, parsed.CommandResult.Command);
        }
    }

    [Fact]
    public void Help_fits_a_hundred_columns()
    {
        foreach (var command in HelpPage.Leaves(Root).Prepend(Root))
            Assert.All(Help(command).Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Help_breaks_no_command()
    {
        var paths = HelpPage.Leaves(Root).Select(HelpPage.Path).ToList();
        foreach (var command in HelpPage.Leaves(Root).Prepend(Root))
        {
            var said = string.Join('\n', command.Options.Select(option => option.Description).Append(command.Description));
            Assert.All(paths.Where(path => said.Contains(path, StringComparison.Ordinal)), path => Assert.Contains(path, Help(command), StringComparison.Ordinal));
            Assert.DoesNotMatch("clientele *\n", Help(command));
        }
    }

    [Fact]
    public async Task Help_of_the_process_is_the_same_text_and_ends_with_0()
    {
        var outcome = await Tool.RunAsync("run", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(Help(HelpPage.Leaves(Root).Single(command => command.Name == "run")), outcome.Output.ReplaceLineEndings("\n"));
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task The_bare_name_shows_help_and_version_shows_the_version()
    {
        var bare = await Tool.RunAsync();
        Assert.Equal((0, Help(Root)), (bare.ExitCode, bare.Output.ReplaceLineEndings("\n")));
        var version = await Tool.RunAsync("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^clientele \d+\.\d+\.\d+", version.Output);
    }

    private static string Reference()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine("# The command line");
        text.WriteLine();
        text.WriteLine("This page is written from the help of the program itself (`clientele <command> --help`); a test compares the two.");
        text.WriteLine();
        text.WriteLine("Results go to standard output, progress and notices to standard error, so that `clientele … --json | jq .` works.");
        text.WriteLine("Nothing is coloured when the output is no terminal or when `NO_COLOR` is set. Ctrl-C stops a command cleanly.");
        text.WriteLine();
        text.WriteLine("| exit code | meaning |");
        text.WriteLine("|---:|---|");
        text.WriteLine("| 0 | done |");
        text.WriteLine("| 1 | the command ran and a check that it was asked to make failed (`data check`, `scenario validate`), or more questions are without an answer than `--failure-threshold` allows |");
        text.WriteLine("| 2 | something in the input that you can put right: an option, a file, a permission |");
        text.WriteLine("| 3 | stopped by a cost limit; the same command with a higher one goes on |");
        text.WriteLine("| 4 | a defect of Clientele |");
        text.WriteLine("| 130 | stopped by Ctrl-C or a request to terminate |");
        foreach (var command in HelpPage.Leaves(Root).Prepend(Root))
        {
            text.WriteLine();
            text.WriteLine($"## {HelpPage.Path(command)}");
            text.WriteLine();
            text.WriteLine("```text");
            text.Write(Help(command));
            text.WriteLine("```");
        }
        return text.ToString();
    }

    private static string Help(Command command)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        HelpPage.Write(command, text);
        return text.ToString();
    }
}
