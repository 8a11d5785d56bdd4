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
            terminal.Line($"NOT COMPLETE: {Number.Count(run.Account.Planned - run.Account.Answered)} of {Number.Count(run.Account.Planned)} questions have no answer{RunWords.Missing(run.Account)}.");
        foreach (var (part, situations) in run.Situations.Chunk(ScenariosAcross).Index())
            WriteTable(terminal, situations, run.AssumedLevel is not null, part == 0 ? "Decisions" : "Decisions, continued");
        WriteOptions(terminal, run.Situations);
        WriteGrounds(terminal, run.Situations);
        WriteEffects(terminal, run.Effects);
        WriteChecks(terminal, run.Situations);
        terminal.Line();
        if (run.AssumedLevel is { } assumed)
            terminal.Line(assumed);
        WriteAccount(terminal, run);
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<SituationResult> situations, bool assumed, string heading)
    {
        var worded = situations[0].Population.View is not null;
        var table = new ResultTable().Words(worded ? "buys?" : "likeliest");
        foreach (var situation in situations)
            table.Words(RunWords.Name(situation.Scenario), wrap: true);
        foreach (var row in Enumerable.Range(0, situations[0].Personas.Count))
            table.Row([situations[0].Personas[row].Name, .. situations.Select(situation => Cell(situation.Scenario, situation.Personas[row]))]);
        table.Row(["All customers", .. situations.Select(situation => Cell(situation.Scenario, situation.Population, odds: false))]);
        table.Write(terminal, heading);
        terminal.Line();
        if (!worded)
            terminal.Line($"The likeliest option; × odds of buying against those {RunWords.ComparedWith(situations)}.");
        else
            terminal.Line($"Yes/No/Maybe and probability of buying{(assumed ? " at the assumed level" : "")}; × odds of buying against all customers.");
    }

    private static string Cell(Scenario scenario, GroupResult group, bool odds = true) => group.View is null
        ? $"{RunWords.Likeliest(scenario, group)}\n{RunWords.Times(RunWords.Odds(group).Value)}"
        : $"{group.View} {RunWords.Share(group.Purchase.Value)}" + (odds ? $"\n× {Number.Decimal(group.OddsRatio.Value)}" : "");

    private static void WriteOptions(Terminal terminal, IReadOnlyList<SituationResult> situations)
    {
        var table = new ResultTable().Words("scenario", wrap: false).Words("all customers choose", wrap: false).Numbers("share").Numbers("95 % interval");
        foreach (var situation in situations)
            foreach (var (index, (option, share)) in situation.Scenario.Options.Zip(situation.Population.Options).Index())
                table.Row(index == 0 ? RunWords.Name(situation.Scenario) : "", option.Id, share.Value < .00995 ? RunWords.Share(share.Value) : Number.Percent(share.Value), RunWords.Range(share));
        table.Write(terminal, "Options");
    }

    // What an answer rests on, and where it is out of range: right under the shares.
    private static void WriteGrounds(Terminal terminal, IReadOnlyList<SituationResult> situations)
    {
        if (situations.Any(situation => situation.OwnShare is not null))
        {
            terminal.Line();
            terminal.Line("Of what moves each answer, learned from this shop's own orders (the rest comes from published studies): "
                + string.Join(", ", situations.Select(situation => $"{RunWords.Name(situation.Scenario)} {(situation.OwnShare is { } own ? Number.Percent(own, "0") : "(nothing moves it)")}")) + ".");
        }
        foreach (var situation in situations)
            foreach (var caution in situation.Cautions)
                terminal.Line($"{RunWords.Name(situation.Scenario)}: {caution}");
    }

    private static void WriteChecks(Terminal terminal, IReadOnlyList<SituationResult> situations)
    {
        var checks = situations.SelectMany(situation => situation.Checks.Select(check => (situation.Scenario, Check: check))).ToList();
        if (checks.Count == 0)
            return;
        var table = new ResultTable().Words("scenario", wrap: false).Words("expected").Words("persona").Numbers("persona").Numbers("all").Words("met?", wrap: false);
        foreach (var (scenario, check) in checks)
            table.Row(RunWords.Name(scenario), RunWords.Expected(check.Expectation), check.Persona ?? "none has it", Number.Percent(check.Value), Number.Percent(check.PopulationValue),
                check.Met switch { true => "yes", false => "NO", null => "not scored" });
        table.Write(terminal, Summary([.. checks.Select(check => check.Check)]));
    }

    // An expectation of a persona that this shop does not have is neither met nor missed.
    private static string Summary(IReadOnlyList<ExpectationCheck> checks)
    {
        var scored = checks.Count(check => check.Met is not null);
        return $"Expectations: {checks.Count(check => check.Met == true)} of {scored} met{(scored < checks.Count ? $", {checks.Count - scored} not scored" : "")} (directions on probabilities; no validation)";
    }

    private static void WriteEffects(Terminal terminal, IReadOnlyList<EffectResult> effects)
    {
        if (effects.Count == 0)
            return;
        var table = new ResultTable().Words("scenario", wrap: false).Words("variant against the first").Words("persona", wrap: false).Numbers("effect on buying").Numbers("95 % interval").Numbers("agents");
        foreach (var effect in effects)
            foreach (var (index, group) in effect.Personas.Append(effect.Population).Index())
                table.Row(
                    index == 0 ? RunWords.Plain(effect.Scenario) : "", index == 0 ? RunWords.Plain($"{effect.Treatment} against {effect.Control}") : "",
                    group.Name == "Population" ? "All customers" : group.Name, RunWords.Points(group.Purchase.Value),
                    RunWords.PointRange(group.Purchase), Number.Count(group.Agents));
        table.Write(terminal, "Effects of variants, the same agents seeing both, in points of the probability of buying");
    }

    private static void WriteAccount(Terminal terminal, RunRecord run)
    {
        terminal.Line($"{Number.Count(run.Account.Planned)} questions to {Number.Count(run.Agents)} agents (population {run.Population}, agent {run.Model ?? run.Agent}): {Number.Count(run.Account.Answered)} answered{RunWords.Missing(run.Account)}.");
        if (run.Usage is { } usage)
            terminal.Line($"{Number.Count(usage.Calls)} calls, {Number.Count(usage.InputTokens)} tokens in, {Number.Count(usage.OutputTokens)} out: {PlanReport.Dollars(usage.CostUsd)}{(usage.PriceDate is { } day ? $" at the prices of {day:yyyy-MM-dd}" : "")}{(usage.OwnCounts > 0 ? $". Tokens of {Number.Count(usage.OwnCounts)} were counted here, as the server's counts are missing or cannot be: they cost at most that" : "")}.");
    }
}
