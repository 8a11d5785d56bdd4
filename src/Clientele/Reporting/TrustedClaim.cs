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

    /// <summary>Whether the effect of a variant rests on claims that reached at least directional: those about all that it changes.</summary>
    /// <param name="control">The variant that it is compared with.</param>
    /// <param name="treatment">The variant.</param>
    /// <param name="claims">What was validated; null when nothing was.</param>
    public static bool Trusts(Scenario control, Scenario treatment, FidelityClaims? claims)
    {
        if (claims is null)
            return false;
        bool Holds(string claim) => claims.Validated.Concat(claims.Directional).Contains(claim, StringComparer.Ordinal);
        // The shop's own past experiments speak of offers like these.
        return Holds(FidelityClaims.Past) || Changed(control, treatment) is { Count: > 0 } changed && changed.TrueForAll(claim => claim is not null && Holds(claim));
    }

    // Null: no claim covers it.
    private static List<string?> Changed(Scenario control, Scenario treatment)
    {
        List<string?> changed = [];
        var (before, after) = (control.Offer, treatment.Offer);
        if ((before.Price, before.ReferencePrice, before.Freight) != (after.Price, after.ReferencePrice, after.Freight))
            changed.Add(FidelityClaims.Price);
        if (before.EndsInHours != after.EndsInHours)
            changed.Add(FidelityClaims.Scarcity);
        if (before with { Price = after.Price, ReferencePrice = after.ReferencePrice, Freight = after.Freight, EndsInHours = after.EndsInHours, UnitCost = after.UnitCost } != after)
            changed.Add(null);
        foreach (var id in control.Options.Concat(treatment.Options).Select(option => option.Id).Distinct())
        {
            var (was, now) = (control.Options.FirstOrDefault(option => option.Id == id), treatment.Options.FirstOrDefault(option => option.Id == id));
            if (was == now)
                continue;
            if (was is null || now is null)
            {
                changed.Add(ClaimOf((was ?? now)!.Pay));
                continue;
            }
            if ((was.Pay?.Method, was.Pay?.Instalments, was.Pay?.UpTo) != (now.Pay?.Method, now.Pay?.Instalments, now.Pay?.UpTo))
                changed.Add(was.Pay is { Instalments: > 1 } ? ClaimOf(was.Pay) : ClaimOf(now.Pay));
            if ((was.Price, was.Pay?.Total) != (now.Price, now.Pay?.Total))
                changed.Add(FidelityClaims.Price);
            if (was.Quantity != now.Quantity)
                changed.Add(FidelityClaims.Bundles);
            if (was with { Pay = now.Pay, Price = now.Price, Quantity = now.Quantity, Label = now.Label } != now)
                changed.Add(null);
        }
        return changed;
    }

    // An option that is added or removed is one more or one less way of paying; of any other kind of option no claim speaks.
    private static string? ClaimOf(PaymentTerms? pay) => pay switch
    {
        null => null,
        { Instalments: > 1 } => FidelityClaims.LongerPlan,
        _ => FidelityClaims.Payment,
    };

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
