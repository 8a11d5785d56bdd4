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

    /// <summary>An interval of a share: <c>35.2 to 40.1 %</c>, <c>0.31 to 0.48 %</c>; a dash when there is none.</summary>
    public static string Range(Interval share) => !double.IsFinite(share.Low) ? "–"
        : share.High < .01 ? $"{Number.Decimal(100 * share.Low)} to {Number.Decimal(100 * share.High)} %"
        : $"{Number.Decimal(100 * share.Low, "0.0")} to {Number.Decimal(100 * share.High, "0.0")} %";

    /// <summary>A share where a table shows few digits: <c>97</c>, <c>2.1</c>, <c>0.34</c>; a dash when there is no number.</summary>
    public static string Hundredths(double share) => Number.Decimal(100 * share, share < .00995 ? "0.00" : share < .0995 ? "0.0" : "0");

    /// <summary>The same with its sign: <c>2.1 %</c>.</summary>
    public static string Share(double share) => double.IsFinite(share) ? Hundredths(share) + " %" : "–";

    /// <summary>A ratio of odds: <c>× 1.23</c>, <c>× 32</c>; a dash when there is none.</summary>
    public static string Times(double ratio) => double.IsFinite(ratio) ? "× " + Number.Decimal(ratio, ratio < 9.95 ? "0.00" : "0") : "–";

    /// <summary>Its interval: <c>0.85 to 1.40</c>; a dash when there is none.</summary>
    public static string TimesRange(Interval ratio) =>
        double.IsFinite(ratio.Low) && double.IsFinite(ratio.High) ? $"{Times(ratio.Low)[2..]} to {Times(ratio.High)[2..]}" : "–";

    /// <summary>The option that a group most likely chooses; a dash without an answer.</summary>
    public static string Likeliest(Scenario scenario, GroupResult group)
    {
        var best = Enumerable.Range(0, group.Options.Count).MaxBy(o => double.IsNaN(group.Options[o].Value) ? -1 : group.Options[o].Value);
        return group.Options.Count == 0 || double.IsNaN(group.Options[best].Value) ? "–" : Plain(scenario.Options[best].Id);
    }

    /// <summary>How a group's odds of buying compare: with the shop's usual situation where that is known, else with all customers.</summary>
    public static Interval Odds(GroupResult group) => group.AgainstUsual ?? group.OddsRatio;

    /// <summary>What <see cref="Odds"/> compares with.</summary>
    public static string ComparedWith(IReadOnlyList<SituationResult> situations) =>
        situations.Any(situation => situation.Population.AgainstUsual is not null) ? "in the shop's usual situation" : "of all customers";

    /// <summary>How much of an answer, or of a curve, is the shop's own.</summary>
    public static string Own(double? share) => share switch
    {
        null => "Nothing moves it away from the shop's usual situation.",
        < .005 => "Nothing that moves it was learned from this shop: it comes from published studies, and another shop's would look nearly the same.",
        { } own => $"{Number.Percent(own, "0")} of what moves it was learned from this shop's own orders; the rest comes from published studies.",
    };

    /// <summary>A difference of shares in points, with its sign.</summary>
    public static string Points(double difference) => double.IsFinite(difference) ? Signed(100 * difference, "0.0") : "–";

    /// <summary>The interval of a difference of shares, in points.</summary>
    public static string PointRange(Interval effect) => double.IsFinite(effect.Low) ? $"{Points(effect.Low)} to {Points(effect.High)}" : "–";

    /// <summary>Whether a difference can be told from none. It is clear only where the claims that it needs reached at least directional.</summary>
    /// <param name="effect">The difference.</param>
    /// <param name="trusted">Whether they did.</param>
    public static string Clarity(Interval effect, bool trusted) => !double.IsFinite(effect.Low) ? "no interval"
        : effect.Low <= 0 && effect.High >= 0 ? "cannot be told from no effect"
        : trusted ? "clear" : "beyond chance in the model, which is not validated for it";

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
