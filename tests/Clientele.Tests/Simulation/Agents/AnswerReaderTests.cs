using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Simulation.Agents;

public sealed class AnswerReaderTests
{
    private static readonly IReadOnlyList<AnswerOption> Flash = AnswerCorpus.Options("flash_sale");

    public static TheoryData<string> Names => [.. AnswerCorpus.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_answer_is_read_as_a_wrong_decision(string name)
    {
        var expected = AnswerCorpus.All[name];
        var answer = AnswerReader.Read(expected.Text, expected.Options);
        if (expected.Expected is { } probabilities)
        {
            var read = answer as Answer.Distribution;
            Assert.True(read is not null, answer.ToString());
            Assert.Equal(probabilities.Count, read.Probabilities.Count);
            Assert.All(probabilities.Zip(read.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
            if (expected.Statement is not null)
                Assert.Equal(expected.Statement, read.Statement);
            if (expected.Factors is not null)
                Assert.Equal(expected.Factors, read.Reasons.Select(reason => reason.Term));
        }
        else if (expected.Word == "refused")
            Assert.IsType<Answer.Refused>(answer);
        else
        {
            var problem = Assert.IsType<Answer.Unreadable>(answer).Problem;
            Assert.EndsWith(".", problem, StringComparison.Ordinal);
            Assert.Contains(expected.Problem ?? "", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_corpus_has_answers_of_every_kind_and_scenario()
    {
        Assert.True(AnswerCorpus.All.Count >= 170);
        Assert.All(BuiltInScenarios.Names, name => Assert.Contains(AnswerCorpus.All.Values, answer => answer.Options.SequenceEqual(AnswerCorpus.Options(name))));
    }

    [Fact]
    public void A_reason_is_tidied_and_cut_and_a_factor_too()
    {
        var read = Assert.IsType<Answer.Distribution>(AnswerReader.Read(
            $"{{\"probabilities\": {{\"buy_now\": 1, \"walk_away\": 0}}, \"reason\": \"a\\u0007\\u200b  b\\n{new string('c', 900)}\", \"key_factors\": [\"{new string('D', 200)}\"]}}", Flash));
        Assert.StartsWith("a b ccc", read.Statement, StringComparison.Ordinal);
        Assert.Equal(600, read.Statement!.Length);
        var reason = Assert.Single(read.Reasons);
        Assert.Equal(80, reason.Text.Length);
        Assert.Equal(reason.Text.ToLowerInvariant(), reason.Term);
        Assert.Null(reason.Contribution);
        Assert.Null(reason.Grade);
    }

    [Fact]
    public void An_answer_of_megabytes_is_unreadable_and_not_kept_whole()
    {
        var answer = Assert.IsType<Answer.Unreadable>(AnswerReader.Read("Yes" + new string(' ', 5_000_000), Flash));
        Assert.Contains("5000003 characters", answer.Problem, StringComparison.Ordinal);
        Assert.Equal(AnswerReader.MostCharacters, answer.Text.Length);
    }

    internal static readonly string[] HostilePieces =
        ["{", "[", "[{", "{\"a\":", "{\"a\":[", "'", "\"", "{'", "\\u", "\ud800", "(", "|", "|a|\n", "- ", "\n", "buy ", "buy it now for ", "buy_now: 1 ", "buy_now, ", "9", "0.1,", "1e9",
            "~", "{}", "[{}]", "{\"buy_now\":1}", "\"buy_now\": 0.5,\n", "<think>", "</think>", "/*", "//", "yes ", "I would choose ", ".", "! ", "? a", "DECISION: ", "DECISION:\n", "a:", "KEY FACTORS:\n- a\n", "maybe ",
            "{\"option\":\"buy_now\",\"probability\":0.1},", "buy_now ", "probability of ", "62% ", "\u0301", "/", "{a:/", "{/"];

    public static TheoryData<string> Hostile => [.. HostilePieces];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_piece_repeated_to_the_limit_is_read_in_time_that_grows_with_its_length(string piece)
    {
        foreach (var text in new[] { Repeat(piece), "{\"probabilities\": " + Repeat(piece)[20..], "buy_now: " + Repeat(piece)[10..], Repeat(piece)[..^2] + "}]" })
            Invariants(AnswerReader.Read(text, Flash), Flash);

        static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, AnswerReader.MostCharacters / piece.Length));
    }

    [Fact]
    public void Options_that_are_none_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => AnswerReader.Read("Yes", []));
        Assert.Throws<ArgumentException>(() => AnswerReader.Read("Yes", [Flash[0], Flash[0]]));
    }

    /// <summary>What holds for whatever comes back.</summary>
    internal static void Invariants(Answer answer, IReadOnlyList<AnswerOption> options)
    {
        switch (answer)
        {
            case Answer.Distribution read:
                Assert.Equal(options.Count, read.Probabilities.Count);
                Assert.True(Math.Abs(read.Probabilities.Sum() - 1) <= 1e-9);
                Assert.True(read.Probabilities.All(p => p is >= 0 and <= 1));
                Assert.True(read.Reasons.Count <= 5 && read.Reasons.All(reason => reason.Text.Length is > 0 and <= 80));
                Assert.True(read.Statement is null or { Length: > 0 and <= 600 });
                break;
            case Answer.Unreadable unreadable:
                Assert.True(unreadable.Problem.Length is > 0 and < 1000);
                break;
            default:
                Assert.IsType<Answer.Refused>(answer);
                break;
        }
    }
}
