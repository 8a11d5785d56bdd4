using Clientele.Personas;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;

namespace Clientele.Simulation;

/// <summary>Stage 5: personas × scenarios → decisions.</summary>
public static partial class Simulator
{
    /// <summary>Asks every agent of the population every question and adds up the answers.</summary>
    /// <param name="personas">The personas; groups of the result follow their order.</param>
    /// <param name="questions">One scenario in one variant each. Variants of one scenario share their chance, and the first one is what prices refer to.</param>
    /// <param name="agent">Who answers. The choice model is answered in bulk, any other agent one question at a time.</param>
    /// <param name="population">The simulated customers.</param>
    /// <param name="options">Seed, replicates, threads.</param>
    /// <param name="progress">Told about decisions made.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ArgumentException">No question, the population belongs to other personas, or a scenario without exactly one walk-away.</exception>
    public static async Task<SimulationRun> RunAsync(
        PersonaSet personas, IReadOnlyList<Question.Purchase> questions, IAgent agent, Population population, SimulationOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Replicates, 1);
        if (questions.Count == 0)
            throw new ArgumentException("There is no question to ask.", nameof(questions));
        if (!ReferenceEquals(population.PersonaSet, personas))
            throw new ArgumentException("The population was made from another set of personas.", nameof(population));
        foreach (var question in questions)
            if (question.Scenario.Options.Count is < 2 or > sbyte.MaxValue || question.Scenario.Options.Count(option => !option.Buys) != 1)
                throw new ArgumentException($"Scenario {question.Scenario.Name} must have at least two options, one of them walking away.", nameof(questions));

        var groups = new Groups(personas, population, options.MinimumPersonaSize);
        if (agent is ChoiceModelAgent choice)
            return new BulkRun(choice.WithControls(questions.Select(question => question.Scenario)), questions, population, groups, options, progress, cancellationToken).Run();
        return await new AskedRun(agent, questions, population, groups, options, progress).RunAsync(cancellationToken);
    }

    /// <summary>Every call that <see cref="RunAsync"/> would make of a language model, in its order; made as they are read, so that memory does not grow with them.</summary>
    public static IEnumerable<ModelCall> Calls(LanguageModelAgent agent, IReadOnlyList<Question.Purchase> questions, Population population, SimulationOptions options)
    {
        foreach (var question in questions)
            foreach (var profile in population.Agents)
                for (var r = 0; r < options.Replicates; r++)
                    yield return agent.Call(profile, question, question.FirstReplicate + r);
    }

    /// <summary>The same questions with the control of every experiment asked once more, as a variant of its own: what differs there is chance (an A/A test).</summary>
    public static IReadOnlyList<Question.Purchase> WithControlAgain(IReadOnlyList<Question.Purchase> questions, SimulationOptions options)
    {
        List<Question.Purchase> all = [];
        foreach (var scenario in questions.GroupBy(question => question.Scenario.Name))
        {
            all.AddRange(scenario);
            var control = scenario.First();
            all.Add(new Question.Purchase(control.Scenario with { Variant = control.Scenario.Variant + "_again" }) { FirstReplicate = options.Replicates });
        }
        return all;
    }

    /// <summary>Uniform number behind one sampled decision: the same for every variant of a scenario, so that variants differ by their effect only.</summary>
    internal static double Chance(int seed, ulong agent, Scenario scenario, int replicate) =>
        CounterRandom.Uniform((ulong)seed, agent, CounterRandom.Key(scenario.Name), (ulong)replicate);

    /// <summary>Reference's view of a purchase probability.</summary>
    internal static string? View(double purchase, string? assumedLevel, SimulationOptions options) => assumedLevel is not null && !options.AssumedWords ? null
        : purchase >= .6 ? "Yes" : purchase <= .4 ? "No" : double.IsNaN(purchase) ? "—" : "Maybe";

    /// <summary>2.5 % and 97.5 % quantiles of the draws around a value (linear interpolation); NaN without at least two draws.</summary>
    internal static Interval Around(double value, ReadOnlySpan<double> draws)
    {
        if (draws.Length < 2)
            return new Interval(value, double.NaN, double.NaN);
        double[] sorted = [.. draws];
        Array.Sort(sorted);
        return new Interval(value, Quantile(sorted, .025), Quantile(sorted, .975));
    }

    private static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    /// <summary>Groups of a result: personas large enough, then "Other"; the population is all of them.</summary>
    internal sealed class Groups
    {
        public Groups(PersonaSet personas, Population population, int minimumSize)
        {
            Personas = personas;
            var shown = personas.Groups(minimumSize);
            string[] names = [.. shown.Select(group => group.Name)];
            int[] of = [.. personas.Personas.Select(persona => shown.TakeWhile(group => !group.Personas.Contains(persona)).Count())];
            (Names, OfPersona) = (names, of);
            OfAgent = Array.ConvertAll(population.Persona, p => of[p]);
        }

        public PersonaSet Personas { get; }

        public IReadOnlyList<string> Names { get; }

        /// <summary>Group of each persona of the set.</summary>
        public int[] OfPersona { get; }

        public int[] OfAgent { get; }

        public bool IsMerged(int persona) => OfPersona.Count(group => group == OfPersona[persona]) > 1 || Names[OfPersona[persona]] != Personas.Personas[persona].Name;
    }
}
