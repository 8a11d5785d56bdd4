namespace Clientele.Tests;

public sealed class MemoryBudgetTests
{
    [Theory]
    [InlineData("2GB", 2L << 30)]
    [InlineData("1.5gb", 3L << 29)]
    [InlineData(" 500MB ", 500L << 20)]
    [InlineData("256MB", MemoryBudget.Least)]
    public void Sizes_are_read(string text, long bytes) => Assert.Equal(bytes, MemoryBudget.Parse(text));

    [Fact]
    public void A_share_is_one_of_what_is_free()
    {
        Assert.InRange(MemoryBudget.Parse("90%"), MemoryBudget.Least, MemoryBudget.Free * 2);
        Assert.InRange(MemoryBudget.Default, MemoryBudget.Least, Math.Max(MemoryBudget.Least, MemoryBudget.Free));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("2")]
    [InlineData("2TB")]
    [InlineData("-2GB")]
    [InlineData("NaNGB")]
    [InlineData("1e300GB")]
    [InlineData("0%")]
    [InlineData("255MB")]
    [InlineData("150%")]
    public void What_is_no_size_or_too_little_is_said(string text) => Assert.Throws<FormatException>(() => MemoryBudget.Parse(text));

    [Fact]
    public void A_budget_that_was_not_enough_is_a_sentence_and_nothing_else_is()
    {
        var said = MemoryBudget.Exceeded(new InsufficientMemoryException())!;
        Assert.Contains("--memory", said.Hint, StringComparison.Ordinal);
        Assert.NotNull(MemoryBudget.Exceeded(new InvalidOperationException("Out of Memory Error: could not allocate block of size 256.0 KiB")));
        Assert.Null(MemoryBudget.Exceeded(new InvalidOperationException("no memory of that")));
    }
}
