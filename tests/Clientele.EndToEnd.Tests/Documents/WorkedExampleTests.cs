using System.Text.RegularExpressions;

namespace Clientele.EndToEnd.Tests.Documents;

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
        var commands = new List<string>();
        foreach (var block in (await DocumentBlock.OfAsync(Path.Combine("docs", page))).Where(block => block.Name.Length > 0))
            if (block.Name == "example")
                commands.AddRange(block.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            else
                await block.WriteAsync(folder.Path);
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

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();
}
