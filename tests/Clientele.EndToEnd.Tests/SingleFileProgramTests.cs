namespace Clientele.EndToEnd.Tests;

/// <summary>The notebooks and samples, started as their first lines say.</summary>
public sealed class SingleFileProgramTests
{
    private static readonly string[] Notebooks = Programs("notebooks"), Samples = Programs("samples");

    [Fact]
    public void Every_program_says_on_top_how_it_is_run_and_is_short()
    {
        Assert.Equal(["01-explore", "02-features", "03-clustering", "04-personas", "05-simulate"], Notebooks.Select(Path.GetFileNameWithoutExtension));
        foreach (var program in Notebooks.Concat(Samples))
        {
            var lines = File.ReadAllLines(program);
            var comment = lines.Skip(1).TakeWhile(line => line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal));
            Assert.Contains(comment, line => line.Contains($"dotnet run {Path.GetFileName(Path.GetDirectoryName(program))}/{Path.GetFileName(program)}", StringComparison.Ordinal));
            Assert.True(lines.Length <= (Notebooks.Contains(program) ? 120 : 60), $"{program} has {lines.Length} lines.");
        }
    }

    // One after the other: all are built on the same engine. The last one validates, which a small store makes affordable.
    [Fact]
    public async Task The_notebooks_print_their_tables_and_draw_their_figures()
    {
        using var folder = new Folder();
        Assert.Equal(0, (await Tool.RunAsync("synth", "--orders", "1000", "--out", folder.At("store"))).ExitCode);
        await NotebookAsync(folder, "01-explore", atHome: true, figures: 9, "A synthetic store", "orders of", "Instalments of orders paid by card", "days late", "Strongest correlations");
        await NotebookAsync(folder, "02-features", atHome: false, figures: 2, "customers have all 9 features", "skewness", "monetary_total and monetary_avg_item: 0.9");
        await NotebookAsync(folder, "03-clustering", atHome: false, figures: 3, "Recommended: ", "Data without groups reach", "pct_credit_card −");
        await NotebookAsync(folder, "04-personas", atHome: false, figures: 5, "z-scores", "All customers", "against 7", "System prompt of", "Shown as ");
        await NotebookAsync(folder, "05-simulate", atHome: false, figures: 5, "Simulated, not human data.", "financing_offer, shares", "free_delivery", "Most revenue at", "Fidelity on held-out customers", "Not validated: ");
        Assert.Contains("Simulated, not human data", File.ReadAllText(folder.At("05", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_print_what_they_promise()
    {
        using var folder = new Folder();
        await SampleAsync(folder, "quickstart", "Simulated, not human data.", "financing_offer  most: Cash customer");
        await SampleAsync(folder, "own-data", "1 rejected", "\"2025-02-30\" is not a time (of the form 2024-05-03", "Without pct_credit_card: no payments are mapped.", "Simulated, not human data.");
        await SampleAsync(folder, "own-feature", "behaviour+late_share", "Late share is ");
        await SampleAsync(folder, "own-model", "first run: 7 of 7 answered, 7 calls", "second run: 7 of 7 answered, 7 calls", "Simulated, not human data");
        await SampleAsync(folder, "score-a-past-run", "Simulated, not human data.", "kettle, free_delivery", "Typical miss");
        Assert.Equal(5, Samples.Length);
    }

    private static async Task NotebookAsync(Folder folder, string name, bool atHome, int figures, params string[] printed)
    {
        var number = name[..2];
        // Without arguments a notebook makes its own store and writes below the current folder.
        await RunAsync(folder, Notebooks.Single(path => Path.GetFileNameWithoutExtension(path) == name), atHome ? [] : ["--data", folder.At("store"), "--out", folder.At(number)], printed);
        var drawn = Directory.GetFiles(atHome ? folder.At("notebook-figures", number) : folder.At(number), "*.png");
        Assert.True(drawn.Length >= figures, $"{name}: {string.Join(", ", drawn.Select(Path.GetFileName))}");
        Assert.All(drawn, file => Assert.True(new FileInfo(file).Length > 10_000, file));
    }

    private static Task SampleAsync(Folder folder, string name, params string[] printed) =>
        RunAsync(folder, Samples.Single(path => Path.GetFileNameWithoutExtension(path) == name), [], printed);

    private static async Task RunAsync(Folder folder, string program, string[] arguments, string[] printed)
    {
        // The configuration of the tests, so that the engine is built already.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.Ordinal) ? "Release" : "Debug";
        var outcome = await Tool.RunAsync(new ToolStart { Program = "dotnet", Folder = folder.Path }, ["run", "--configuration", configuration, program, "--", .. arguments]);
        Assert.True(outcome.ExitCode == 0, $"{program}: {outcome.Error}\n{outcome.Output}");
        foreach (var part in printed)
            Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
    }

    private static string[] Programs(string folder) => [.. Directory.GetFiles(Path.Combine(Tool.Repository, folder), "*.cs").Order(StringComparer.Ordinal)];
}
