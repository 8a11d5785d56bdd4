using Clientele.Simulation;

namespace Clientele.Studio.Work;

/// <summary>Everything that makes a run, kept in the study before it starts: what a new server needs to go on with it, and what the lab needs to open it again.</summary>
internal sealed record ScenarioRequest
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/studio-request/v1";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Name of its file: digits of a time and of chance, lower-case hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The scenario file's text.</summary>
    public required string Yaml { get; init; }

    /// <summary>Name of a <see cref="StudioModel"/>; null = the choice model.</summary>
    public string? Model { get; init; }

    /// <summary>Who is asked, in the words of the command line.</summary>
    public string Population { get; init; } = "all";

    /// <summary>Times that each agent is asked.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>Seed of every chance.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Known share that buys, in (0, 1); null = the level is assumed.</summary>
    public double? Anchor { get; init; }

    /// <summary>Most that a language model may cost, US dollars; null = no limit, where no price is known.</summary>
    public double? MaxCost { get; init; }

    /// <summary>Plan hash of the finished run; null until it has one.</summary>
    public string? Run { get; init; }

    /// <summary>Why it ended without a run; null when it did not.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether it can be gone on with.</summary>
    public bool Resumable => Run is null;

    /// <summary>The scenarios.</summary>
    /// <exception cref="ClienteleException">The text has problems.</exception>
    public IReadOnlyList<ScenarioDefinition> Definitions() => ScenarioFile.Parse(Yaml, "scenario.yaml");

    /// <summary>The plan of stage 5.</summary>
    /// <param name="threads">Threads that may work at a time.</param>
    /// <exception cref="ClienteleException">The scenario has problems.</exception>
    public SimulationPlan Plan(int threads) => new()
    {
        Questions = [.. Definitions().SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))],
        Population = Population,
        Anchor = Model is null ? Anchor : null,
        Options = new SimulationOptions { Seed = Seed, Threads = threads, Replicates = Replicates },
    };
}
