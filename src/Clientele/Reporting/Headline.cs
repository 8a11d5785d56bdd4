using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>What a report says first about one scenario: what the customers do, who differs, and how far to trust it. Simulated, not human data.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Answers">One a variant.</param>
/// <param name="Effects">What each further variant changes against the first, with how clear it is.</param>
/// <param name="WhoDiffers">The most and the least willing persona, in a sentence; null when all are alike.</param>
/// <param name="Trust">The claims that the answer leans on, each with the rung that it reached.</param>
/// <param name="Shown">What an agent sees in the first variant.</param>
public sealed record Headline(
    string Scenario, IReadOnlyList<HeadlineAnswer> Answers, IReadOnlyList<HeadlineEffect> Effects, string? WhoDiffers, IReadOnlyList<TrustedClaim> Trust, string Shown)
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
                [.. run.Effects.Where(effect => effect.Scenario == group.Key).Select(effect => HeadlineEffect.Of(effect, variants, fidelity?.Claims))],
                Disagreement.Of(variants[..1]) is [{ } one] ? Differing(one) : null,
                TrustedClaim.Of([.. variants.Select(variant => variant.Scenario)], fidelity?.Claims),
                ScenarioText.Render(variants[0].Scenario, run.Currency));
        }),
    ];

    private static string Differing(Disagreement one) =>
        $"{one.Most.Name} is likeliest to buy (odds × {Number.Decimal(one.Most.OddsRatio.Value)} of all customers), {one.Least.Name} least likely (× {Number.Decimal(one.Least.OddsRatio.Value)})"
        + (one.Clear ? "." : "; their intervals overlap.");
}

/// <summary>What a variant changes for all customers.</summary>
/// <param name="Effect">The effect.</param>
/// <param name="Clarity">Whether it can be told from none, and whether the claims that it needs were validated.</param>
public sealed record HeadlineEffect(EffectResult Effect, string Clarity)
{
    internal static HeadlineEffect Of(EffectResult effect, IReadOnlyList<SituationResult> variants, FidelityClaims? claims)
    {
        Scenario? In(string variant) => variants.FirstOrDefault(situation => situation.Scenario.Variant == variant)?.Scenario;
        var trusted = In(effect.Control) is { } control && In(effect.Treatment) is { } treatment && TrustedClaim.Trusts(control, treatment, claims);
        return new HeadlineEffect(effect, RunWords.Clarity(effect.Population.Purchase, trusted));
    }
}

/// <summary>What all customers do in one variant.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Sentence">In words, of 100 customers.</param>
/// <param name="Options">Share of each option with its interval, in the scenario's order.</param>
/// <param name="Cautions">Why the answer is out of the range of the shop's data; usually empty.</param>
/// <param name="Own">How much of it is the shop's own; null for a language model.</param>
public sealed record HeadlineAnswer(string Variant, string Sentence, IReadOnlyList<OptionShare> Options, IReadOnlyList<string> Cautions, string? Own)
{
    // A share that may lie anywhere in more than half of what is possible is no finding.
    private const double Unknown = .5;

    internal static HeadlineAnswer Of(SituationResult situation)
    {
        OptionShare[] options = [.. situation.Scenario.Options.Zip(situation.Population.Options, (option, share) => new OptionShare(option.Id, option.Buys, share))];
        var most = options.MaxBy(option => option.Share.Value)!;
        var own = situation.Population.AgainstUsual is null ? null : RunWords.Own(situation.OwnShare);
        return new HeadlineAnswer(situation.Scenario.Variant, Say(situation, most), options, situation.Cautions, own);
    }

    private static string Say(SituationResult situation, OptionShare most)
    {
        if (!double.IsFinite(most.Share.Value))
            return "No answer.";
        if (most.Share.High - most.Share.Low > Unknown)
            return $"Not known: the share of {RunWords.Plain(most.Id)}, the likeliest answer, can be anything from {RunWords.Range(most.Share)}.";
        var all = situation.Population;
        // Without a known level the shares are those of an assumption, and only how they move is an answer.
        if (all.View is null)
            return $"Likeliest: {RunWords.Plain(most.Id)}." + (all.AgainstUsual is not { } odds ? ""
                : $" Odds of buying: {RunWords.Times(odds.Value)} those in the shop's usual situation"
                    + (double.IsFinite(odds.Low) ? $" (95 % interval {RunWords.TimesRange(odds)})." : "."));
        // "Most" only where the whole interval is beyond one half.
        var mostly = most.Share.Low > .5;
        return (most.Buys ? $"{(mostly ? "Most choose" : "The largest share chooses")} {RunWords.Plain(most.Id)}" : mostly ? "Most walk away" : "The largest share walks away")
            + $": {RunWords.Hundredths(most.Share.Value)} of 100 customers"
            + (double.IsFinite(most.Share.Low) ? $" (95 % interval {RunWords.Range(most.Share)})." : ".");
    }
}

/// <summary>Share of one option among all customers.</summary>
/// <param name="Id">The option.</param>
/// <param name="Buys">Whether it is a purchase.</param>
/// <param name="Share">In [0, 1], with its interval.</param>
public sealed record OptionShare(string Id, bool Buys, Interval Share);
