using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation.Calibration;

/// <summary>Would the agent's answers be better if they were softened or sharpened? Temperature and Platt scaling fitted on the calibration customers, scored on test.</summary>
/// <remarks>Described, not judged: the main rows score the agent as it answers.</remarks>
internal static class CalibratedAnswers
{
    /// <summary>Asks the calibration customers' orders.</summary>
    /// <param name="task">The task.</param>
    /// <param name="agent">How many may be in flight.</param>
    /// <param name="questions">Orders at most; null = all.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<AnsweredOrders> AskAsync(TaskQuestions task, ValidatedAgent agent, int? questions, int seed, CancellationToken cancellationToken)
    {
        var (rows, orders) = task.Sample(1, questions, seed);
        var answers = await AskedOrders.AskAsync(task.Answering, Array.ConvertAll(orders, order => task.Ask(1, order)), agent.Concurrency, cancellationToken);
        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => answers[i] is not null)];
        return new AnsweredOrders(Array.ConvertAll(kept, i => task.Wide(answers[i]!)), Array.ConvertAll(kept, i => task.Table.Outcome[rows[i]]));
    }

    /// <summary>Rows for the individuals block: skill by attribute after scaling, and calibration error over all.</summary>
    /// <param name="tasks">Tasks with their test answers.</param>
    /// <param name="calibrate">The calibration customers' answers, by task.</param>
    /// <param name="protocol">Bins and thresholds.</param>
    /// <param name="bootstrap">Intervals.</param>
    public static IReadOnlyList<FidelityMetric> Measure(IReadOnlyList<HeldOutTask> tasks, IReadOnlyList<AnsweredOrders> calibrate, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        if (tasks.Count == 0)
            return [];
        var metrics = new List<FidelityMetric>();
        var all = AnsweredOrders.Joined(calibrate);
        var pooled = TemperatureScaling.Fit(all.Probabilities, all.Outcome);
        var scaled = new List<double[][]>();
        foreach (var (task, known) in tasks.Zip(calibrate))
        {
            var own = TemperatureScaling.Fit(known.Probabilities, known.Outcome);
            var scaling = own.Refused is null ? own : pooled;
            scaled.Add(scaling.Apply(task.Agent));
            metrics.Add(Skill(task, scaling, scaling == own ? "of this attribute" : "of all attributes together", scaled[^1], protocol, bootstrap));
        }
        int[] right = [.. tasks.SelectMany(task => task.Outcome)];
        int[] customer = [.. tasks.SelectMany(task => task.Customer)];
        double[][] before = [.. tasks.SelectMany(task => task.Agent)];
        var error = CalibrationError.Of(before, right, protocol.EceBins).Debiased;
        metrics.Add(Error("individuals.ece.calibrated", [.. scaled.SelectMany(one => one)], right, customer, error, pooled.Refused, "Temperature scaling", protocol, bootstrap));
        var (sure, hit) = Tops(all.Probabilities, all.Outcome);
        var platt = PlattScaling.Fit(sure, hit);
        metrics.Add(Error("individuals.ece.calibrated.platt", Array.ConvertAll(before, p => Scaled(p, platt)), right, customer, error, platt.Refused, Text($"Platt scaling of the top answer (slope {platt.Slope:0.00})"), protocol, bootstrap));
        return metrics;
    }

    private static FidelityMetric Skill(HeldOutTask task, TemperatureScaling scaling, string of, double[][] scaled, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var (outcome, customer) = (task.Outcome, task.Customer);
        var (before, after) = (ProperScores.LogLoss(task.Agent, outcome), ProperScores.LogLoss(scaled, outcome));
        var losses = new SkillLosses(customer, ProperScores.LogLoss(task.Baselines["marginal"], outcome), after, ProperScores.LogLoss(task.At(task.Best.Probabilities), outcome));
        var (skill, gain) = (bootstrap.Skill(losses), bootstrap.Difference(customer, before, after));
        return FidelityMetric.Judge("individuals.skill.calibrated." + IndividualsBlock.IdOf(task.Attribute.Kind), skill.Value, skill.Low, skill.High, outcome.Length, null, floor: 0, ceiling: 1,
            weak: scaling.Refused?.TrimEnd('.') ?? (losses.Counts(protocol.CountingThreshold) ? null : "nearly unpredictable for anybody"),
            note: Text($"Temperature {scaling.Temperature:0.00}, fitted on {scaling.N} answers {of}: {Verdict(gain)} ({gain.Value:+0.000;−0.000;0.000} nats, {gain.Low:+0.000;−0.000;0.000} to {gain.High:+0.000;−0.000;0.000}, gained on test)."));
    }

    private static FidelityMetric Error(string id, double[][] scaled, int[] right, int[] customer, double before, string? refused, string what, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var calibration = CalibrationError.Of(scaled, right, protocol.EceBins);
        var interval = calibration.Interval(customer, protocol.Costly(bootstrap));
        return FidelityMetric.Judge(id, interval.Value, interval.Low, interval.High, right.Length, null, new Dictionary<string, double> { ["as answered"] = before }, floor: 0,
            weak: refused?.TrimEnd('.'), note: Text($"{what}: {before:0.000} as answered, {interval.Value:0.000} scaled; {(interval.High < before ? "it would help" : interval.Low > before ? "it would hurt" : "no difference can be told")}."));
    }

    private static string Verdict(Interval gain) => gain.Low > 0 ? "it would help" : gain.High < 0 ? "it would hurt" : "no difference can be told";

    private static (double[] Sure, bool[] Hit) Tops(double[][] probabilities, int[] outcome)
    {
        int[] tops = Array.ConvertAll(probabilities, p => Array.IndexOf(p, p.Max()));
        return ([.. tops.Select((top, i) => probabilities[i][top])], [.. tops.Select((top, i) => top == outcome[i])]);
    }

    // The top option's probability is scaled, the others keep their proportions.
    private static double[] Scaled(double[] p, PlattScaling platt)
    {
        var top = Array.IndexOf(p, p.Max());
        var (was, now) = (p[top], platt.Apply(p[top]));
        return was >= 1 ? [.. p.Select((value, k) => k == top ? now : (1 - now) / Math.Max(1, p.Length - 1))] : [.. p.Select((value, k) => k == top ? now : value * (1 - now) / (1 - was))];
    }
}

/// <summary>Answers with what was right.</summary>
/// <param name="Probabilities">Probabilities (n, options).</param>
/// <param name="Outcome">Right answers.</param>
internal sealed record AnsweredOrders(double[][] Probabilities, int[] Outcome)
{
    /// <summary>Several attributes' answers as one.</summary>
    public static AnsweredOrders Joined(IEnumerable<AnsweredOrders> parts)
    {
        var all = parts.ToList();
        return new AnsweredOrders([.. all.SelectMany(part => part.Probabilities)], [.. all.SelectMany(part => part.Outcome)]);
    }
}
