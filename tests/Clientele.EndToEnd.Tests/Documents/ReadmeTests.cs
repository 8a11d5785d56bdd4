using System.Text.RegularExpressions;
using Clientele.Cli;
using Clientele.Stub;

namespace Clientele.EndToEnd.Tests.Documents;

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

    /// <summary>What a newcomer does: block after block, as it is printed, in one folder that is empty at first.</summary>
    [Fact]
    public async Task Its_blocks_run_in_order_on_a_clean_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The blocks are bash.");
        using var folder = new Folder();
        var (work, bin) = (Directory.CreateDirectory(folder.At("work")).FullName, Directory.CreateDirectory(folder.At("bin")).FullName);
        await WriteStandInAsync(bin);
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7 }, TestContext.Current.CancellationToken);
        var start = new ToolStart
        {
            Program = "bash",
            Folder = work,
            Environment = new Dictionary<string, string?>
            {
                ["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}",
                ["ANTHROPIC_BASE_URL"] = stub.Address.ToString().TrimEnd('/'),
                ["ANTHROPIC_API_KEY"] = null,
            },
        };
        var (commands, printed) = (0, "");
        foreach (var block in (await DocumentBlock.OfAsync("README.md")).Where(block => block.Kind != "text"))
        {
            if (block.Name.Length > 0)
            {
                // The one path that leads into the clone.
                var content = block.Content.Replace("#:project ../", $"#:project {Tool.Repository}/", StringComparison.Ordinal);
                await (block with { Content = content }).WriteAsync(work);
                continue;
            }
            Assert.Equal("bash", block.Kind);
            var outcome = await Tool.RunAsync(start, "-euo", "pipefail", "-c",
                block.Content.Replace("sk-ant-…", "sk-ant-only-for-the-stub", StringComparison.Ordinal));
            Assert.True(outcome.ExitCode == 0, $"{block.Content}\n{outcome.Error}\n{outcome.Output}");
            commands++;
            printed += outcome.Output;
        }
        Assert.True(commands >= 8, $"{commands} blocks were run.");
        string[] files = ["demo/study/study.json", "report.html", "figures", "mapping.yaml", "study/study.json", "my-sale.yaml", "study/journal.db"];
        foreach (var made in files)
            Assert.True(Path.Exists(Path.Combine(work, made)), made);
        // The sweep ends with an answer, and the library's program prints seven personas.
        Assert.Contains("best for revenue", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("at the edge", printed, StringComparison.Ordinal);
        Assert.Equal(7, Regex.Count(printed, @"^ *\d+\.\d %  \S", RegexOptions.Multiline));
        Assert.True(stub.Log.Summary().Answered > 0);
    }

    // A dotnet that knows the lines of the README alone: the tool that is built already, a smaller demo, no tests within this test, and an
    // installation that only puts the tool on the path. (.ci/run packs and installs for real.)
    private static async Task WriteStandInAsync(string bin)
    {
        var release = new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.Ordinal);
        var configuration = release ? "Release" : "Debug";
        var real = (await Tool.ShellAsync("command -v dotnet")).Output.Trim();
        var project = await File.ReadAllTextAsync(
            Path.Combine(Tool.Repository, "src", "Clientele.Cli", "Clientele.Cli.csproj"), TestContext.Current.CancellationToken);
        var package = Regex.Match(project, "<PackageId>(.*)</PackageId>").Groups[1].Value;
        await File.WriteAllTextAsync(Path.Combine(bin, "dotnet"), $$"""
            #!/usr/bin/env bash
            set -euo pipefail
            case "$*" in
            "run --project src/Clientele.Cli -- demo") exec '{{real}}' '{{Tool.Dll}}' demo --orders 3000 ;;
            "test") ;;
            "pack src/Clientele.Cli --output packages -p:PackedPlatforms=this")
                # Packing takes minutes; for which platform it would be is asked for.
                platform=$('{{real}}' msbuild '{{Tool.Repository}}/src/Clientele.Cli' \
                    -getProperty:ToolPackageRuntimeIdentifiers -p:_IsPacking=true -p:PackedPlatforms=this)
                [[ $platform == @(linux|osx|win)-@(x64|arm64) ]] && mkdir packages ;;
            "tool install --global {{package}} --add-source packages") test -d packages && mv '{{bin}}/not-yet' '{{bin}}/clientele' ;;
            "run samples/personas.cs") exec '{{real}}' run --configuration {{configuration}} samples/personas.cs ;;
            *) echo "README has another line: dotnet $*" >&2; exit 9 ;;
            esac
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(bin, "not-yet"), $$"""
            #!/usr/bin/env bash
            set -euo pipefail
            if [ "$1" != studio ]; then exec '{{real}}' '{{Tool.Dll}}' "$@"; fi
            # A server ends when it is told to: once it has said where it is.
            coproc SERVER { exec '{{real}}' '{{Tool.Dll}}' "$@" --no-browser --port 0; }
            server=$SERVER_PID
            read -r line <&"${SERVER[0]}"
            [[ $line == "Studio: http://"* ]]
            kill "$server"
            wait "$server"
            """, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tool.ShellAsync($"chmod +x '{bin}/dotnet' '{bin}/not-yet'")).ExitCode);
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
