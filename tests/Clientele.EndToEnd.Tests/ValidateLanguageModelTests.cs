using Clientele.Stub;
using Microsoft.Data.Sqlite;

namespace Clientele.EndToEnd.Tests;

/// <summary><c>validate</c> with a language model, against the stub of the Messages API.</summary>
public sealed class ValidateLanguageModelTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ToolStart With(MessagesStub stub, Func<System.Diagnostics.Process, Task>? then = null) => new()
    {
        Environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "sk-test", ["ANTHROPIC_BASE_URL"] = stub.Address.GetLeftPart(UriPartial.Authority) },
        WhenStarted = then,
    };

    [Fact]
    public async Task A_language_model_is_planned_stopped_resumed_and_scored()
    {
        var (store, study) = (_folder.At("store"), _folder.At("study"));
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "3000", "--out", store)).ExitCode);
        string[] command = ["validate", "--data", store, "--out", study, "--model", "claude-haiku-5-5", "--questions", "15", "--k", "3", "--max-cost", "none", "--max-concurrency", "32"];
        await using var stub = await MessagesStub.StartAsync(new StubOptions { Seed = 7 }, TestContext.Current.CancellationToken);

        var dry = await Tool.RunAsync(With(stub), [.. command, "--dry-run"]);
        Assert.True(dry.ExitCode == 0, dry.Error);
        Assert.Contains("nothing was sent", dry.Output, StringComparison.Ordinal);
        Assert.Contains("at most $", dry.Output, StringComparison.Ordinal);
        Assert.Equal(0, stub.Log.Summary().Answered);

        if (!OperatingSystem.IsWindows())
        {
            var stopped = await Tool.RunAsync(With(stub, async process =>
            {
                while (stub.Log.Summary().Answered < 50 && !process.HasExited)
                    await Task.Delay(5, TestContext.Current.CancellationToken);
                Tool.Signal(process, 2);
            }), command);
            Assert.True(stopped.ExitCode == 130, stopped.Error + stopped.Output);
            Assert.Contains("the same command goes on from there", stopped.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(study, "fidelity", "fidelity.json")));
        }
        var outcome = await Tool.RunAsync(With(stub), command);
        Assert.True(outcome.ExitCode == 0, outcome.Error + outcome.Output);
        // A retest is the same prompt again: 6 scenarios × 3 personas × 3 wordings × 2 orders, under each of the two persona prompts. Nothing else is asked twice.
        Assert.Equal(2 * 108, stub.Log.Summary().AnsweredMoreThanOnce);
        // The stub answers by a hash of the prompt: words decide, personas do not, and the choice model needs it for nothing.
        foreach (var row in (string[])["paraphrase_flips", "order_flips", "retest", "persona_icc", "persona_prompt", "contamination", "reason_faithfulness", "added_value.b2"])
            Assert.Contains(row, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL       trust", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Agent claude-haiku-5-5", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("clientele validate --data DATA --mapping olist --feature-set reference --k 3 --model claude-haiku-5-5 --max-cost none --questions 15 --seed 42 --out STUDY",
            await File.ReadAllTextAsync(Path.Combine(study, "fidelity", "fidelity.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("validation", (await Tool.RunAsync("status", "--study", study)).Output, StringComparison.Ordinal);
        Assert.Equal(Answers(study), stub.Log.Summary().Answered);
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_refused()
    {
        foreach (var (options, message) in new (string[], string)[]
        {
            (["--max-cost", "1"], "the choice model makes no calls and costs nothing"),
            (["--questions", "5"], "asked about every held-out order"),
            (["--model", "claude-haiku-5-5", "--no-save", "--replay", "missing.jsonl", "--agent", "choice"], "has no language model"),
        })
        {
            var outcome = await Tool.RunAsync(["validate", "--data", _folder.Path, .. options]);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        }
    }

    private static long Answers(string study)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(study, "journal.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM answers";
        return (long)command.ExecuteScalar()!;
    }
}
