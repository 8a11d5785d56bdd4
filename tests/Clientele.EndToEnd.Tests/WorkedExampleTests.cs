using System.Text.RegularExpressions;

namespace Clientele.EndToEnd.Tests;

/// <summary>The worked examples of the pages in docs/, run as a stranger would: blocks that carry a file name become that file, blocks marked <c>bash example</c> are run.</summary>
public sealed partial class WorkedExampleTests
{
    [Theory]
    [InlineData("data.md", "3 orders of 3 customers")]
    [InlineData("features.md", "active_days")]
    [InlineData("scenarios.md", "coffee grinder")]
    [InlineData("validation.md", "NOT validated for")]
    public async Task The_worked_example_of_a_page_works_as_written(string page, string said)
    {
        using var folder = new Folder();
        var text = (await File.ReadAllTextAsync(Path.Combine(Tool.Repository, "docs", page), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var commands = new List<string>();
        foreach (Match block in Block().Matches(text))
        {
            var (name, content) = (block.Groups["name"].Value, block.Groups["content"].Value);
            if (name == "example")
                commands.AddRange(content.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder.At(name))!);
                await File.WriteAllTextAsync(folder.At(name), content, TestContext.Current.CancellationToken);
            }
        }
        Assert.NotEmpty(commands);
        var output = "";
        foreach (var command in commands)
        {
            Assert.StartsWith("clientele ", command, StringComparison.Ordinal);
            var outcome = await Tool.RunAsync(new ToolStart { Folder = folder.Path }, command.Split(' ')[1..]);
            Assert.True(outcome.ExitCode == 0, $"{command}\n{outcome.Error}");
            output += outcome.Output + outcome.Error;
        }
        foreach (var report in commands.Where(command => command.StartsWith("clientele report", StringComparison.Ordinal)))
            output += await File.ReadAllTextAsync(folder.At(report.Split(' ')[^1]), TestContext.Current.CancellationToken);
        // Tables and pages break lines where they must.
        Assert.Contains(said.Replace(" ", "", StringComparison.Ordinal), Space().Replace(output, ""), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```[a-z]+ (?<name>[\w./-]+)\n(?<content>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();
}
