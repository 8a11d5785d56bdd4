namespace Clientele.EndToEnd.Tests;

public sealed class CommandLineErrorTests
{
    [Theory]
    [InlineData("run --dta x", "clientele: there is no option --dta for \"clientele run\".", "Did you mean --data?")]
    [InlineData("rnu", "clientele: there is no command \"clientele rnu\".", "Did you mean run?")]
    [InlineData("data chek", "clientele: there is no command \"clientele data chek\".", "Did you mean check?")]
    [InlineData("data", "clientele: \"clientele data\" needs one of: check, download.", "See: clientele data --help")]
    [InlineData("run", "clientele: Option '--data' is required.", "See: clientele run --help")]
    [InlineData("run --data x --k 1", "clientele: \"1\" is not a value for --k: give a whole number of at least 2.", "See: clientele run --help")]
    [InlineData("run --data x --max-rejected 7", "clientele: \"7\" is not a value for --max-rejected: give a share such as 1% or 0.01, between 0 and 100%.", "See:")]
    [InlineData("segments choose-k --data x --k 9..2", "clientele: \"9..2\" is not a value for --k: the range ends before it starts.", "See:")]
    public async Task A_wrong_command_line_is_told_in_one_line_with_a_suggestion(string line, string message, string suggestion)
    {
        var outcome = await Tool.RunAsync(line.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var lines = outcome.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal(message, lines[0].TrimEnd());
        Assert.Contains(suggestion, lines[1], StringComparison.Ordinal);
    }
}
