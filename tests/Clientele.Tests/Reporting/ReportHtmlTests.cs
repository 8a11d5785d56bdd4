using System.Net;
using System.Text.RegularExpressions;
using Clientele.Data;
using Clientele.Reporting;
using Clientele.Reporting.Views;
using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Tests.Reporting;

public sealed partial class ReportHtmlTests
{
    private const string Hostile = "</style><script>alert(1)</script>\"><img src=x onerror=alert(2)> &lt;b&gt; '\u202E";

    [Fact]
    public void The_page_is_read_from_the_answers_and_their_verdict_down_to_the_manifest()
    {
        var run = Run();
        Snapshot.Matches(TextOf(ReportHtml.Render(run, Speaking(run))), "report_text");
    }

    [Fact]
    public void Equal_records_give_an_equal_page()
    {
        var run = Run();
        Assert.Equal(ReportHtml.Render(run, Speaking(run)), ReportHtml.Render(Run(), Speaking(Run())));
    }

    [Fact]
    public void Names_and_answers_from_outside_stay_text()
    {
        var (clean, page) = (Told("plain"), Told(Hostile));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, Regex.Count(page, "</style>"));
        Assert.Contains("alert(1)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        // The same elements, as often, whatever the words are.
        Assert.Equal(Elements(clean), Elements(page));

        static string Told(string text)
        {
            var run = Run();
            var situation = run.Situations[0];
            run = run with
            {
                AssumedLevel = text,
                Model = text,
                Personas = [run.Personas[0] with { Name = text, Distinguishing = [new(text, text, [new(text, 1, 2, 3)])] }, .. run.Personas.Skip(1)],
                Inputs = [run.Inputs[0] with { File = text, Excluded = new SortedDictionary<string, long> { [text] = 3 } }],
                Situations =
                [
                    situation with
                    {
                        Scenario = situation.Scenario with { Name = text, Options = [situation.Scenario.Options[0] with { Id = text, Label = text }, .. situation.Scenario.Options.Skip(1)] },
                        Personas = [situation.Personas[0] with { Name = text, Reasons = [new Reason(text, null, null, text)], Flip = text }, .. situation.Personas.Skip(1)],
                    },
                ],
                Verbatims = [new Verbatim("a1", text, text, text, 0, text, text, [text])],
                VerbatimsInAll = 1,
                Settings = new SortedDictionary<string, string> { [text] = text },
            };
            var report = Speaking(run);
            return ReportHtml.Render(run, report with { Notes = [text], Metrics = [report.Metrics[0] with { Note = text }, .. report.Metrics.Skip(1)] });
        }
    }

    [Fact]
    public void The_page_asks_no_other_host_and_runs_nothing()
    {
        var run = Run();
        var page = ReportHtml.Render(run, Speaking(run));
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Regex.Matches(page, "(?:src|srcset|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value), address => Assert.True(address[0] == '#' || address.StartsWith("data:", StringComparison.Ordinal), address));
        Assert.Contains("default-src &#x27;none&#x27;", page.Replace("'", "&#x27;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_is_never_apart_from_the_answers()
    {
        var run = Run();
        foreach (var page in new[] { ReportHtml.Render(run), ReportHtml.Render(run, Speaking(run)) })
        {
            Assert.Contains(RunRecord.SimulatedBanner, page, StringComparison.Ordinal);
            Assert.True(page.IndexOf("id=\"verdict\"", StringComparison.Ordinal) < page.IndexOf("id=\"answers\"", StringComparison.Ordinal));
            var cards = page[page.IndexOf("id=\"answers\"", StringComparison.Ordinal)..page.IndexOf("id=\"heatmap\"", StringComparison.Ordinal)].Split("<article")[1..];
            Assert.Equal(run.Situations.Count, cards.Length);
            Assert.All(cards, card => Assert.Contains("NOT VALIDATED", card, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_validation_of_other_data_or_another_agent_does_not_speak_for_the_run()
    {
        var run = Run();
        Assert.DoesNotContain(RunRecord.NotValidated, ReportHtml.Render(run, Speaking(run)), StringComparison.Ordinal);
        Assert.Equal(ReportHtml.Render(run), ReportHtml.Render(run, FidelityReports.Sample()));
        Assert.Equal(ReportHtml.Render(run), ReportHtml.Render(run, Speaking(run) with { Agent = "another" }));
        Assert.Contains(RunRecord.NotValidated, ReportHtml.Render(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_without_an_answer_are_said_on_top()
    {
        var run = Run() with { Account = new RunAccount(100, 90, 6, 4, 0, 0, 0) };
        Assert.Contains("NOT COMPLETE: 10 of 100 questions have no answer, 6 refused, 4 unreadable.", TextOf(ReportHtml.Render(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shade_of_the_heatmap_is_in_the_style_sheet()
    {
        foreach (var share in new[] { 0, .02, .5, .97, 1 })
            Assert.Equal(2, Regex.Count(ReportStyle.Css, Regex.Escape($"td.{ReportStyle.Heat(share)} {{")));
        Assert.Equal("missing", ReportStyle.Heat(double.NaN));
    }

    private static RunRecord Run()
    {
        var personas = Runs.Personas(3);
        var run = Runs.Run(personas, 2, 30, assumed: "The average customer buys with probability 0.5.");
        var effect = new EffectResult("financing_offer", "base", "longer", ["card_10x", "upfront", "walk_away"], Group("Population", .031), [Group("Mainstream shopper", -.02), Group("Cash customer", double.NaN)]);
        return RunRecord.From(Runs.Manifest(personas), run with
        {
            Effects = [effect],
            Verbatims = [new Verbatim("a1", "Cash customer", "financing_offer", "base", 0, "upfront", "I pay at once & save.", ["price"])],
            VerbatimsInAll = 7,
        }, Runs.Sweep(3, margin: true, assumed: null));

        static GroupEffect Group(string name, double value) => new(name, 30, new Interval(value, value - .02, value + .02), []);
    }

    private static FidelityReport Speaking(RunRecord run) => FidelityReports.Sample() with
    {
        DataSha256 = Transactions.HashOf(run.Inputs.Select(file => file.Sha256), run.MappingSha256),
        Agent = run.Model ?? run.Agent,
    };

    private static IEnumerable<string> Elements(string page) => Regex.Matches(page, "<([a-z0-9-]+)", RegexOptions.IgnoreCase).Select(match => match.Groups[1].Value);

    // What a reader reads: one line an element with text.
    private static string TextOf(string page)
    {
        var body = Css().Replace(page, "");
        body = Blocks().Replace(body, "\n");
        body = WebUtility.HtmlDecode(Tags().Replace(body, " "));
        return string.Join('\n', body.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Replace(" .", ".", StringComparison.Ordinal)).Where(line => line.Length > 0));
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Css();

    [GeneratedRegex("</?(p|h1|h2|h3|h4|li|tr|dt|summary|section|article|figcaption|blockquote|title|nav|pre|picture)\\b[^>]*>")]
    private static partial Regex Blocks();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
