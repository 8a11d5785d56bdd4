using System.Globalization;
using Clientele.Simulation.Calls;

namespace Clientele.Cli;

/// <summary>Prints what a run of a language model will take, before it takes it.</summary>
internal static class PlanReport
{
    /// <summary>The plan as a result: <c>estimate</c> and <c>--dry-run</c>.</summary>
    /// <param name="terminal">Where it is printed.</param>
    /// <param name="plan">The calls.</param>
    /// <param name="asked">How they are made.</param>
    /// <param name="questions">What the questions are, in words.</param>
    public static void Write(Terminal terminal, CallPlan plan, ModelPlan asked, string questions)
    {
        var endpoint = asked.Model.Endpoint;
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new Estimate(
                endpoint.Model, endpoint.Address, plan.Rows, plan.Keys.Count, plan.Known, plan.ToSend, new Range(plan.Input.Low, plan.Input.High), new Range(plan.Output.Low, plan.Output.High),
                plan.Cost is { } cost ? new Range(cost.Low, cost.High) : null, plan.WorstCost, asked.Limits.MaxCost, new Range(plan.Time.Low.TotalSeconds, plan.Time.High.TotalSeconds), asked.Model.PriceDate));
            return;
        }
        var table = new ResultTable().Words($"Plan for {endpoint.Model}", wrap: false).Words("");
        table.Row("questions", $"{Number.Count(plan.Rows)}: {questions}");
        table.Row("calls to send", $"{Number.Count(plan.ToSend)} ({Number.Count(plan.Keys.Count)} different ones, {Number.Count(plan.Known)} answered already)");
        table.Row("tokens in", $"{Number.Count(plan.Input.Low)} to {Number.Count(plan.Input.High)}");
        table.Row("tokens out", $"{Number.Count(plan.Output.Low)} to {Number.Count(plan.Output.High)}, thinking included");
        table.Row("cost", plan.Cost is { } range ? $"{Dollars(range.Low)} to {Dollars(range.High)}; at most {Dollars(plan.WorstCost)} if every answer were as long as it may be" : "unknown: give --price IN:OUT or --prices FILE");
        table.Row("limit", Limit(asked));
        table.Row("time", Time(plan, asked));
        if (asked.Model.PriceDate is { } day)
            table.Row("prices of", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        table.Write(terminal, asked.DryRun ? "Estimate (nothing was sent)" : "Estimate");
        terminal.Line();
        terminal.Line("Token counts are estimated from the length of the prompts; repeats after broken connections can come on top, and count towards the limit.");
    }

    /// <summary>The plan as a notice at the head of a run.</summary>
    public static void Announce(Terminal terminal, CallPlan plan, ModelPlan asked)
    {
        if (plan.Known > 0)
            terminal.Notice($"{Number.Count(plan.Known)} of {Number.Count(plan.Keys.Count)} calls are answered already.");
        if (plan.ToSend == 0 || asked.Replay is not null)
            return;
        terminal.Notice(
            $"{Number.Count(plan.ToSend)} calls to {asked.Model.Endpoint.Model}, {ProgressDisplay.Short(plan.Input.Low + plan.Output.Low)} to {ProgressDisplay.Short(plan.Input.High + plan.Output.High)} tokens: " + (plan.Cost is { } cost ? $"{Dollars(cost.Low)} to {Dollars(cost.High)}" : "cost unknown")
            + $" (limit: {Limit(asked)}), {Time(plan, asked)}.");
    }

    /// <summary>An amount: <c>$0.0123</c>; as many digits as matter.</summary>
    public static string Dollars(double? amount) => amount is not { } value ? "cost unknown"
        : "$" + value.ToString(value >= 100 ? "#,0" : value >= 1 ? "0.00" : value >= .01 || value == 0 ? "0.0000" : "0.000000", CultureInfo.InvariantCulture);

    private static string Limit(ModelPlan asked) => asked.Limits.MaxCost is { } most ? $"{Dollars(most)} (--max-cost)" : "none";

    private static string Time(CallPlan plan, ModelPlan asked) => asked.Limits.Batch
        ? "usually within an hour, 24 hours at most"
        : $"about {ProgressDisplay.Duration(plan.Time.Low)} to {ProgressDisplay.Duration(plan.Time.High)}";

    private sealed record Range(double Low, double High);

    private sealed record Estimate(
        string Model, string Address, long Questions, long Calls, long AnsweredAlready, long ToSend, Range InputTokens, Range OutputTokens, Range? CostUsd, double? WorstCostUsd, double? MaxCostUsd,
        Range Seconds, DateOnly? PriceDate);
}
