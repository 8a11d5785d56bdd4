using Clientele.Simulation;

namespace Clientele.Cli;

/// <summary>Prints what a run's agents decide.</summary>
internal static class DecisionReport
{
    private const int ScenariosAcross = 6;

    /// <summary>Personas × scenarios, what all customers choose, and the expectations.</summary>
    public static void Write(Terminal terminal, SimulationRun run)
    {
        foreach (var (part, situations) in run.Situations.Chunk(ScenariosAcross).Index())
            WriteTable(terminal, situations, run.AssumedLevel is not null, part == 0 ? "Decisions" : "Decisions, continued");
        WriteOptions(terminal, run.Situations);
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

    private static void WriteAccount(Terminal terminal, SimulationRun run)
    {
        var account = run.Account;
        (string Name, long Count)[] cases =
        [
            ("refused", account.Refused), ("invalid", account.Invalid), ("failed", account.Failed), ("over budget", account.OverBudget), ("cancelled", account.Cancelled),
        ];
        var missing = string.Concat(cases.Where(item => item.Count > 0).Select(item => $", {Number.Count(item.Count)} {item.Name}"));
        terminal.Line($"{Number.Count(account.Planned)} questions to {Number.Count(run.Agents.Count)} agents (population {run.Population}, agent {run.Agent}): {Number.Count(account.Answered)} answered{missing}.");
    }

    private static string Name(Scenario scenario) => scenario.Name.Replace('_', ' ') + (scenario.Variant == "base" ? "" : $" ({scenario.Variant.Replace('_', ' ')})");

    private static string Range(Interval share) => double.IsFinite(share.Low) ? $"{Number.Decimal(100 * share.Low, "0.0")} to {Number.Decimal(100 * share.High, "0.0")} %" : "–";
}
