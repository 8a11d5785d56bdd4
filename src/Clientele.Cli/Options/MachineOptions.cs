using System.CommandLine;

namespace Clientele.Cli.Options;

/// <summary>What makes a run repeatable and how much of the machine it takes: <c>--seed --threads</c>.</summary>
internal sealed class MachineOptions
{
    private readonly Option<int> _seed = Setting.Number("--seed", "Seed of every chance. The same seed on the same data gives the same bytes, whatever --threads says.", 42, least: 0);
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_seed);
        command.Add(_threads);
    }

    /// <summary>The seed.</summary>
    public int Seed(ParseResult arguments) => arguments.GetValue(_seed);

    /// <summary>Threads; 0 = one a core.</summary>
    public int Threads(ParseResult arguments) => arguments.GetValue(_threads);
}
