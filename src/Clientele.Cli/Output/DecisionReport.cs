using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Cli;

/// <summary>Prints what a run's agents decide.</summary>
internal static class DecisionReport
{
    private const int ScenariosAcross = 6;

    /// <summary>Personas × scenarios, what all customers choose, and the expectations.</summary>
    public static void Write(Terminal terminal, RunRecord run)
    {
        if (run.Account.Answered < run.Account.Planned)
            terminal.Line($"NOT COMPLETE: {Number.Count(run.Account.Planned - run.Account.Answered)} of {Number.Count(run.Account.Planned)} questions have no answer{Missing(run.Account)}.");
        foreach (var (part, situations) in run.Situations.Chunk(ScenariosAcross).Index())
            WriteTable(terminal, situations, run.AssumedLevel is not null, part == 0 ? "Decisions" : "Decisions, continued");
        WriteOptions(terminal, run.Situations);
        WriteEffects(terminal, run.Effects);
        WriteChecks(terminal, run.Situations);
        terminal.Line();
        if (run.AssumedLevel is { } assumed)
            terminal.Line(assumed);
        WriteAccount(terminal, run);
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<SituationResult> situations, bool assumed, string heading)
    {
        var table = new ResultTable().Words("buys?");
        foreach (var situation in situations)
            table.Words(Name(situation.Scenario), wrap: true);
        foreach (var row in Enumerable.Range(0, situations[0].Personas.Count))
            table.Row([situations[0].Personas[row].Name, .. situations.Select(situation => Cell(situation.Personas[row]))]);
        table.Row(["All customers", .. situations.Select(situation => Cell(situation.Population, odds: false))]);
        table.Write(terminal, heading);
        terminal.Line();
        terminal.Line($"Yes/No/Maybe and probability of buying{(assumed ? " at the assumed level" : "")}; × odds of buying against all customers.");
    }

    private static string Cell(GroupResult group, bool odds = true) =>
        $"{group.View} {Number.Percent(group.Purchase.Value, "0")}" + (odds ? $"\n× {Number.Decimal(group.OddsRatio.Value)}" : "");

    private static void WriteOptions(Terminal terminal, IReadOnlyList<SituationResult> situations)
    {
        var table = new ResultTable().Words("scenario", wrap: false).Words("all customers choose", wrap: false).Numbers("share").Numbers("95 % interval");
        foreach (var situation in situations)
            foreach (var (index, (option, share)) in situation.Scenario.Options.Zip(situation.Population.Options).Index())
                table.Row(index == 0 ? Name(situation.Scenario) : "", option.Id, Number.Percent(share.Value), Range(share));
        table.Write(terminal, "Options");
    }

    private static void WriteChecks(Terminal terminal, IReadOnlyList<SituationResult> situations)
    {
        var checks = situations.SelectMany(situation => situation.Checks.Select(check => (situation.Scenario, Check: check))).ToList();
        if (checks.Count == 0)
            return;
        var table = new ResultTable().Words("scenario", wrap: false).Words("expected").Words("persona").Numbers("persona").Numbers("all").Words("met?", wrap: false);
        foreach (var (scenario, check) in checks)
            table.Row(Name(scenario), Expected(check.Expectation), check.Persona ?? "none has it", Number.Percent(check.Value), Number.Percent(check.PopulationValue),
                check.Met switch { true => "yes", false => "NO", null => "not scored" });
        table.Write(terminal, $"Expectations: {checks.Count(check => check.Check.Met == true)} of {checks.Count} met (directions on probabilities; no validation)");
    }

    private static string Expected(Expectation expectation)
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

    private static void WriteEffects(Terminal terminal, IReadOnlyList<EffectResult> effects)
    {
        if (effects.Count == 0)
            return;
        var table = new ResultTable().Words("scenario", wrap: false).Words("variant against the first").Words("persona", wrap: false).Numbers("effect on buying").Numbers("95 % interval").Numbers("agents");
        foreach (var effect in effects)
            foreach (var (index, group) in effect.Personas.Append(effect.Population).Index())
                table.Row(
                    index == 0 ? effect.Scenario.Replace('_', ' ') : "", index == 0 ? $"{effect.Treatment} against {effect.Control}".Replace('_', ' ') : "",
                    group.Name == "Population" ? "All customers" : group.Name, Points(group.Purchase.Value),
                    double.IsFinite(group.Purchase.Low) ? $"{Points(group.Purchase.Low)} to {Points(group.Purchase.High)}" : "–", Number.Count(group.Agents));
        table.Write(terminal, "Effects of variants, the same agents seeing both, in points of the probability of buying");
    }

    private static void WriteAccount(Terminal terminal, RunRecord run)
    {
        terminal.Line($"{Number.Count(run.Account.Planned)} questions to {Number.Count(run.Agents)} agents (population {run.Population}, agent {run.Model ?? run.Agent}): {Number.Count(run.Account.Answered)} answered{Missing(run.Account)}.");
        if (run.Usage is { } usage)
            terminal.Line($"{Number.Count(usage.Calls)} calls, {Number.Count(usage.InputTokens)} tokens in, {Number.Count(usage.OutputTokens)} out: {PlanReport.Dollars(usage.CostUsd)}{(usage.PriceDate is { } day ? $" at the prices of {day:yyyy-MM-dd}" : "")}.");
    }

    private static string Missing(RunAccount account)
    {
        (string Name, long Count)[] cases =
        [
            ("refused", account.Refused), ("unreadable", account.Invalid), ("failed", account.Failed), ("over budget", account.OverBudget), ("cancelled", account.Cancelled),
        ];
        return string.Concat(cases.Where(item => item.Count > 0).Select(item => $", {Number.Count(item.Count)} {item.Name}"));
    }

    private static string Points(double difference) => double.IsFinite(difference) ? (100 * difference).ToString("+0.0;−0.0;0.0", System.Globalization.CultureInfo.InvariantCulture) : "–";

    private static string Name(Scenario scenario) => scenario.Name.Replace('_', ' ') + (scenario.Variant == "base" ? "" : $" ({scenario.Variant.Replace('_', ' ')})");

    private static string Range(Interval share) => double.IsFinite(share.Low) ? $"{Number.Decimal(100 * share.Low, "0.0")} to {Number.Decimal(100 * share.High, "0.0")} %" : "–";
}
