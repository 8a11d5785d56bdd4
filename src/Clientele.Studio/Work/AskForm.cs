using System.Globalization;

namespace Clientele.Studio.Work;

/// <summary>Who is asked, and how: the inputs beside a scenario.</summary>
public sealed class AskForm
{
    private string? _model;

    /// <summary>Name of a language model; null = the choice model. Choosing one sets the population that suits it.</summary>
    public string? Model
    {
        get => _model;
        set => (_model, Population) = (string.IsNullOrEmpty(value) ? null : value, string.IsNullOrEmpty(value) ? "all" : "personas");
    }

    /// <summary><c>all</c>, <c>sample</c> or <c>personas</c>.</summary>
    public string Population { get; set; } = "all";

    /// <summary>Size of a sample.</summary>
    public int Sample { get; set; } = 100;

    /// <summary>Times that each agent is asked.</summary>
    public int Replicates { get; set; } = 1;

    /// <summary>Seed of every chance.</summary>
    public int Seed { get; set; } = 42;

    /// <summary>Percent that is known to buy; null = not known.</summary>
    public double? Anchor { get; set; }

    /// <summary>Most that a language model may cost, US dollars.</summary>
    public double MaxCost { get; set; } = 5;

    /// <summary>The inputs of a request that was made.</summary>
    internal static AskForm Of(ScenarioRequest request) => new()
    {
        Model = request.Model,
        Population = request.Population.StartsWith("sample:", StringComparison.Ordinal) ? "sample" : request.Population,
        Sample = request.Population.StartsWith("sample:", StringComparison.Ordinal) && int.TryParse(request.Population.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 100,
        Replicates = request.Replicates,
        Seed = request.Seed,
        Anchor = request.Anchor is { } anchor ? Math.Round(100 * anchor, 10) : null,
        MaxCost = request.MaxCost ?? 5,
    };

    /// <summary>What is wrong with the inputs, in a sentence; null when nothing is.</summary>
    public string? Problem => Replicates is < 1 or > 1000 ? "Ask each of them 1 to 1,000 times."
        : Population == "sample" && Sample < 1 ? "A sample has at least one customer for each persona."
        : Anchor is { } anchor && anchor is not (> 0 and < 100) ? "The share that is known to buy is above 0 and below 100 percent."
        : Model is not null && MaxCost is not (> 0 and <= 1e6) ? "The limit is above 0 dollars."
        : null;

    /// <summary>The request for a scenario.</summary>
    internal ScenarioRequest Request(string yaml, DateTimeOffset at) => new()
    {
        Id = RequestFiles.NewId(at),
        At = at,
        Yaml = yaml,
        Model = Model,
        Population = Population == "sample" ? FormattableString.Invariant($"sample:{Sample}") : Population,
        Replicates = Replicates,
        Seed = Seed,
        Anchor = Model is null ? Anchor / 100 : null,
        MaxCost = Model is null ? null : MaxCost,
    };

    /// <summary>What an estimate depends on: two requests that are equal in it take the same calls.</summary>
    internal ScenarioRequest Planned(string yaml) => Request(yaml, default) with { Id = "", MaxCost = null };
}
