using Clientele.Reporting;
using Clientele.Reporting.Figures;

namespace Clientele.Tests.Documentation;

public sealed class FiguresPageTests
{
    [Fact]
    public void The_page_lists_every_figure_with_its_question_in_the_order_of_the_line()
    {
        var rows = File.ReadLines(TestData.Repository("docs/figures.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | ")).ToList();
        Assert.Equal(FigureFiles.Names, rows.Select(row => row[0].Trim('|', ' ', '`')));
        Assert.All(FigureCatalog.All.Zip(rows), pair => Assert.StartsWith(pair.First.Question, pair.Second[1], StringComparison.Ordinal));
    }
}
