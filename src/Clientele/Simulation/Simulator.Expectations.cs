namespace Clientele.Simulation;

public static partial class Simulator
{
    private const double Distinguishing = .75;

    /// <summary>Holds each expectation against every persona that has the trait; one check without a persona when none has it.</summary>
    private static List<ExpectationCheck> Check(Scenario scenario, Groups groups, GroupResult population, IReadOnlyList<GroupResult> results)
    {
        var checks = new List<ExpectationCheck>();
        foreach (var expectation in scenario.Expectations)
        {
            var reference = Value(scenario, expectation, population);
            var any = false;
            for (var p = 0; p < groups.Personas.Personas.Count; p++)
            {
                if (groups.IsMerged(p) || !Has(groups, p, expectation))
                    continue;
                any = true;
                var value = Value(scenario, expectation, results[groups.OfPersona[p]]);
                checks.Add(new ExpectationCheck(
                    expectation, groups.Personas.Personas[p].Name, value, reference, expectation.Higher ? value > reference : value < reference));
            }
            if (!any)
                checks.Add(new ExpectationCheck(expectation, null, double.NaN, reference, null));
        }
        return checks;
    }

    private static bool Has(Groups groups, int persona, Expectation expectation)
    {
        for (var j = 0; j < groups.Personas.Features.Count; j++)
            if (groups.Personas.Features[j].Trait == expectation.Trait)
            {
                var z = groups.Personas.Personas[persona].Features[j].ZScore;
                if (expectation.High ? z > Distinguishing : z < -Distinguishing)
                    return true;
            }
        return false;
    }

    private static double Value(Scenario scenario, Expectation expectation, GroupResult result)
    {
        if (expectation.Option == "buy")
            return result.Purchase.Value;
        for (var o = 0; o < scenario.Options.Count; o++)
            if (scenario.Options[o].Id == expectation.Option)
                return expectation.GivenPurchase ? result.Options[o].Value / result.Purchase.Value : result.Options[o].Value;
        throw new ArgumentException($"Scenario {scenario.Name} expects something of an option {expectation.Option} that it does not have.", nameof(scenario));
    }
}
