using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation.Agents;
using Clientele.Validation;
using CsCheck;

namespace Clientele.Tests.Validation;

public sealed class FidelityCommandTests
{
    private static readonly FidelityPlan Plan = new(FeatureSet.Load("behaviour"), ValidatedAgent.Choice(new ChoiceModelOptions()))
    {
        Segmentation = new SegmentationOptions { K = 5 },
        Seed = 7,
    };

    private static string Line(FidelityPlan plan, bool other = false) => FidelityCommand.Shell(FidelityCommand.Of(MappingFile.Load("olist"), plan, other));

    [Fact]
    public void Everything_that_a_number_depends_on_is_repeated()
    {
        Assert.Equal("--data DATA --mapping olist --feature-set behaviour --k 5 --seed 7 --out STUDY", Line(Plan));
        Assert.Equal(
            "--data DATA --mapping olist --test-data OTHER --feature-set behaviour --features FEATURES --k 5 --model some-model --questions 20 --outcomes 'past tests.csv' --seed 7 --out STUDY",
            Line(Plan with
            {
                Features = Plan.Features with { Name = "behaviour+late+gifts" },
                Agent = Plan.Agent with { Questions = 20 },
                Options = ["--model", "some-model"],
                Outcomes = new PastOutcomes(Path.Combine("home", "somebody", "past tests.csv"), new string('0', 64), []),
            }, other: true));
    }

    [Theory]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(rm -rf x)", "'$(rm -rf x)'")]
    [InlineData("a\nb", "'a b'")]
    [InlineData("", "''")]
    [InlineData("m@http://127.0.0.1:11434/v1", "m@http://127.0.0.1:11434/v1")]
    public void A_shell_reads_an_argument_and_nothing_else(string argument, string quoted) => Assert.Equal(quoted, FidelityCommand.Shell([argument]));

    [Fact]
    public void Whatever_an_argument_holds_is_one_line_and_comes_back_as_one_word() => Gen.String.Sample(text =>
    {
        var quoted = FidelityCommand.Shell([text]);
        Assert.DoesNotContain(quoted, char.IsControl);
        // As a shell reads it: quotes are taken away, nothing in them means anything.
        var (word, inside) = ("", false);
        for (var i = 0; i < quoted.Length; i++)
            if (quoted[i] == '\'')
                inside = !inside;
            else if (!inside && quoted[i] == '\\')
                word += quoted[++i];
            else
            {
                Assert.True(inside || char.IsAsciiLetterOrDigit(quoted[i]) || "@%+=:,./-_".Contains(quoted[i], StringComparison.Ordinal));
                word += quoted[i];
            }
        Assert.False(inside);
        Assert.Equal(string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)), word);
    });
}
