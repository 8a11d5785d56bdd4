using Clientele.Data;
using Clientele.Features;

namespace Clientele.Tests.Documentation;

public sealed class DataPagesTests
{
    [Fact]
    public async Task The_worked_example_of_the_data_page_gives_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sales.csv", Block("data.md", "csv"));
        var source = new TransactionSource { Path = folder.Path, Mapping = MappingFile.Parse(Block("data.md", "yaml"), "mapping.yaml"), MaxRejectedShare = .2 };
        using var transactions = await TransactionLoader.LoadAsync(source, cancellationToken: TestContext.Current.CancellationToken);

        var file = Assert.Single(transactions.Files);
        var excluded = string.Join(", ", file.Excluded.Select(pair => $"{pair.Key} {pair.Value}"));
        var row = Assert.Single(transactions.Rejected);
        var told = $"""
            {file.File}: {file.Rows} rows = {file.Accepted} accepted + {file.Excluded.Values.Sum()} excluded ({excluded}) + {file.Rejected} rejected
            {row.File}, line {row.Line}: "{row.Value}" {row.Reason} (column {row.Column})
            {transactions.Customers} customers, {transactions.Orders} orders
            """;
        Assert.Equal(told.ReplaceLineEndings("\n"), Block("data.md", "text", skip: 1).TrimEnd());
    }

    [Fact]
    public async Task The_example_feature_of_the_features_page_works()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sales.csv", "order,at,who,amount\n1,2024-05-01,A,10\n2,2024-05-31,A,10\n3,2024-05-01,B,10\n");
        folder.Write("features/own.sql", Block("features.md", "sql"));
        var mapping = MappingFile.Parse("""
            schema: clientele/mapping/v1
            name: tiny
            currency: EUR
            orders: { file: sales.csv, order_id: order, customer: who, ordered_at: at }
            items: { file: sales.csv, order_id: order, amount: amount }
            """, "mapping.yaml");
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = folder.Path, Mapping = mapping }, cancellationToken: TestContext.Current.CancellationToken);
        var matrix = await FeatureBuilder.BuildAsync(
            transactions, FeatureSet.Load("reference", folder.File("features")), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("active_days", matrix.Features[^1].Name);
        Assert.Equal([30, 0], matrix.Columns[^1]);
    }

    [Fact]
    public void The_features_page_names_every_shipped_feature()
    {
        var page = Page("features.md");
        foreach (var feature in FeatureSet.Shipped.SelectMany(set => FeatureSet.Load(set).Features))
            Assert.Contains($"`{feature.Definition.Name}`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_between_the_pages_lead_to_files()
    {
        foreach (var file in Directory.EnumerateFiles(TestData.Repository("docs"), "*.md", SearchOption.AllDirectories))
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\]\((?!https?:|#)([^)#]+)"))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value)), $"{Path.GetFileName(file)} links to {link.Groups[1].Value}, which is not there.");
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(TestData.Repository("docs"), name)).ReplaceLineEndings("\n");

    // A fenced block of a language: the first, or one after it.
    private static string Block(string page, string language, int skip = 0)
    {
        var text = Page(page);
        // A block may carry the name of the file that it is.
        return System.Text.RegularExpressions.Regex.Matches(text, $@"^```{language}(?: [\w./-]+)?\n(.*?)^```", System.Text.RegularExpressions.RegexOptions.Singleline | System.Text.RegularExpressions.RegexOptions.Multiline)[skip].Groups[1].Value;
    }
}
