namespace Clientele.Simulation;

/// <summary>Every decision of a run and what they add up to: the output of stage 5. Simulated, not human data.</summary>
public sealed record SimulationRun
{
    /// <summary>Most answers kept word for word.</summary>
    public const int MostVerbatims = 200;

    /// <summary>Name of the agent that answered.</summary>
    public required string Agent { get; init; }

    /// <summary>Population in the words of the command line: <c>personas</c>, <c>sample:500</c>, <c>all</c>.</summary>
    public required string Population { get; init; }

    /// <summary>Seed of every chance used.</summary>
    public required int Seed { get; init; }

    /// <summary>The simulated customers.</summary>
    public required IReadOnlyList<AgentProfile> Agents { get; init; }

    /// <summary>One entry a scenario and variant, in the order asked.</summary>
    public required IReadOnlyList<SituationResult> Situations { get; init; }

    /// <summary>The decisions themselves, by column.</summary>
    public required DecisionTable Decisions { get; init; }

    /// <summary>What became of every planned question.</summary>
    public required RunAccount Account { get; init; }

    /// <summary>What an assumed purchase level rests on, in words; null when it was anchored by the user.</summary>
    public string? AssumedLevel { get; init; }

    /// <summary>What each further variant of a scenario changes against its first.</summary>
    public IReadOnlyList<EffectResult> Effects { get; init; } = [];

    /// <summary>Answers in the agents' own words, some of each group and situation, at most <see cref="MostVerbatims"/>.</summary>
    public IReadOnlyList<Verbatim> Verbatims { get; init; } = [];

    /// <summary>Answers that there were in words, of which <see cref="Verbatims"/> shows some.</summary>
    public int VerbatimsInAll { get; init; }
}

/// <summary>Result of one scenario in one variant.</summary>
/// <param name="Scenario">The scenario asked.</param>
/// <param name="Population">All agents, weighted.</param>
/// <param name="Personas">Each persona, weighted, in the order of the persona set; personas below the minimum size are merged into "Other".</param>
/// <param name="Checks">Expectations of the scenario held against the probabilities.</param>
public sealed record SituationResult(
    Scenario Scenario, GroupResult Population, IReadOnlyList<GroupResult> Personas, IReadOnlyList<ExpectationCheck> Checks)
{
    /// <summary>Why the answer is out of the range of the shop's data, in sentences; usually empty.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];

    /// <summary>Share of what moves the answer away from the shop's usual situation that was learned from the shop's own orders, in [0, 1]; the rest are published
    /// priors. Null for an agent that has no such parts, and where nothing moves it.</summary>
    public double? OwnShare { get; init; }
}

/// <summary>What one group of agents does.</summary>
public sealed record GroupResult
{
    /// <summary>Persona name, <c>Population</c> or <c>Other</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Simulated customers in the group that answered.</summary>
    public required int Agents { get; init; }

    /// <summary>Real customers that they stand for.</summary>
    public required double Weight { get; init; }

    /// <summary>Mean probability of each option, in the scenario's order, with its simulation interval (parameter uncertainty).</summary>
    public required IReadOnlyList<Interval> Options { get; init; }

    /// <summary>Weighted share of sampled decisions for each option, in the scenario's order.</summary>
    public required IReadOnlyList<double> Sampled { get; init; }

    /// <summary>Probability of any purchase.</summary>
    public required Interval Purchase { get; init; }

    /// <summary>Odds of a purchase relative to the population's; 1 for the population.</summary>
    public required Interval OddsRatio { get; init; }

    /// <summary>Odds of a purchase relative to those of the same customers in the shop's usual situation; null for an agent that is not asked about it, as a
    /// language model is not.</summary>
    public Interval? AgainstUsual { get; init; }

    /// <summary>The reference's view: Yes (purchase probability &gt;= .6), No (&lt;= .4), Maybe (between). Null where the level of buying is assumed, so that it would
    /// be made up, unless <see cref="SimulationOptions.AssumedWords"/> asks for it.</summary>
    public required string? View { get; init; }

    /// <summary>Strongest reasons for differing from the population, exact contributions; at most five.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What change would flip the preferred decision, in words; null when none in a plausible range does.</summary>
    public string? Flip { get; init; }
}

/// <summary>One expectation held against one persona.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Persona">Persona name; null when no persona here has the trait.</param>
/// <param name="Value">The persona's probability; NaN without a persona.</param>
/// <param name="PopulationValue">The population's.</param>
/// <param name="Met">Whether the direction is as expected; null without a persona.</param>
public sealed record ExpectationCheck(Expectation Expectation, string? Persona, double Value, double PopulationValue, bool? Met);

/// <summary>planned = answered + refused + invalid + failed + over budget + cancelled, checked when made.</summary>
public sealed record RunAccount
{
    /// <summary>Creates the account.</summary>
    /// <exception cref="ArgumentException">The cases do not add up to the plan.</exception>
    public RunAccount(long planned, long answered, long refused, long invalid, long failed, long overBudget, long cancelled)
    {
        if (planned != answered + refused + invalid + failed + overBudget + cancelled)
            throw new ArgumentException($"{planned} planned, but the cases add up to {answered + refused + invalid + failed + overBudget + cancelled}.", nameof(planned));
        (Planned, Answered, Refused, Invalid, Failed, OverBudget, Cancelled) = (planned, answered, refused, invalid, failed, overBudget, cancelled);
    }

    /// <summary>Questions planned.</summary>
    public long Planned { get; }

    /// <summary>Distributions received.</summary>
    public long Answered { get; }

    /// <summary>Declined by the model.</summary>
    public long Refused { get; }

    /// <summary>Unreadable.</summary>
    public long Invalid { get; }

    /// <summary>No answer after all retries.</summary>
    public long Failed { get; }

    /// <summary>Not asked: cost limit.</summary>
    public long OverBudget { get; }

    /// <summary>Not asked: stopped.</summary>
    public long Cancelled { get; }
}
