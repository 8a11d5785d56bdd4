using System.Text.RegularExpressions;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Validation;
using CsCheck;

namespace Clientele.Tests.Reporting;

public sealed partial class FidelityPageTests
{
    [Fact]
    public void The_page_is_read_from_the_verdict_down_to_single_numbers() => Snapshot.Matches(FidelityPage.Of(FidelityReports.Sample(), Words()), "fidelity_page");

    [Fact]
    public void Every_metric_has_a_row_of_nine_cells()
    {
        var report = FidelityReports.Sample();
        var page = FidelityPage.Of(report, Words());
        foreach (var metric in report.Metrics)
        {
            var row = Assert.Single(page.Split('\n'), line => line.StartsWith($"| `{metric.Id}` |", StringComparison.Ordinal));
            Assert.Equal(9 + 2, row.Split('|').Length);
            Assert.DoesNotContain("NaN", row, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_figure_that_was_not_drawn_is_said_to_be_missing()
    {
        var words = Words();
        words.Remove("minimum-instalment");
        var page = FidelityPage.Of(FidelityReports.Sample(), words);
        Assert.DoesNotContain("minimum-instalment.png", page, StringComparison.Ordinal);
        Assert.Contains("*No jumps at the smallest instalment", page, StringComparison.Ordinal);
        Assert.Contains("](figures/effects.png)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_outside_stay_text()
    {
        const string hostile = "<img src=x> | [a](http://b.example) **c** `d`\n# e www.f.example";
        var report = FidelityReports.Sample(hostile);
        var page = FidelityPage.Of(report with { Agent = hostile, Notes = [hostile, "# heading", "- item", "1) item"] }, Words());
        Assert.DoesNotMatch(Unescaped(), page.Replace("](figures/", "", StringComparison.Ordinal));
        Assert.DoesNotContain("\n# e", page, StringComparison.Ordinal);
        Assert.Contains("- \\# heading\n- \\- item\n- 1\\) item\n", page, StringComparison.Ordinal);
        Assert.Single(Heading().Matches(page));
    }

    [Fact]
    public void A_text_has_no_bare_mark_of_markdown_whatever_it_says() => Gen.String.Sample(text =>
    {
        var escaped = Markdown.Text(text);
        Assert.DoesNotContain('\n', escaped);
        Assert.DoesNotMatch(Unescaped(), escaped);
    });

    [Fact]
    public void The_best_baseline_is_the_hardest_to_beat()
    {
        FidelityMetric Metric(string id, FidelityTarget? target) => new()
        {
            Id = id,
            Value = 1,
            N = 1,
            Verdict = FidelityVerdict.None,
            Target = target,
            Baselines = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["a"] = .2, ["b"] = .9, ["c"] = 1.4, ["d"] = double.NaN },
        };
        Assert.Equal("c", Metric("individuals.skill.stars", new FidelityTarget(AtLeast: .9)).BestBaseline()?.Name);
        Assert.Equal("a", Metric("effects.ne2.rmse", new FidelityTarget(AtMost: .2)).BestBaseline()?.Name);
        Assert.Equal("b", Metric("effects.ne1.slope", new FidelityTarget(.9, 1.1)).BestBaseline()?.Name);
        Assert.Equal("a", Metric("individuals.brier.stars", null).BestBaseline()?.Name);
        Assert.Equal("c", Metric("population.nf.plan_state", null).BestBaseline()?.Name);
        Assert.Null((Metric("x", null) with { Baselines = new Dictionary<string, double>() }).BestBaseline());
    }

    [Fact]
    public void A_study_has_the_page_all_figures_and_last_the_report()
    {
        using var folder = new TemporaryFolder();
        var study = new StudyFolder(folder.Path);
        var report = FidelityReports.Sample();
        var files = FidelityFiles.Write(study, report);

        Assert.Equal([study.FidelityPage, .. FidelityFigure.All.Select(figure => study.FidelityFigure(figure.Name)), study.Fidelity], files);
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 0));
        Assert.Equal([folder.File("checksums.json"), .. files.Order(StringComparer.Ordinal)], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal(report.ShortVerdict, FidelityFile.Find(study)!.ShortVerdict);
        foreach (Match link in Image().Matches(File.ReadAllText(study.FidelityPage)))
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(study.FidelityPage)!, link.Groups[1].Value)), link.Value);
        Assert.Equal(FidelityFigure.All.Count, Image().Count(File.ReadAllText(study.FidelityPage)));
    }

    [Fact]
    public void A_figure_of_an_earlier_report_does_not_outlive_it()
    {
        using var folder = new TemporaryFolder();
        var study = new StudyFolder(folder.Path);
        var report = FidelityReports.Sample() with { Points = new Dictionary<string, IReadOnlyList<FidelityPoint>>() };
        Assert.Contains(study.FidelityFigure("joint-distributions"), FidelityFiles.Write(study, report));
        Assert.Equal([study.FidelityPage, study.Fidelity], FidelityFiles.Write(study, report.Without("tables")));
        Assert.False(File.Exists(study.FidelityFigure("joint-distributions")));
    }

    [Fact]
    public void What_cannot_be_put_in_place_leaves_everything_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var study = new StudyFolder(folder.Path);
        Directory.CreateDirectory(Path.Combine(study.FidelityPage, "in the way"));
        var problem = Assert.Throws<ClienteleException>(() => FidelityFiles.Write(study, FidelityReports.Sample().Without("tables")));
        Assert.Contains(study.FidelityPage, problem.ToString(), StringComparison.Ordinal);
        Assert.Null(FidelityFile.Find(study));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    private static Dictionary<string, string> Words() => FidelityFigure.All.ToDictionary(figure => figure.Name, figure => $"What {figure.Name} shows.");

    // A mark of Markdown without an odd number of backslashes before it, or the beginning of a bare link.
    [GeneratedRegex(@"(?<!\\)(?:\\\\)*(?:<(?!$)|\]\(|://|(?i:www)\.)")]
    private static partial Regex Unescaped();

    [GeneratedRegex("^# ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"!\[[^\n]*\]\(([^)]+)\)")]
    private static partial Regex Image();
}
