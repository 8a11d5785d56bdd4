using System.Text.RegularExpressions;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Documentation;

public sealed partial class ValidationPageTests
{
    [Fact]
    public void Every_metric_of_the_page_of_olist_is_explained_for_both_readers()
    {
        var explained = Explained();
        var ids = MetricRow().Matches(File.ReadAllText(TestData.Repository("docs/validation-olist.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(ids.Count > 30, $"Only {ids.Count} metrics are on the page.");
        Assert.All(ids, id => Assert.True(explained.Exists(one => one.IsMatch(id)), $"docs/validation.md has no row for {id}."));
    }

    [Fact]
    public void Every_row_has_two_sentences_for_a_product_manager_and_a_formula()
    {
        foreach (var row in Rows())
        {
            Assert.Equal(5, row.Split('|').Length);
            var sentences = Sentence().Count(row.Split('|')[2]);
            Assert.True(sentences >= 2, $"{sentences} sentences: {row}");
            Assert.NotEmpty(row.Split('|')[3].Trim());
        }
    }

    [Fact]
    public void Every_target_of_a_measured_block_is_explained()
    {
        var explained = Explained();
        foreach (var id in ExperimentProtocol.Shipped.Targets.Keys.Where(id => id.Split('.')[0] is "individuals" or "population" or "effects" or "personas"))
            Assert.True(explained.Exists(one => one.IsMatch(id)), $"docs/validation.md has no row for {id}.");
    }

    [Fact]
    public void The_page_of_olist_links_to_every_figure_of_its_folder()
    {
        var page = File.ReadAllText(TestData.Repository("docs/validation-olist.md"));
        foreach (var figure in Directory.EnumerateFiles(TestData.Repository("docs/images/validation-olist")).Select(Path.GetFileName))
            Assert.Contains($"](images/validation-olist/{figure})", page, StringComparison.Ordinal);
        Assert.DoesNotContain("](figures/", page, StringComparison.Ordinal);
    }

    private static List<string> Rows() => [.. File.ReadAllLines(TestData.Repository("docs/validation.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    // `a.{b,c}.*` stands for a.b.x and a.c.x.
    private static List<Regex> Explained() =>
    [
        .. Rows().SelectMany(row => Code().Matches(row.Split('|')[1])).Select(match => new Regex("^" + Braces().Replace(
            Regex.Escape(match.Groups[1].Value).Replace("\\*", "[a-z_]+", StringComparison.Ordinal), one => $"({one.Groups[1].Value.Replace(",", "|", StringComparison.Ordinal)})") + "$")),
    ];

    [GeneratedRegex(@"^\| `([a-z0-9_.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\\\{([^}]+)}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"[.?!](?= |$)")]
    private static partial Regex Sentence();
}
