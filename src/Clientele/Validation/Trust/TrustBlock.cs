using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation.Trust;

/// <summary>Do a language model's answers hang on the customer and the offer, or on words, order, chance and memory? And do they add anything to the choice model?</summary>
internal static class TrustBlock
{
    /// <summary>What an agent that reads no words gets.</summary>
    public static BlockResult NotAsked { get; } = new(new FidelityBlock("trust", FidelityVerdict.NotScored,
        "Not measured: paraphrases, option order, retests and contamination concern language models; the choice model answers the same whatever the words.", []), []);

    /// <summary>Scores the answers.</summary>
    /// <param name="answers">What the agent said.</param>
    /// <param name="stacked">What it adds to the choice model.</param>
    /// <param name="protocol">Targets.</param>
    /// <param name="bootstrap">Intervals.</param>
    public static BlockResult Measure(TrustAnswers answers, StackedValue stacked, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var metrics = new List<FidelityMetric>();
        void Add(string id, Score score, string note, string weak, double? floor = null, IReadOnlyDictionary<string, double>? baselines = null) => metrics.Add(FidelityMetric.Judge(
            "trust." + id, score.Value, score.Low, score.High, score.N, protocol.Targets.GetValueOrDefault("trust." + id), baselines, floor, note: note, weak: double.IsNaN(score.Value) ? weak : null));

        const string NoGrid = "no scenario was answered by the personas";
        var retest = FlipRate.Of(answers.Grids, GridFacet.Replicate);
        double? chance = double.IsNaN(retest.Value) ? null : retest.Value;
        Add("paraphrase_flips", FlipRate.Of(answers.Grids, GridFacet.Wording), "Share of pairs of answers to one scenario in two wordings whose preferred options differ; the floor is what two answers to the same prompt differ by.", NoGrid, chance);
        Add("order_flips", FlipRate.Of(answers.Grids, GridFacet.Order), "The same with the options in reversed order.", NoGrid, chance);
        Add("retest", new Score(1 - retest.Value, 1 - retest.High, 1 - retest.Low, retest.N), "Share of pairs of answers to the same prompt with the same preferred option.", NoGrid);
        var icc = PersonaIcc.Of(answers.Grids, bootstrap);
        Add("persona_icc", new Score(icc.Value.Value, icc.Value.Low, icc.Value.High, icc.N), icc.Persona + icc.Wording + icc.Order + icc.Noise < 1e-12
            ? "All answers are alike: personas change nothing."
            : Text($"Share of the variance of ln-odds of buying that is the persona; variances: persona {icc.Persona:0.000}, wording {icc.Wording:0.000}, order {icc.Order:0.000}, chance {icc.Noise:0.000}. Interval over scenarios."),
            "no scenario was answered by two personas in every wording and order");

        var world = answers.Contamination;
        var loss = world.Customer.Length == 0 ? new Interval(double.NaN, double.NaN, double.NaN) : bootstrap.Difference(world.Customer, world.Disguised, world.Plain);
        Add("contamination", new Score(loss.Value, loss.Low, loss.High, world.Customer.Length), Text(
            $"Nats of log-loss that the disguise costs (another currency and scale, categories and states renamed). Right: {world.RightPlain:0%} plain, {world.RightDisguised:0%} disguised. A loss is memory of published data, or what names told."),
            "no masked order was answered in both worlds");

        var least = Math.Max(protocol.Trust.Faithfulness.MinMove, FlipRate.Noise(answers.Grids) is var noise && double.IsNaN(noise) ? 0 : noise);
        var (cited, others) = (answers.Faithfulness.Share(true, least), answers.Faithfulness.Share(false, least));
        Add("reason_faithfulness", cited, Text(
            $"Share of cited facts that move the answer by {least:0.000} (total variation) or more when they are set to their usual value; {(others.N == 0 ? "every unusual fact was cited" : Text($"facts that were not cited do in {others.Value:0%} of {others.N}"))}. {answers.Faithfulness.Unknown} cited factors are no fact of an order."),
            "no answer cites a fact of the order that is out of the ordinary", baselines: new Dictionary<string, double> { ["facts not cited"] = others.Value });

        metrics.AddRange(answers.Arms.Measure(icc, bootstrap));

        var added = AddStacked(metrics, stacked);
        var flips = metrics[0].Value;
        var summary = double.IsNaN(flips) ? "Nothing about the answers' stability could be scored." : Text($"Other words change {flips:0%} of preferred options; {(double.IsNaN(icc.Value.Value) ? "what the persona is worth could not be scored" : Text($"the persona is {icc.Value.Value:0%} of what tells answers apart"))}.");
        return new BlockResult(FidelityBlock.Of("trust", summary + " " + added, metrics), metrics)
        {
            Notes = ["Trust is measured on built-in scenarios and masked orders; the choice model that the language model is stacked on was fitted on the same customers."],
        };
    }

    // Described, not judged: a model that adds nothing is superfluous, not wrong.
    private static string AddStacked(List<FidelityMetric> metrics, StackedValue stacked)
    {
        var over = stacked.Model;
        var nothing = over.Low <= 0 && over.High >= 0;
        var sentence = double.IsNaN(over.Value) ? "What it adds to the choice model could not be measured."
            : nothing ? "The language model adds nothing measurable here to the choice model."
            : over.Value > 0 ? "The language model adds to the choice model." : "The choice model is better when the language model is counted against it.";
        metrics.Add(FidelityMetric.Judge("trust.added_value.b2", over.Value, over.Low, over.High, stacked.Tasks.Sum(task => task.Value.N), null,
            weak: stacked.Tasks.Count == 0 ? Text($"no attribute has {StackedValue.LeastOrders} orders that both answered") : null,
            note: "Weight of the language model in ln p* = a + b1 ln p_choice + b2 ln p_llm, mean over attributes by inverse variance. " + sentence));
        foreach (var (kind, value) in stacked.Tasks)
            metrics.Add(FidelityMetric.Judge("trust.added_value.b2." + IndividualsBlock.IdOf(kind), value.Model.Value, value.Model.Low, value.Model.High, value.N, null,
                note: Text($"b1 {value.Choice.Value:0.00}; log-loss of the choice model {value.LossChoice:0.000}, of the pool {value.LossPooled:0.000} on the orders it was fitted on.{(value.NothingMeasurable ? " Adds nothing measurable here." : "")}")));
        return sentence;
    }
}
