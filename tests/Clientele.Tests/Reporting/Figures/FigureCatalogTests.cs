using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;

namespace Clientele.Tests.Reporting.Figures;

public sealed class FigureCatalogTests(FigureShop shop) : IClassFixture<FigureShop>
{
    public static TheoryData<string> Names => [.. FigureFiles.Names];

    private static CatalogFigure Figure(string name) => FigureCatalog.All.Single(figure => figure.Name == name);

    private static List<string> Texts(FigureCanvas canvas, FigureTheme theme = FigureTheme.Light) =>
        [.. XDocument.Parse(canvas.Svg(theme)).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim().Replace('\u00A0', ' '))];

    [Fact]
    public void Every_figure_is_written_in_every_theme_and_format_and_the_files_are_what_they_are_called()
    {
        using var folder = new TemporaryFolder();
        var steps = new List<StageProgress>();
        var written = FigureFiles.Write(folder.Path, shop.Input, progress: new Listener(steps), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(written.Missing);
        Assert.Equal(FigureFiles.Names.Count, steps[^1].Done);
        Assert.Equal(FigureFiles.Names.SelectMany(name => (string[])[$"{name}.svg", $"{name}.png", $"{name}-dark.svg", $"{name}-dark.png"]), written.Files.Select(file => Path.GetFileName(file)));
        Assert.Equal(written.Files.Order(StringComparer.Ordinal), Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
        foreach (var file in written.Files)
        {
            var bytes = File.ReadAllBytes(file);
            if (file.EndsWith(".png", StringComparison.Ordinal))
                Assert.Equal("\x89PNG"u8[^3..], bytes.AsSpan(1, 3));
            else
                Assert.Equal("svg", XDocument.Parse(Encoding.UTF8.GetString(bytes)).Root!.Name.LocalName);
        }
        var (light, dark) = (File.ReadAllText(folder.File("prices.svg")), File.ReadAllText(folder.File("prices-dark.svg")));
        Assert.Contains("#11181A", dark, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("#11181A", light, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_says_how_to_read_it_and_whether_it_is_simulated(string name)
    {
        using var canvas = Figure(name).Of(shop.Input)!;
        var texts = Texts(canvas);
        Assert.Contains(texts, text => text.StartsWith("How to read: ", StringComparison.Ordinal));
        var real = texts.Exists(text => text.StartsWith("Shop data, nothing simulated: mapping ", StringComparison.Ordinal) && text.Contains("n = ", StringComparison.Ordinal));
        Assert.NotEqual(real, texts.Contains(RunRecord.SimulatedBanner));
        Assert.Equal(real, !name.StartsWith("fidelity-", StringComparison.Ordinal) && name is not "decisions" and not "sweep" and not "effects-of-variants");
        Assert.DoesNotContain(texts, text => text.Contains("NaN", StringComparison.Ordinal) || text.Contains("-0.0", StringComparison.Ordinal));
        Assert.Equal(texts, Texts(canvas, FigureTheme.Dark));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_its_record_a_figure_is_left_out_and_the_reason_names_what_is_missing(string name)
    {
        Assert.Null(Figure(name).Of(new FigureInput()));
        Assert.Contains("clientele", Figure(name).Missing(new FigureInput()).Replace("--", "clientele ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_on_figures_of_real_data_are_those_that_were_reviewed()
    {
        var text = new StringBuilder();
        foreach (var name in FigureFiles.Names.TakeWhile(name => name != "segment-sizes"))
        {
            using var canvas = Figure(name).Of(shop.Input)!;
            text.AppendLine(name);
            foreach (var line in Texts(canvas).Where(line => line.Length > 3 && !line.Any(char.IsAsciiDigit)).Distinct())
                text.AppendLine("  " + line);
        }
        Snapshot.Matches(text.ToString(), "figure_words");
    }

    [Fact]
    public void A_shop_without_a_column_has_no_figure_of_it()
    {
        var bare = new FigureInput
        {
            Shop = shop.Input.Shop! with { Methods = null, Instalments = null, Stars = null, Categories = null, DeliveryDays = null, DaysLate = null, StarsByDelay = [], Freights = null, States = null, Statuses = null },
        };
        using var folder = new TemporaryFolder();
        folder.Write("review-scores.svg", "of an earlier shop");
        folder.Write("notes.txt", "mine");
        var written = FigureFiles.Write(folder.Path, bare, new FigureOptions { Formats = [FigureFormat.Svg], Themes = [FigureTheme.Light] }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["prices.svg", "orders.svg", "customers.svg", "order-correlations.svg"], written.Files.Select(file => Path.GetFileName(file)));
        Assert.Contains(new MissingFigure("review-scores", "the data record no reviews"), written.Missing);
        Assert.Contains(new MissingFigure("payments", "the data record no payments"), written.Missing);
        Assert.Contains(new MissingFigure("delay-ratings", "the data do not record reviews, promised and delivered days together"), written.Missing);
        Assert.False(File.Exists(folder.File("review-scores.svg")));
        Assert.True(File.Exists(folder.File("notes.txt")));
        Assert.Contains("The data record no freight.", File.ReadAllText(folder.File("prices.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_figure_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<ClienteleException>(() => FigureFiles.Write(folder.File("out"), shop.Input, new FigureOptions { Only = ["pricess"] }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("Did you mean prices?", failure.Hint, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void A_correlation_has_the_same_colour_on_every_heatmap_brown_above_0_and_blue_below()
    {
        Assert.Equal(Palette.Diverging(.25), CorrelationFigure.Color(.25));
        Assert.Equal(new FigureColor("#A5580C", "#E8A85A"), CorrelationFigure.Color(1));
        Assert.Equal(new FigureColor("#1F5FA8", "#86BCF0"), CorrelationFigure.Color(-1));
    }

    [Fact]
    public void A_profile_is_drawn_on_a_scale_that_holds_every_z_score()
    {
        var personas = shop.Input.Personas!;
        var extreme = personas with { Personas = [.. personas.Personas.Select((persona, s) => s > 0 ? persona : persona with { Features = [persona.Features[0] with { ZScore = 11.3 }, .. persona.Features.Skip(1)] })] };
        using var canvas = SegmentProfileFigure.Of(new PersonaFigures(extreme, "olist", ""))!;
        Assert.Contains(Texts(canvas), text => text.StartsWith('+') && double.Parse(text, CultureInfo.InvariantCulture) >= 11.3);
    }

    [Fact]
    public void A_segment_of_few_customers_is_not_shown()
    {
        var personas = shop.Input.Personas!;
        var few = personas with { Personas = [.. personas.Personas.Select((persona, s) => s == 1 ? persona with { Size = SmallCells.Least - 1, Name = "The few" } : persona)] };
        using var canvas = PersonaCardFigure.Of(new PersonaFigures(few, "olist", ""))!;
        Assert.DoesNotContain("The few", Texts(canvas));
        Assert.Contains("1 segment with fewer than 5 customers is not shown.", Texts(canvas));
    }

    private sealed class Listener(List<StageProgress> steps) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => steps.Add(value);
    }
}
