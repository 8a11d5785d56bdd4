using Clientele.Validation;

namespace Clientele.Tests.Reporting;

/// <summary>A made-up fidelity report with something of everything: all figures, a number that could not be scored, an effect with the wrong sign.</summary>
internal static class FidelityReports
{
    public static FidelityReport Sample(string mapping = "tiny") => new()
    {
        EngineVersion = "0.1.0",
        Agent = "choice",
        ProtocolSha256 = new string('a', 64),
        DataSha256 = new string('d', 64),
        Mapping = mapping,
        Seed = 42,
        Segments = 4,
        FeatureSet = "reference",
        Command = ["--data", "DATA", "--mapping", "mapping.yaml", "--feature-set", "reference", "--k", "4", "--model", "a model", "--seed", "42", "--out", "STUDY"],
        Sizes = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["fit_customers"] = 6_000,
            ["fit_orders"] = 6_500,
            ["calibrate_customers"] = 2_000,
            ["calibrate_orders"] = 2_100,
            ["test_customers"] = 2_000,
            ["test_orders"] = 2_150,
        },
        Blocks =
        [
            new("individuals", FidelityVerdict.Pass, "The agent knows 95% of what can be known.", ["individuals.skill.median", "individuals.brier.stars", "individuals.ece"]) { Targets = 3, Scored = 2 },
            new("population", FidelityVerdict.NotScored, "No joint distribution could be scored.", ["population.nf.plan_category"]),
            new("effects", FidelityVerdict.Fail, "r = 0.41 over 3 effects.", ["effects.ne1.r", "effects.ne2.r"]),
            new("trust", FidelityVerdict.NotScored, "Not measured in this version.", []),
        ],
        Metrics =
        [
            Metric("individuals.skill.median", .95, .91, .99, 2_150, FidelityVerdict.Pass, new FidelityTarget(AtLeast: .9), ("logistic", .97), ("uniform", -2)) with { Floor = 0, Ceiling = 1, Note = "2 attributes count." },
            Metric("individuals.brier.stars", .5, .4, .6, 2_000, FidelityVerdict.None, null, ("marginal", .7), ("best baseline", .55)),
            Metric("individuals.ece", .012, .008, .02, 4_000, FidelityVerdict.Pass, new FidelityTarget(AtMost: .03), ("marginal", .02)) with { Floor = .01 },
            Metric("population.nf.plan_category", double.NaN, double.NaN, double.NaN, 900, FidelityVerdict.NotScored, null) with { Note = "Too weak to score here: 0.03 are needed." },
            Metric("effects.ne1.r", .41, .1, .7, 3, FidelityVerdict.Fail, new FidelityTarget(AtLeast: .9), ("uniform over the menu", .3)) with { Ceiling = .95 },
            Metric("effects.ne2.r", .99, .98, 1, 4, FidelityVerdict.Pass, new FidelityTarget(AtLeast: .98)) with { Note = "Ratings are asked for after delivery." },
        ],
        Claims = new FidelityClaims(["ratings given the delivery"], [], ["effects of a longer instalment plan", "bundles"]),
        Notes = ["NE1: jumps at placebo totals are significant in 0% of 9.", "2018. A note that begins like a list."],
        Points = new Dictionary<string, IReadOnlyList<FidelityPoint>>
        {
            ["calibration"] = [new("1", .2, .03, .25, double.NaN, 150), new("2", .5, .04, .48, double.NaN, 300), new("3", 1, 0, .93, double.NaN, 40)],
            ["effects"] = [new("plan 1 when 4 opens", .2, .03, -.05, .02, 800), new("plan 4 when 4 opens", .25, .03, .22, .4, 800), new("plan 2 when 4 opens", .01, .03, .02, .02, 800)],
            ["ne1_jumps"] = [new("2", .2, .05, double.NaN, double.NaN, 650), new("3", .3, .04, .24, .25, 1_900), new("4", .25, .03, .22, .04, 2_700)],
            ["ne2_curve"] = [new("≤ -3", 4.3, .02, 4.25, .02, 900), new("-2…0", 4.1, .05, 4.2, .03, 300), new("1…2", double.NaN, double.NaN, 3.4, .1, 0), new("≥ 3", 1.8, .1, 1.9, .05, 120)],
        },
        Tables =
        [
            new("plan × category", ["1", "2"], ["bed_bath_table", "other"], [[.4, .3], [.2, .1]], [[.45, .25], [.2, .1]]),
            new("stars × lateness", ["1", "5"], ["to -1", "0+"], [[.1, .3], [.6, 0]], [[.1, .25], [.65, 0]]),
        ],
    };

    public static FidelityReport Without(this FidelityReport report, string points) =>
        report with { Points = report.Points.Where(one => one.Key != points).ToDictionary(), Tables = points == "tables" ? [] : report.Tables };

    private static FidelityMetric Metric(
        string id, double value, double low, double high, int n, FidelityVerdict verdict, FidelityTarget? target, params (string Name, double Value)[] baselines) => new()
        {
            Id = id,
            Value = value,
            Low = low,
            High = high,
            N = n,
            Verdict = verdict,
            Target = target,
            Baselines = new SortedDictionary<string, double>(baselines.ToDictionary(one => one.Name, one => one.Value), StringComparer.Ordinal),
        };
}
