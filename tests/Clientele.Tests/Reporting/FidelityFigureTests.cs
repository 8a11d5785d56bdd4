using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Validation;
using CsCheck;

namespace Clientele.Tests.Reporting;

public sealed class FidelityFigureTests
{
    public static TheoryData<string, string> Figures => new()
    {
        { "calibration", "calibration" }, { "joint-distributions", "tables" }, { "effects", "effects" }, { "minimum-instalment", "ne1_jumps" }, { "broken-promise", "ne2_curve" },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_figure_says_that_it_is_simulated_how_many_of_which_data_by_which_agent_and_how_to_read_it(string name, string points)
    {
        Assert.NotEmpty(points);
        using var figure = Of(name, FidelityReports.Sample())!;
        var texts = Texts(figure);
        Assert.Contains(RunRecord.SimulatedBanner, texts);
        Assert.Contains("Mapping tiny, data dddddddddddd, agent choice model, protocol aaaaaaaaaaaa.", texts);
        Assert.Contains(texts, text => text.StartsWith("How to read: ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("n = ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Equal_reports_give_equal_bytes_at_twice_the_size(string name, string points)
    {
        Assert.NotEmpty(points);
        using var first = Of(name, FidelityReports.Sample())!;
        using var second = Of(name, FidelityReports.Sample())!;
        var png = first.Png();
        Assert.Equal(png, second.Png());
        var svg = XDocument.Parse(first.Svg()).Root!;
        Assert.Equal(2 * (int)svg.Attribute("width")!, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(2 * (int)svg.Attribute("height")!, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Without_its_numbers_there_is_no_figure(string name, string points) => Assert.Null(Of(name, FidelityReports.Sample().Without(points)));

    [Theory]
    [MemberData(nameof(Figures))]
    public void No_text_leaves_the_figure_whatever_things_are_called(string name, string points)
    {
        Assert.NotEmpty(points);
        var longName = string.Concat(Enumerable.Repeat("WMW_", 40));
        var sample = FidelityReports.Sample(longName);
        using var figure = Of(name, sample with
        {
            Agent = longName,
            Points = sample.Points.ToDictionary(one => one.Key, one => (IReadOnlyList<FidelityPoint>)[.. one.Value.Select(point => one.Key is "effects" or "ne1_jumps" ? point with { Label = longName } : point)]),
            Tables = [.. sample.Tables.Select(table => table with { Rows = [longName, .. table.Rows.Skip(1)], Columns = [.. table.Columns.Select(_ => longName)] })],
        })!;
        var width = (double)XDocument.Parse(figure.Svg()).Root!.Attribute("width")!;
        Assert.Contains(Places(figure), place => place.Right > width * .6);
        Assert.All(Places(figure), place => Assert.True(place.Left >= 4 && place.Right <= width - 4, $"{place} in a width of {width}"));
    }

    [Fact]
    public void A_clear_effect_with_the_wrong_sign_is_named_and_one_that_may_be_nothing_is_not()
    {
        using var figure = EffectScatterFigure.Of(FidelityReports.Sample())!;
        var texts = Texts(figure);
        Assert.Contains("1 clear effect, right direction", texts);
        Assert.Contains("1 clear effect, wrong direction", texts);
        Assert.Contains("1 not told apart from 0", texts);
        Assert.Contains("plan 1 when 4 opens", texts);
        Assert.Contains("+20 real, −5 sim.", texts);
        Assert.Contains(texts, text => text.Contains("ends in an arrow", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_not_simulated_or_has_no_orders_is_said_and_not_drawn()
    {
        using var jumps = MinimumInstalmentFigure.Of(FidelityReports.Sample())!;
        Assert.Contains("Simulated: 2 of 3 plans", string.Join(' ', Texts(jumps)), StringComparison.Ordinal);
        Assert.Contains(Texts(jumps), text => text.StartsWith("Without a ring: not simulated", StringComparison.Ordinal));
        using var promise = BrokenPromiseFigure.Of(FidelityReports.Sample())!;
        Assert.Contains("none", Texts(promise));
        Assert.DoesNotContain("NaN", promise.Svg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_as_dark_below_0_as_above_and_can_be_read() => Gen.Double[0, 1].Sample(share =>
    {
        var (low, high) = (Palette.Diverging(-share), Palette.Diverging(share));
        foreach (var theme in Enum.GetValues<FigureTheme>())
        {
            Assert.InRange(Palette.Luminance(low.In(theme)) - Palette.Luminance(high.In(theme)), -.09, .09);
            foreach (var fill in new[] { low, high })
            {
                var (a, b) = (Palette.Luminance(fill.In(theme)), Palette.Luminance(Palette.On(fill).In(theme)));
                Assert.True((Math.Max(a, b) + .05) / (Math.Min(a, b) + .05) >= 4.5);
            }
        }
    });

    private static FigureCanvas? Of(string name, FidelityReport report) => FidelityFigure.All.Single(figure => figure.Name == name).Of(report);

    private static List<string> Texts(FigureCanvas figure) => [.. Elements(figure).Select(text => text.Value.Trim().Replace('\u00A0', ' '))];

    // Left end of the first and of the last glyph of every text; the last glyph is narrower than the margin.
    private static IEnumerable<(string Text, double Left, double Right)> Places(FigureCanvas figure)
    {
        foreach (var text in Elements(figure))
        {
            var x = text.Attribute("x")!.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(at => double.Parse(at, CultureInfo.InvariantCulture)).ToArray();
            var moved = Moved(text);
            yield return (text.Value, x[0] + moved, x[^1] + moved);
        }
    }

    private static double Moved(XElement text) => text.AncestorsAndSelf().Select(element => element.Attribute("transform")?.Value).OfType<string>()
        .Sum(transform => transform.StartsWith("translate(", StringComparison.Ordinal) ? double.Parse(transform["translate(".Length..].Split(' ', ',', ')')[0], CultureInfo.InvariantCulture) : throw new NotSupportedException(transform));

    private static IEnumerable<XElement> Elements(FigureCanvas figure) => XDocument.Parse(figure.Svg()).Descendants().Where(element => element.Name.LocalName == "text");
}
