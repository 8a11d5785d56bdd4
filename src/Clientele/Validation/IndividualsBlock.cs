using System.Globalization;
using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Validation;

/// <summary>Does the agent know single customers it has never seen? One attribute of each of their orders is masked, and the agent says how likely each value is.</summary>
internal static class IndividualsBlock
{
    /// <summary>Names of the tasks in metric ids.</summary>
    internal static string IdOf(string kind) => kind switch
    {
        MaskedOrder.Plan => "installments",
        MaskedOrder.Ticket => "ticket",
        _ => kind,
    };

    public static BlockResult Measure(
        IReadOnlyList<HeldOutTask> tasks, IReadOnlyList<string> missing, IReadOnlyList<FidelityMetric> nextOrder, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var metrics = new List<FidelityMetric>();
        var (notes, losses) = (new List<string>(), new List<SkillLosses>());
        var target = protocol.Targets.GetValueOrDefault("individuals.skill.median");
        IReadOnlyList<FidelityPoint> curve = [];
        foreach (var task in tasks)
        {
            var (id, outcome, customer) = (IdOf(task.Attribute.Kind), task.Outcome, task.Customer);
            var agent = ProperScores.LogLoss(task.Agent, outcome);
            var marginal = ProperScores.LogLoss(task.Baselines["marginal"], outcome);
            var best = ProperScores.LogLoss(task.At(task.Best.Probabilities), outcome);
            var skill = new SkillLosses(customer, marginal, agent, best);
            var weak = skill.Counts ? null
                : Text($"the best baseline gains {skill.Room:0.000} nats over the shares of all, and {protocol.CountingThreshold:0.00} are needed: nearly unpredictable for anybody");
            if (skill.Counts)
                losses.Add(skill);
            var baselines = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var (name, probabilities) in task.Baselines.Where(one => one.Key is not "marginal"))
                baselines[name] = (marginal.Average() - ProperScores.LogLoss(probabilities, outcome).Average()) / skill.Room;
            foreach (var (name, probabilities) in task.Best.All)
                if (name != task.Best.Name)
                    baselines[name] = (marginal.Average() - ProperScores.LogLoss(task.At(probabilities), outcome).Average()) / skill.Room;
            var interval = bootstrap.Skill(skill);
            // Logit and boosting are the scale's upper end, not what an agent has to beat.
            var simple = baselines.Where(one => task.Baselines.ContainsKey(one.Key)).ToDictionary();
            metrics.Add(FidelityMetric.Judge("individuals.skill." + id, interval.Value, interval.Low, interval.High, outcome.Length, target, simple, floor: 0, ceiling: 1, weak: weak,
                note: Text($"log-loss {agent.Average():0.000} nats; shares of all {marginal.Average():0.000}, best baseline ({task.Best.Name}) {best.Average():0.000}.{(task.Unanswered == 0 ? "" : $" {task.Unanswered} questions without an answer.")}")) with
            { Baselines = baselines });

            var gain = bootstrap.Difference(customer, ProperScores.LogLoss(task.Baselines["persona marginal"], outcome), agent);
            metrics.Add(FidelityMetric.Judge("individuals.above_persona." + id, gain.Value, gain.Low, gain.High, outcome.Length, new FidelityTarget(AtLeast: 0),
                new Dictionary<string, double> { ["persona marginal"] = 0 }, note: "Nats gained over the shares of the customer's persona."));
            var brier = bootstrap.Mean(customer, ProperScores.Brier(task.Agent, outcome));
            metrics.Add(FidelityMetric.Judge("individuals.brier." + id, brier.Value, brier.Low, brier.High, outcome.Length, null, new Dictionary<string, double>
            {
                ["best baseline"] = ProperScores.Brier(task.At(task.Best.Probabilities), outcome).Average(),
                ["marginal"] = ProperScores.Brier(task.Baselines["marginal"], outcome).Average(),
            }));
        }
        if (tasks.Count > 0)
        {
            var median = losses.Count == 0 ? new Interval(double.NaN, double.NaN, double.NaN) : bootstrap.MedianSkill(losses);
            metrics.Insert(0, FidelityMetric.Judge("individuals.skill.median", median.Value, median.Low, median.High, losses.Sum(one => one.Agent.Length), target,
                Medians(metrics), floor: 0, ceiling: 1, weak: losses.Count == 0 ? "no attribute of these orders can be predicted by anybody" : null,
                note: $"0 = the shares of all orders, 1 = the best of logit, boosting and their blend; {losses.Count} attributes count."));
            // One curve over all answers: an agent is believed across attributes.
            double[][] answers = [.. tasks.SelectMany(task => task.Agent)];
            int[] right = [.. tasks.SelectMany(task => task.Outcome)];
            var calibration = CalibrationError.Of(answers, right, bootstrap.Seed);
            var error = calibration.Interval([.. tasks.SelectMany(task => task.Customer)], bootstrap with { Replicates = 200 });
            var allowed = protocol.Targets.TryGetValue("individuals.ece", out var above) ? new FidelityTarget(AtMost: above.AtMost + calibration.Floor) : null;
            double[][] shares = [.. tasks.SelectMany(task => task.Baselines["marginal"])];
            metrics.Add(FidelityMetric.Judge("individuals.ece", error.Value, error.Low, error.High, right.Length, allowed, floor: calibration.Floor,
                note: "Gap between how sure the agent was of its top answer and how often that was right; the target stands above the floor of a perfectly calibrated agent.") with
            {
                Baselines = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["marginal"] = CalibrationError.Of(shares, right, bootstrap.Seed, 1).Value },
            });
            curve = [.. calibration.Points.Select((point, b) => new FidelityPoint(
                (b + 1).ToString(CultureInfo.InvariantCulture), point.Accuracy, Math.Sqrt(point.Accuracy * (1 - point.Accuracy) / point.N), point.Confidence, double.NaN, point.N))];
        }
        metrics.AddRange(nextOrder);
        notes.AddRange(missing.Select(kind => $"{kind} is not asked: the orders do not carry it, or too few do."));
        var found = metrics.FirstOrDefault(metric => metric.Id == "individuals.skill.median");
        var summary = found is null || double.IsNaN(found.Value) ? "Nothing about single customers could be scored."
            : Text($"Of what a fitted model can know about single orders the agent knows {found.Value:0%} (median over {losses.Count} attributes).");
        return new BlockResult(FidelityBlock.Of("individuals", summary, metrics), metrics)
        {
            Notes = notes,
            Points = new Dictionary<string, IReadOnlyList<FidelityPoint>> { ["calibration"] = curve },
        };
    }

    // The median over the same attributes, of every simple baseline that all of them have.
    private static Dictionary<string, double> Medians(List<FidelityMetric> metrics)
    {
        var skills = metrics.Where(metric => metric.Id.StartsWith("individuals.skill.", StringComparison.Ordinal) && metric.Verdict != FidelityVerdict.NotScored).ToList();
        return new[] { "uniform", "persona marginal", "own history" }.Where(name => skills.Count > 0 && skills.TrueForAll(metric => metric.Baselines.ContainsKey(name)))
            .ToDictionary(name => name, name => CustomerBootstrap.Median(skills.Select(metric => metric.Baselines[name])));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
