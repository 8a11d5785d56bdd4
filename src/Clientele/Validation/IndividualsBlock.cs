using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Baselines;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

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
        HeldOut data, IReadOnlyList<HeldOutTask> tasks, IReadOnlyList<(string Kind, string Why)> missing, IReadOnlyList<FidelityMetric> further, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
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
            var weak = skill.Counts(protocol.CountingThreshold) ? null
                : Text($"the best baseline gains {skill.Room:0.000} nats over the shares of all, and {protocol.CountingThreshold:0.00} are needed: nearly unpredictable for anybody");
            if (weak is null)
                losses.Add(skill);
            double Skill(double[][] probabilities) => (marginal.Average() - ProperScores.LogLoss(probabilities, outcome).Average()) / skill.Room;
            var simple = task.Baselines.Where(one => one.Key is not "marginal").ToDictionary(one => one.Key, one => Skill(one.Value));
            // Logit and boosting are the scale's upper end, not what an agent has to beat.
            var fitted = task.Best.All.Where(one => one.Key != task.Best.Name).ToDictionary(one => one.Key, one => Skill(task.At(one.Value)));
            var interval = bootstrap.Skill(skill);
            metrics.Add(FidelityMetric.Judge("individuals.skill." + id, interval.Value, interval.Low, interval.High, outcome.Length, target, simple, floor: 0, ceiling: 1, weak: weak, shown: fitted,
                note: Text($"log-loss {agent.Average():0.000} nats; shares of all {marginal.Average():0.000}, best baseline ({task.Best.Name}) {best.Average():0.000}.{(task.Unanswered == 0 ? "" : $" {task.Unanswered} questions without an answer.")}")));

            var gain = bootstrap.Difference(customer, ProperScores.LogLoss(task.Baselines["persona marginal"], outcome), agent);
            metrics.Add(FidelityMetric.Judge("individuals.above_persona." + id, gain.Value, gain.Low, gain.High, outcome.Length, new FidelityTarget(AtLeast: 0),
                new Dictionary<string, double> { ["persona marginal"] = 0 }, note: "Nats gained over the shares of the customer's persona."));
            var brier = bootstrap.Mean(customer, ProperScores.Brier(task.Agent, outcome));
            metrics.Add(FidelityMetric.Judge("individuals.brier." + id, brier.Value, brier.Low, brier.High, outcome.Length, null, new Dictionary<string, double>
            {
                ["best baseline"] = ProperScores.Brier(task.At(task.Best.Probabilities), outcome).Average(),
                ["marginal"] = ProperScores.Brier(task.Baselines["marginal"], outcome).Average(),
            }));
            if (task.Attribute.Kind == MaskedOrder.Ticket)
                AddAmounts(metrics, task, data, bootstrap);
            if (task.Attribute.Kind is MaskedOrder.Ticket or MaskedOrder.Category && data.KnownProduct is { } known)
                AddByProduct(metrics, id, skill, Array.ConvertAll(task.Orders, order => known[order]), protocol, bootstrap);
            if (task.Shuffled is { } shuffled)
            {
                var own = bootstrap.Difference(customer, ProperScores.LogLoss(shuffled, outcome), agent);
                metrics.Add(FidelityMetric.Judge("individuals.shuffled_gap." + id, own.Value, own.Low, own.High, outcome.Length, null,
                    note: "Nats lost when every order is answered for by another customer: what the agent knows of the person and not of the order."));
            }
        }
        foreach (var (kind, why) in missing)
            metrics.Add(FidelityMetric.Judge("individuals.skill." + IdOf(kind), double.NaN, double.NaN, double.NaN, 0, target, weak: why));
        if (tasks.Count == 0)
        {
            metrics.Insert(0, FidelityMetric.Judge("individuals.skill.median", double.NaN, double.NaN, double.NaN, 0, target, weak: "no attribute of these orders can be asked about"));
            metrics.Add(FidelityMetric.Judge("individuals.ece", double.NaN, double.NaN, double.NaN, 0, protocol.Targets.GetValueOrDefault("individuals.ece"), weak: "no attribute of these orders can be asked about"));
        }
        else
        {
            var median = losses.Count == 0 ? new Interval(double.NaN, double.NaN, double.NaN) : bootstrap.MedianSkill(losses);
            metrics.Insert(0, FidelityMetric.Judge("individuals.skill.median", median.Value, median.Low, median.High, losses.Sum(one => one.Agent.Length), target,
                Medians(metrics), floor: 0, ceiling: 1, weak: losses.Count == 0 ? "no attribute of these orders can be predicted by anybody" : null,
                note: $"0 = the shares of all orders, 1 = the best of logit, boosting and their blend; {losses.Count} attributes count."));
            // One curve over all answers: an agent is believed across attributes.
            double[][] answers = [.. tasks.SelectMany(task => task.Agent)];
            int[] right = [.. tasks.SelectMany(task => task.Outcome)];
            var calibration = CalibrationError.Of(answers, right, protocol.EceBins);
            var error = calibration.Interval([.. tasks.SelectMany(task => task.Customer)], protocol.Costly(bootstrap));
            double[][] shares = [.. tasks.SelectMany(task => task.Baselines["marginal"])];
            metrics.Add(FidelityMetric.Judge("individuals.ece", error.Value, error.Low, error.High, right.Length, protocol.Targets.GetValueOrDefault("individuals.ece"), floor: 0,
                note: Text($"Gap between how sure the agent was of its top answer and how often that was right, without what chance adds: measured are {calibration.Value:0.000}, and {calibration.Floor:0.000} of an agent without any gap."),
                shown: new Dictionary<string, double> { ["marginal"] = CalibrationError.Of(shares, right, protocol.EceBins).Debiased }));
            curve = [.. calibration.Points.Select((point, b) => new FidelityPoint(
                (b + 1).ToString(CultureInfo.InvariantCulture), point.Accuracy, Math.Sqrt(point.Accuracy * (1 - point.Accuracy) / point.N), point.Confidence, double.NaN, point.N))];
        }
        metrics.AddRange(further);
        notes.AddRange(missing.Select(one => $"{one.Kind} is not asked: {one.Why}."));
        notes.AddRange(tasks.Select(task => Unknown(data, task.Attribute)).OfType<string>());
        var found = metrics.FirstOrDefault(metric => metric.Id == "individuals.skill.median");
        var summary = found is null || double.IsNaN(found.Value) ? "Nothing about single customers could be scored."
            : Text($"Of what a fitted model can know about single orders the agent knows {found.Value:0%} (median over {losses.Count} attributes).");
        return new BlockResult(FidelityBlock.Of("individuals", summary, metrics), metrics)
        {
            Notes = notes,
            Points = new Dictionary<string, IReadOnlyList<FidelityPoint>> { ["calibration"] = curve },
        };
    }

    // Deciles as amounts of money: how far off is the agent, in the shop's currency?
    private static void AddAmounts(List<FidelityMetric> metrics, HeldOutTask task, HeldOut data, CustomerBootstrap bootstrap)
    {
        int[] fit = [.. Enumerable.Range(0, data.Fit.Count).Where(i => task.Attribute.Outcome(data.Fit, i) >= 0)];
        var amounts = ContinuousRankedProbability.Representatives(
            Array.ConvertAll(fit, i => task.Attribute.Outcome(data.Fit, i)), Array.ConvertAll(fit, i => MaskedOrder.Total(data.Fit, i)), task.Attribute.Options.Count);
        var actual = Array.ConvertAll(task.Orders, order => MaskedOrder.Total(data.Test, order));
        var score = bootstrap.Mean(task.Customer, ContinuousRankedProbability.Of(task.Agent, amounts, actual));
        metrics.Add(FidelityMetric.Judge("individuals.crps.ticket", score.Value, score.Low, score.High, actual.Length, null, new Dictionary<string, double>
        {
            ["best baseline"] = ContinuousRankedProbability.Of(task.At(task.Best.Probabilities), amounts, actual).Average(),
            ["marginal"] = ContinuousRankedProbability.Of(task.Baselines["marginal"], amounts, actual).Average(),
        }, note: $"Continuous ranked probability score, {data.Mapping.Currency}: the mean distance of the answers from the order's value, less half of their own spread."));
    }

    /// <summary>Personas and tables of yesterday, orders of today.</summary>
    public static IEnumerable<FidelityMetric> Later(IReadOnlyList<HeldOutTask> tasks, HeldOut? later, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        foreach (var task in tasks)
        {
            var losses = new SkillLosses(task.Customer, ProperScores.LogLoss(task.Baselines["marginal"], task.Outcome), ProperScores.LogLoss(task.Agent, task.Outcome),
                ProperScores.LogLoss(task.At(task.Best.Probabilities), task.Outcome));
            var skill = bootstrap.Skill(losses);
            yield return FidelityMetric.Judge("individuals.over_time." + IdOf(task.Attribute.Kind), skill.Value, skill.Low, skill.High, task.Rows.Length, null, floor: 0, ceiling: 1,
                weak: losses.Counts(protocol.CountingThreshold) ? null : Text($"the best baseline gains {losses.Room:0.000} nats over the shares of all on these orders"),
                note: Text($"Skill on test customers' orders from {later?.From:yyyy-MM-dd} on, everything fitted on other customers' orders before."));
        }
    }

    /// <summary>Nothing in an order foretells the weekday or the hour: a fitted model that gains here has found a leak.</summary>
    public static IEnumerable<FidelityMetric> Controls(HeldOut data, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        foreach (var kind in new[] { TaskTables.Weekday, TaskTables.HourBlock })
        {
            var table = TaskTables.Control(kind, (data.Parts[0], CustomerGroup.Fit), (data.Parts[1], CustomerGroup.Calibrate), (data.Parts[2], CustomerGroup.Test));
            int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => table.Group[i] == CustomerGroup.Test)];
            var target = protocol.Targets.GetValueOrDefault("individuals.control." + kind);
            if (rows.Length < FewestOrders || !Array.Exists(table.Group, group => group == CustomerGroup.Fit))
            {
                yield return FidelityMetric.Judge("individuals.control." + kind, double.NaN, double.NaN, double.NaN, rows.Length, target,
                    weak: Text($"only {rows.Length} held-out orders say when they were placed; {FewestOrders} are needed"));
                continue;
            }
            T[] At<T>(T[] column) => Array.ConvertAll(rows, row => column[row]);
            var gain = bootstrap.Difference(At(table.Customer), ProperScores.LogLoss(At(PopulationMarginal.Predict(table)), At(table.Outcome)),
                ProperScores.LogLoss(At(Boosting.Predict(table, bootstrap.Seed, bootstrap.Workers)), At(table.Outcome)));
            yield return FidelityMetric.Judge("individuals.control." + kind, gain.Value, gain.Low, gain.High, rows.Length, target,
                note: "Nats that boosting gains over the shares of all for something that nothing in an order should foretell: hundredths of a nat are a leak.");
        }
    }

    // Orders that record the attribute with a value that the scale lacks can be asked of nobody; left out in silence they would flatter the agent.
    private static string? Unknown(HeldOut data, MaskedOrder attribute)
    {
        var unknown = Enumerable.Range(0, data.Test.Count).Count(i => attribute.IsOffScale(data.Test, i));
        return unknown == 0 ? null : Text($"{attribute.Kind}: {unknown:N0} test orders show {(attribute.Kind == MaskedOrder.Plan ? "a plan that the mapping's rule does not offer" : "a value that no fit order shows")} and are in no number; {Enumerable.Range(0, data.Test.Count).Count(i => attribute.Outcome(data.Test, i) >= 0):N0} can be asked about.");
    }

    // Much of what can be known of prices and categories is which product it was: orders of products that no fit customer bought are counted apart.
    private static void AddByProduct(List<FidelityMetric> metrics, string id, SkillLosses all, bool[] known, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        foreach (var (name, of) in new[] { ("known_products", true), ("new_products", false) })
        {
            int[] rows = [.. Enumerable.Range(0, known.Length).Where(i => known[i] == of)];
            T[] At<T>(T[] column) => Array.ConvertAll(rows, i => column[i]);
            var part = new SkillLosses(At(all.Customer), At(all.Marginal), At(all.Agent), At(all.Best));
            var weak = rows.Length < FewestOrders ? Text($"only {rows.Length} such orders; {FewestOrders} are needed")
                : part.Counts(protocol.CountingThreshold) ? null : Text($"the best baseline gains {part.Room:0.000} nats over the shares of all on these orders");
            var interval = rows.Length == 0 ? new Interval(double.NaN, double.NaN, double.NaN) : bootstrap.Skill(part);
            metrics.Add(FidelityMetric.Judge($"individuals.{name}.{id}", interval.Value, interval.Low, interval.High, rows.Length, null, floor: 0, ceiling: 1, weak: weak,
                note: of ? "Skill on orders whose dearest product a fit customer bought: some of it is recognition of the product."
                    : "Skill on orders of products that no fit customer bought."));
        }
    }

    private const int FewestOrders = 200;

    // The median over the same attributes, of every simple baseline that all of them have.
    private static Dictionary<string, double> Medians(List<FidelityMetric> metrics)
    {
        var skills = metrics.Where(metric => metric.Id.StartsWith("individuals.skill.", StringComparison.Ordinal) && metric.Verdict != FidelityVerdict.NotScored).ToList();
        return new[] { "uniform", "persona marginal", "own history" }.Where(name => skills.Count > 0 && skills.TrueForAll(metric => metric.Baselines.ContainsKey(name)))
            .ToDictionary(name => name, name => CustomerBootstrap.Median(skills.Select(metric => metric.Baselines[name])));
    }
}
