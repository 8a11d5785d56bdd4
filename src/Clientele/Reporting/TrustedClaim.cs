using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>A claim that the answer to a scenario leans on, and the rung of the claim ladder that it reached.</summary>
/// <param name="Claim">The claim, in the validation's words.</param>
/// <param name="Rung">VALIDATED, DIRECTIONAL or NOT VALIDATED.</param>
/// <param name="Tone">good, fair or bad.</param>
public sealed record TrustedClaim(string Claim, string Rung, string Tone)
{
    /// <summary>The claims of a scenario, read off what it offers; buying at all comes first, because every scenario asks it.</summary>
    /// <param name="variants">The scenario in its variants.</param>
    /// <param name="claims">What was validated; null when nothing was.</param>
    public static IReadOnlyList<TrustedClaim> Of(IReadOnlyList<Scenario> variants, FidelityClaims? claims) => [.. Needed(variants, claims).Select(claim => At(claim, claims))];

    private static IEnumerable<string> Needed(IReadOnlyList<Scenario> variants, FidelityClaims? claims)
    {
        var offers = variants.Select(scenario => scenario.Offer).ToList();
        var options = variants.SelectMany(scenario => scenario.Options).Where(option => option.Buys).ToList();
        // Past experiments, where they were scored, speak of the level instead.
        yield return claims is not null && claims.Validated.Concat(claims.Directional).Concat(claims.NotValidated).Contains(FidelityClaims.Conversion, StringComparer.Ordinal)
            ? FidelityClaims.Conversion : FidelityClaims.Buying;
        if (options.Exists(option => option.Pay is not null))
            yield return FidelityClaims.Payment;
        if (options.Exists(option => option.Pay is { Instalments: > 1 }))
            yield return FidelityClaims.LongerPlan;
        if (offers.Exists(offer => offer.EndsInHours is not null))
            yield return FidelityClaims.Scarcity;
        if (options.Exists(option => option.Quantity > 1))
            yield return FidelityClaims.Bundles;
        if (offers.Exists(offer => offer.ReferencePrice is not null) || offers.DistinctBy(offer => (offer.Price, offer.Freight)).Count() > 1
            || options.Exists(option => option.Price is not null))
            yield return FidelityClaims.Price;
    }

    private static TrustedClaim At(string claim, FidelityClaims? claims) =>
        claims is not null && claims.Validated.Contains(claim, StringComparer.Ordinal) ? new TrustedClaim(claim, "VALIDATED", "good")
        : claims is not null && claims.Directional.Contains(claim, StringComparer.Ordinal) ? new TrustedClaim(claim, "DIRECTIONAL", "fair")
        : new TrustedClaim(claim, "NOT VALIDATED", "bad");
}
