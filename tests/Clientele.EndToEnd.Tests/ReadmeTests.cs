using Clientele.Cli;

namespace Clientele.EndToEnd.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Every_command_in_the_documents_parses()
    {
        var root = Application.CreateRoot();
        string[] pages = [Path.Combine(Tool.Repository, "README.md"), Path.Combine(Tool.Repository, "CONTRIBUTING.md"), .. Directory.GetFiles(Path.Combine(Tool.Repository, "docs"), "*.md")];
        foreach (var (page, line) in pages.SelectMany(page => Commands(File.ReadAllLines(page)).Select(line => (page, line))))
            Assert.True(root.Parse(line).Errors.Count == 0, $"{Path.GetFileName(page)}: clientele {line}: {string.Join(" ", root.Parse(line).Errors)}");
    }

    [Fact]
    public void The_readme_starts_with_the_two_commands()
    {
        var readme = File.ReadAllText(Path.Combine(Tool.Repository, "README.md"));
        Assert.SkipUnless(readme.Contains("```", StringComparison.Ordinal), "The README has no commands yet.");
        Assert.Contains("dotnet run --project src/Clientele.Cli -- demo", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test", readme, StringComparison.Ordinal);
    }

    // Lines of fenced blocks that start the tool, without prompts, comments, pipes and redirections; placeholders in <> or … are not commands.
    private static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        var inside = false;
        foreach (var raw in lines)
        {
            if (raw.StartsWith("```", StringComparison.Ordinal))
                inside = !inside;
            var line = raw.Trim().TrimStart('$').Trim();
            foreach (var start in (string[])["dotnet run --project src/Clientele.Cli -- ", "clientele "])
                if (inside && line.StartsWith(start, StringComparison.Ordinal) && !line.Contains('<', StringComparison.Ordinal) && !line.Contains('…', StringComparison.Ordinal) && !line.Contains('[', StringComparison.Ordinal))
                    yield return line[start.Length..].Split('#')[0].Split('|')[0].Split('>')[0].Trim();
        }
    }
}
