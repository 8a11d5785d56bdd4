using Clientele.Simulation;

namespace Clientele.Reporting;

/// <summary>How the command line, the report and the studio say what a run found, so that all three say it alike.</summary>
internal static class RunWords
{
    /// <summary>A name from a file, as read: <c>financing offer</c>.</summary>
    public static string Plain(string name) => name.Replace('_', ' ');

    /// <summary>A scenario with its variant, if it has one.</summary>
    public static string Name(Scenario scenario) => Name(scenario.Name, scenario.Variant);

    /// <summary>The same by names.</summary>
    public static string Name(string scenario, string variant) => Plain(scenario) + (variant == "base" ? "" : $" ({Plain(variant)})");

    /// <summary>An interval of a share: <c>35.2 to 40.1 %</c>; a dash when there is none.</summary>
    public static string Range(Interval share) =>
        double.IsFinite(share.Low) ? $"{Number.Decimal(100 * share.Low, "0.0")} to {Number.Decimal(100 * share.High, "0.0")} %" : "–";

    /// <summary>A difference of shares in points, with its sign.</summary>
    public static string Points(double difference) => double.IsFinite(difference) ? Signed(100 * difference, "0.0") : "–";

    /// <summary>The interval of a difference of shares, in points.</summary>
    public static string PointRange(Interval effect) => double.IsFinite(effect.Low) ? $"{Points(effect.Low)} to {Points(effect.High)}" : "–";

    /// <summary>Whether a difference can be told from none.</summary>
    public static string Clarity(Interval effect) => !double.IsFinite(effect.Low) ? "no interval" : effect.Low > 0 || effect.High < 0 ? "clear" : "cannot be told from no effect";

    /// <summary>A number with its sign; the minus is a minus.</summary>
    public static string Signed(double value, string format = "0.00") =>
        double.IsFinite(value) ? value.ToString($"+{format};−{format};{format}", System.Globalization.CultureInfo.InvariantCulture) : "–";

    /// <summary>Questions without an answer, by case: <c>, 3 refused, 1 failed</c>; empty when there are none.</summary>
    public static string Missing(RunAccount account)
    {
        (string Name, long Count)[] cases =
        [
            ("refused", account.Refused), ("unreadable", account.Invalid), ("failed", account.Failed), ("over budget", account.OverBudget), ("cancelled", account.Cancelled),
        ];
        return string.Concat(cases.Where(item => item.Count > 0).Select(item => $", {Number.Count(item.Count)} {item.Name}"));
    }

    /// <summary>What a scenario expects of a kind of persona.</summary>
    public static string Expected(Expectation expectation)
    {
        var option = expectation.Option == "buy" ? "buying" : expectation.Option;
        var among = expectation.GivenPurchase ? " among purchases" : "";
        return $"{(expectation.High ? "high" : "low")} {expectation.Trait switch
        {
            Features.FeatureTrait.CardShare => "card share",
            Features.FeatureTrait.ItemPrice => "item price",
            var trait => trait.ToString().ToLowerInvariant(),
        }}: {(expectation.Higher ? "more" : "less")} {option}{among}";
    }
}
