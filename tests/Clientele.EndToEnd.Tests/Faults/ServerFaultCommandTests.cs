using System.Text;
using System.Text.Json;
using Clientele.Stub.Raw;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>What a user sees when a server goes wrong: the real command line.</summary>
public sealed class ServerFaultCommandTests(DemoShop shop) : IClassFixture<DemoShop>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ToolStart WithKey => new() { Environment = new Dictionary<string, string?> { ["OPENAI_API_KEY"] = Wire.Key } };

    private static string Model(RawServer server) => $"openai:llama@{server.Address}/v1";

    [Fact]
    public async Task Counts_that_cannot_be_and_a_key_that_comes_back_are_said_and_hidden_everywhere()
    {
        var said = Wire.GoodText.Replace("It can wait", "My key is " + Wire.Key, StringComparison.Ordinal);
        await using var server = RawServer.Start(_ => RawReply.Http(Wire.OpenAi.Body(said, body => (body["usage"]!["prompt_tokens"], body["usage"]!["completion_tokens"]) = (-1_000_000, -1_000_000))));
        shop.CopyStudy(_folder.At("study"));
        string[] command = ["simulate", "--study", _folder.At("study"), "--model", Model(server), "--price", "0.1:0.5", "--scenarios", "flash_sale"];
        var outcome = await Tool.RunAsync(WithKey, command);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("counted here", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("token counts of 7 answers are missing or cannot be", outcome.Error, StringComparison.Ordinal);
        var results = await Tool.RunAsync(WithKey, "results", "--study", _folder.At("study"), "--text");
        Assert.Contains("My key is [key]", results.Output, StringComparison.Ordinal);
        var recording = _folder.At("answers.jsonl");
        Assert.Equal(0, (await Tool.RunAsync(WithKey, "results", "--study", _folder.At("study"), "--export-journal", recording)).ExitCode);

        var run = Directory.GetFiles(_folder.At("study", "runs"), "run.json", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("llama", StringComparison.Ordinal)).Single();
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(run, TestContext.Current.CancellationToken)))
        {
            Assert.Equal(7, json.RootElement.GetProperty("usage").GetProperty("own_counts").GetInt32());
            Assert.True(json.RootElement.GetProperty("usage").GetProperty("cost_usd").GetDouble() > 0);
        }
        // A replay needs no server and ends in the same bytes.
        shop.CopyStudy(_folder.At("replayed"));
        Assert.Equal(0, (await Tool.RunAsync([.. command[..2], _folder.At("replayed"), .. command[3..], "--replay", recording])).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(run, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(
            Path.Combine(_folder.At("replayed"), Path.GetRelativePath(_folder.At("study"), run)), TestContext.Current.CancellationToken));
        AssertNoKey(outcome, results);
    }

    [Fact]
    public async Task A_server_that_sends_a_page_is_a_run_of_failed_calls_with_the_reason()
    {
        await using var server = RawServer.Start(_ => RawReply.Http($"<html>Sign in, {Wire.Key}</html>", type: "text/html"));
        shop.CopyStudy(_folder.At("study"));
        var outcome = await Tool.RunAsync(WithKey, "simulate", "--study", _folder.At("study"), "--model", Model(server), "--price", "0.1:0.5", "--scenarios", "flash_sale");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("7 calls failed: the answer is no JSON, or not whole: <html>Sign in, [key]</html> (4 attempts)", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", outcome.Error, StringComparison.OrdinalIgnoreCase);
        AssertNoKey(outcome);
    }

    [Fact]
    public async Task A_validation_counts_them_too()
    {
        var (store, study) = (_folder.At("store"), _folder.At("study"));
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1500", "--out", store)).ExitCode);
        // Now and then an answer is none; all others count backwards and say the key.
        await using var server = RawServer.Start(request => RawReply.Http(request.Number % 50 == 3
            ? "{}" : Wire.OpenAi.Body("DECISION: 1 " + Wire.Key, body => body["usage"]!["prompt_tokens"] = -1_000_000)));
        var outcome = await Tool.RunAsync(
            WithKey, "validate", "--data", store, "--out", study, "--model", Model(server), "--price", "0.1:0.5", "--questions", "5", "--k", "3", "--max-cost", "none", "--max-concurrency", "64", "--failure-threshold", "1");
        Assert.True(outcome.ExitCode is 0 or 1, outcome.Error + outcome.Output);
        Assert.Contains("are missing or cannot be; they were counted here", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", outcome.Error, StringComparison.OrdinalIgnoreCase);
        AssertNoKey(outcome);
    }

    [Fact]
    public async Task A_long_wait_is_said_when_it_begins_also_without_a_terminal_and_again_after_ctrl_c()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var server = RawServer.Start(_ => RawReply.Http("{}", "429 Too Many Requests", headers: "Retry-After: 99999"));
        shop.CopyStudy(_folder.At("study"));
        var said = _folder.At("said.txt");
        string Said() => File.Exists(said) ? File.ReadAllText(said) : "";
        var start = WithKey with
        {
            Program = "bash",
            WhenStarted = async process =>
            {
                while (!Said().Contains("10 minutes at most are waited", StringComparison.Ordinal) && !process.HasExited)
                    await Task.Delay(5, TestContext.Current.CancellationToken);
                Tool.Signal(process, 2);
            },
        };
        var line = $"exec {Tool.Shell($"simulate --study '{_folder.At("study")}' --model {Model(server)} --price 0.1:0.5 --scenarios flash_sale")} 2> '{said}'";
        var outcome = await Tool.RunAsync(start, "-c", line);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("the same command goes on from there", Said(), StringComparison.Ordinal);
        Assert.Contains("asks for a wait of 28 hours", Said(), StringComparison.Ordinal);
        Assert.Contains("asked for a wait of 28 hours", Said(), StringComparison.Ordinal);
        Assert.Single(Said().Split('\n'), text => text.Contains("asks for a wait", StringComparison.Ordinal) && !text.StartsWith("Asking", StringComparison.Ordinal));
    }

    // In no file that was written, journal and recording included, and in nothing that was said.
    private void AssertNoKey(params Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
            Assert.DoesNotContain(Wire.Key, outcome.Output + outcome.Error, StringComparison.OrdinalIgnoreCase);
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Wire.Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.OrdinalIgnoreCase);
    }
}
