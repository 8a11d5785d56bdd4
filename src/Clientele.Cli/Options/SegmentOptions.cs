using System.CommandLine;
using Clientele.Clustering;
using Clientele.Simulation.Agents;

namespace Clientele.Cli.Options;

/// <summary>How customers are grouped: <c>--k --seed</c>.</summary>
internal sealed class SegmentOptions
{
    private readonly Option<int?> _k = Setting.Parsed<int?>("--k", "K|auto", "Number of segments, or auto: the number that clientele segments choose-k would recommend.", 7, "7",
        text => text == "auto" ? null : Setting.WholeNumber(text, least: 2));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command) => command.Add(_k);

    /// <summary>How customers are described, grouped and learned from.</summary>
    public LearningPlan Plan(ParseResult arguments, FeatureOptions features, MachineOptions machine) => new()
    {
        Features = features.Read(arguments),
        Segmentation = new SegmentationOptions { K = arguments.GetValue(_k) ?? 7, Seed = machine.Seed(arguments), Threads = machine.Threads(arguments) },
        ChoiceModel = new ChoiceModelOptions { Seed = machine.Seed(arguments), Threads = machine.Threads(arguments) },
    };
}
