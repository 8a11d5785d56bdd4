namespace Clientele.Tests;

/// <summary>What the folders promise (ARCHITECTURE.md), read off the source itself.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Stages = ["Data", "Features", "Clustering", "Personas", "Simulation", "Validation", "Reporting"];

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(TestData.Repository(folder), "*.cs", SearchOption.AllDirectories);

    [Fact]
    public void A_stage_depends_only_on_stages_before_it()
    {
        for (var stage = 0; stage < Stages.Length; stage++)
            foreach (var file in Sources($"src/Clientele/{Stages[stage]}"))
                foreach (var later in Stages[(stage + 1)..])
                    Assert.False(File.ReadAllText(file).Contains($"using Clientele.{later}", StringComparison.Ordinal), $"{file} uses {later}, a later stage.");
    }

    [Fact]
    public void Only_one_file_opens_DuckDB() =>
        Assert.Equal(["DuckDb.cs"], Sources("src").Where(file => File.ReadAllText(file).Contains("new DuckDBConnection", StringComparison.Ordinal)).Select(Path.GetFileName));

    [Fact]
    public void The_engine_names_no_model_vendor()
    {
        foreach (var file in Sources("src/Clientele").Append(TestData.Repository("src/Clientele/Clientele.csproj")))
            foreach (var vendor in new[] { "Anthropic", "OpenAI" })
                Assert.DoesNotContain(vendor, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_file_has_at_most_400_lines()
    {
        foreach (var file in Sources("src"))
            Assert.True(File.ReadAllLines(file).Length <= 400, $"{file} is too long: split it by part.");
    }

    [Fact]
    public void No_drawer_is_called_Manager_Helper_Util_Service_Common_or_Impl()
    {
        foreach (var file in Sources("src"))
            Assert.DoesNotMatch("(Manager|Helper|Utils?|Service|Common|Impl)\\.cs$", Path.GetFileName(file));
    }
}
