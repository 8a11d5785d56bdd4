using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>What a report says first about one scenario: what the customers do, who differs, and how far to trust it. Simulated, not human data.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Answers">One a variant.</param>
/// <param name="Effects">What each further variant changes against the first.</param>
/// <param name="WhoDiffers">The most and the least willing persona, in a sentence; null when all are alike.</param>
/// <param name="Trust">The claims that the answer leans on, each with the rung that it reached.</param>
/// <param name="Shown">What an agent sees in the first variant.</param>
public sealed record Headline(
    string Scenario, IReadOnlyList<HeadlineAnswer> Answers, IReadOnlyList<EffectResult> Effects, string? WhoDiffers, IReadOnlyList<TrustedClaim> Trust, string Shown)
{
    /// <summary>The headlines of a run, in the order asked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fidelity">The validation that speaks for it; null when there is none, and then nothing is validated.</param>
    public static IReadOnlyList<Headline> Of(RunRecord run, FidelityReport? fidelity) =>
    [
        .. run.Situations.GroupBy(situation => situation.Scenario.Name).Select(group =>
        {
            var variants = group.ToList();
            return new Headline(
                group.Key,
                [.. variants.Select(HeadlineAnswer.Of)],
                [.. run.Effects.Where(effect => effect.Scenario == group.Key)],
                Disagreement.Of(variants[..1]) is [{ } one] ? Differing(one) : null,
                TrustedClaim.Of([.. variants.Select(variant => variant.Scenario)], fidelity?.Claims),
                ScenarioText.Render(variants[0].Scenario, run.Currency));
        }),
    ];

    private static string Differing(Disagreement one) =>
        $"{one.Most.Name} is likeliest to buy (odds × {Number.Decimal(one.Most.OddsRatio.Value)} of all customers), {one.Least.Name} least likely (× {Number.Decimal(one.Least.OddsRatio.Value)})"
        + (one.Clear ? "." : "; their intervals overlap.");
}

/// <summary>What all customers do in one variant.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Sentence">In words, of 100 customers.</param>
/// <param name="Options">Share of each option with its interval, in the scenario's order.</param>
public sealed record HeadlineAnswer(string Variant, string Sentence, IReadOnlyList<OptionShare> Options)
{
    internal static HeadlineAnswer Of(SituationResult situation)
    {
        OptionShare[] options = [.. situation.Scenario.Options.Zip(situation.Population.Options, (option, share) => new OptionShare(option.Id, option.Buys, share))];
        var most = options.MaxBy(option => option.Share.Value)!;
        // "Most" only where the whole interval is beyond one half.
        var mostly = most.Share.Low > .5;
        var sentence = (most.Buys ? $"{(mostly ? "Most choose" : "The largest share chooses")} {RunWords.Plain(most.Id)}" : mostly ? "Most walk away" : "The largest share walks away")
            + $": {Number.Decimal(100 * most.Share.Value, "0")} of 100 customers"
            + (double.IsFinite(most.Share.Low) ? $" (95 % interval {RunWords.Range(most.Share)})." : ".");
        return new HeadlineAnswer(situation.Scenario.Variant, sentence, options);
    }
}

/// <summary>Share of one option among all customers.</summary>
/// <param name="Id">The option.</param>
/// <param name="Buys">Whether it is a purchase.</param>
/// <param name="Share">In [0, 1], with its interval.</param>
public sealed record OptionShare(string Id, bool Buys, Interval Share);
